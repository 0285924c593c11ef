"""Samples to check."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
import shapely
from helpers.rasters import box, write_polygons
from scarp.core.assessment.sampling_design import (
    MAP_AND_NEIGHBOURHOOD,
    SampleSettings,
    draw_sample,
)
from scarp.core.messages import ScarpError
from scarp.core.vectors.polygon_layer import PolygonSource

PLACES = [(10, 10, 20, 10), (50, 60, 40, 20)]


@pytest.fixture
def settings(tmp_path) -> dict:
    return {
        "polygons": PolygonSource(
            write_polygons(tmp_path / "map.gpkg", [box(*place) for place in PLACES])
        ),
        "area": PolygonSource(write_polygons(tmp_path / "area.gpkg", [box(0, 0, 100, 100)])),
    }


def test_points_lie_in_their_strata(settings):
    found = draw_sample(SampleSettings(**settings, size=300, strata=MAP_AND_NEIGHBOURHOOD))
    assert len(found) == 300
    landslides = shapely.union_all([shapely.from_wkt(box(*place)) for place in PLACES])
    area = shapely.from_wkt(box(0, 0, 100, 100))
    for one in found:
        point = shapely.Point(one.x, one.y)
        distance = landslides.distance(point)
        assert area.distance(point) < 0.01
        expected = (
            "landslide" if not distance else "near landslides" if distance <= 50 else "background"
        )
        # On a border, rounding decides.
        near_border = min(abs(distance), abs(distance - 50)) < 0.5
        assert one.stratum == expected or near_border
        assert one.mapped == (one.stratum == "landslide")
    areas = {one.stratum: one.area_m2 for one in found}
    assert areas["landslide"] == pytest.approx(100_000, rel=1e-2)
    assert sum(areas.values()) == pytest.approx(1_000_000, rel=1e-2)
    counts = Counter(one.stratum for one in found)
    assert min(counts.values()) >= 30 and counts["background"] == max(counts.values())


def test_all_places_of_a_stratum_are_alike(settings):
    """Of 1,000 m² of landslides, the second has four fifths."""
    found = draw_sample(SampleSettings(**settings, size=4000))
    second = shapely.from_wkt(box(*PLACES[1]))
    inside = [second.distance(shapely.Point(p.x, p.y)) == 0 for p in found if p.mapped]
    assert np.mean(inside) == pytest.approx(0.8, abs=0.06)


def test_the_same_seed_draws_the_same(settings):
    one, other, third = (draw_sample(SampleSettings(**settings, seed=k)) for k in (1, 1, 2))
    assert one == other and one != third


def test_what_is_refused(settings, tmp_path):
    with pytest.raises(ScarpError, match="too small: at least 4"):
        draw_sample(SampleSettings(**settings, size=3))
    far = PolygonSource(write_polygons(tmp_path / "far.gpkg", [box(900, 900, 9, 9)]))
    with pytest.raises(ScarpError, match="lies in the area"):
        draw_sample(SampleSettings(settings["polygons"], far))
