"""Telling new landslides from old ones."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from helpers.rasters import box, read_raster, write_polygons, write_raster
from helpers.scars import make_place
from osgeo import gdal
from scarp.core.messages import ScarpError
from scarp.core.pre_event.exclusion import ExclusionSettings, compare_with_before, count_statuses
from scarp.core.pre_event.verdicts import DOUBTFUL, EXISTING, NEW, REACTIVATED
from scarp.core.rasters.raster import Raster
from scarp.core.vectors.polygon_layer import PolygonSource

EXPECTED = {
    "new": NEW,
    "existing": EXISTING,
    "reactivated": REACTIVATED,
    "hidden": DOUBTFUL,
    "flat": DOUBTFUL,
}
GRID = (500_000.0, 3.0, 0.0, 4_700_000.0, 0.0, -3.0)


def compared(place, said, **changes):
    settings = ExclusionSettings(
        PolygonSource(place.polygons), place.post, place.pre, **{"dem": place.dem, **changes}
    )
    return compare_with_before(settings, said)


def shares(place, found) -> dict[str, float]:
    """The share of each kind that has the expected status."""
    right = Counter(
        kind for kind, one in zip(place.kinds, found) if one.verdict.status == EXPECTED[kind]
    )
    return {kind: right[kind] / count for kind, count in Counter(place.kinds).items()}


@pytest.mark.parametrize(
    ("shift", "gain", "side", "epsg"),
    [
        ((0.0, 0.0), 1.0, 3.0, 32654),
        ((2.4, -1.3), 0.7, 3.0, 32654),
        ((-3.0, 0.6), 1.3, 5.0, 32654),
        ((1.5, 1.5), 1.1, 3.0, 4326),
        ((0.8, -2.2), 0.85, 5.0, 32653),
    ],
)
def test_statuses(tmp_path, said, shift, gain, side, epsg):
    """With other light, other pixels and another CRS."""
    place = make_place(tmp_path / "place", shift, gain, side, epsg)
    found = compared(place, said)
    right = shares(place, found)
    assert right["new"] >= 0.95 and right["existing"] >= 0.95, right
    assert right["hidden"] == 1 and right["flat"] == 1, right
    assert right["reactivated"] >= 0.8, right
    assert sum(count_statuses(found).values()) == len(place.kinds)
    assert any("2 red - green" in sentence for sentence in said.sentences)
    of_new = [one for kind, one in zip(place.kinds, found) if kind == "new"]
    assert np.median([one.verdict.change for one in of_new]) == pytest.approx(1, abs=0.15)
    assert np.median([one.slope_mean for one in of_new]) == pytest.approx(25, abs=2)
    # Nine pixels of 3 m, up a slope of 25 degrees.
    assert np.median([one.relief_m for one in of_new]) == pytest.approx(11.2, abs=3)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return make_place(tmp_path_factory.mktemp("place"))


def test_older_landslides(place, said, tmp_path):
    """What changed where an older landslide is mapped is reactivated."""
    number = place.kinds.index("new")
    row, col = 30 + 60 * (number // 10), 30 + 60 * (number % 10)
    older = write_polygons(tmp_path / "older.gpkg", [box(row - 4, col - 2, 10, 9, GRID)])
    found = compared(place, said, older=PolygonSource(older))
    assert found[number].verdict.status == REACTIVATED
    assert "older landslide" in found[number].verdict.why


def test_without_an_elevation_model(place, said):
    found = compared(place, said, dem=None)
    flat = [one for kind, one in zip(place.kinds, found) if kind == "flat"]
    assert {one.verdict.status for one in flat} == {NEW}
    assert np.isnan([one.slope_mean for one in flat]).all()


def test_polygons_that_cannot_be_compared(place, said, tmp_path):
    """Outside, tiny, without a geometry, and on ground that does not stand out."""
    polygons = write_polygons(
        tmp_path / "odd.gpkg",
        [
            box(10, 5, 14, 9, GRID),
            box(-500, -500, 14, 9, GRID),
            box(100.4, 100.4, 0.5, 0.5, GRID),
            None,
            box(0, 0, 640, 640, GRID),
        ],
    )
    settings = ExclusionSettings(PolygonSource(polygons), place.post, place.pre)
    found = compare_with_before(settings, said)
    assert {one.verdict.status for one in found} == {DOUBTFUL}
    reasons = [one.verdict.why for one in found]
    for reason, part in zip(
        reasons,
        (
            "no undisturbed ground",
            "outside the image",
            "smaller than",
            "no geometry",
            "no undisturb",
        ),
    ):
        assert part in reason, reasons


def test_bad_input(place, said, tmp_path):
    def refused(reason, **changes):
        settings = {"polygons": PolygonSource(place.polygons), "post": place.post, "pre": place.pre}
        with pytest.raises(ScarpError, match=reason):
            compare_with_before(ExclusionSettings(**{**settings, **changes}), said)

    refused("given for both dates", pre=place.post)
    elsewhere = write_polygons(tmp_path / "far.gpkg", [box(0, 0, 9, 9, (800_000, *GRID[1:]))])
    refused("does not overlap", polygons=PolygonSource(elsewhere))
    far = write_raster(
        tmp_path / "far.tif", np.ones((3, 90, 90), np.uint8), grid=(800_000, *GRID[1:])
    )
    refused("no ground in common", pre=far)


def test_near_infrared(tmp_path, said):
    """With near infrared NDVI is compared, with one band its brightness."""
    rng = np.random.default_rng(0)
    image = rng.normal(1000, 40, (4, 200, 200))
    image[3] += 1500
    before, after = image + rng.normal(0, 20, image.shape), image.copy()
    after[:, 50:70, 50:64] += np.array([500, 300, 200, -900])[:, None, None]
    names = ("red", "green", "blue", "nir")
    polygons = write_polygons(tmp_path / "p.gpkg", [box(50, 50, 20, 14, GRID)])
    for bands, sentence in ((4, "NDVI"), (1, "brightness")):
        paths = [
            write_raster(
                tmp_path / f"{name}{bands}.tif",
                stored[:bands].astype(np.uint16),
                names=names[:bands],
                grid=GRID,
            )
            for name, stored in (("post", after), ("pre", before))
        ]
        settings = ExclusionSettings(PolygonSource(polygons), *paths)
        (found,) = compare_with_before(settings, said)
        assert found.verdict.status == NEW
        assert any(f"compared is {sentence}" in one for one in said.sentences)


def test_ground_without_any_variation(place, tmp_path, said):
    """As undeclared nodata, or a saturated image: nothing stands out of it."""
    bands = read_raster(place.post)
    bands[:, :, 450:] = 0
    post = write_raster(tmp_path / "post.tif", bands, names=("red", "green", "blue"), grid=GRID)
    found = compare_with_before(
        ExclusionSettings(PolygonSource(place.polygons), post, place.pre), said
    )
    statuses = [one.verdict.status for one in found]
    assert statuses.count("doubtful") >= 10 and statuses.count("new") > 10


def test_only_shared_bands_are_compared(place, tmp_path, said):
    rng = np.random.default_rng(0)
    red = read_raster(place.post)[:1]
    others = rng.normal(3000, 900, (3, *red.shape[1:])).astype(np.uint16)
    post = write_raster(tmp_path / "post.tif", red, names=["red"], grid=GRID)
    before = np.concatenate([read_raster(place.pre)[:1], others])
    several = write_raster(tmp_path / "pre.tif", before, names=["red", "a", "b", "c"], grid=GRID)
    polygons = PolygonSource(place.polygons)
    one, other = (
        compare_with_before(ExclusionSettings(polygons, post, pre), said)
        for pre in (
            several,
            write_raster(tmp_path / "one.tif", before[:1], names=["red"], grid=GRID),
        )
    )
    assert [found.verdict.status for found in one] == [found.verdict.status for found in other]
    unlike = write_raster(tmp_path / "u.tif", others, names=["a", "b", "c"], grid=GRID)
    with pytest.raises(ScarpError, match="none of the bands"):
        compare_with_before(ExclusionSettings(polygons, post, unlike), said)


def test_clouds_on_both_dates(place, tmp_path, said):
    """A cloud after the event does not make those before it look like ground."""
    bands = read_raster(place.post)
    bands[:, 560:640, 560:640] = 6500
    post = write_raster(tmp_path / "post.tif", bands, names=("red", "green", "blue"), grid=GRID)
    found = compare_with_before(
        ExclusionSettings(PolygonSource(place.polygons), post, place.pre), said
    )
    for kind, one in zip(place.kinds, found):
        if kind == "hidden":
            assert one.verdict.status == "doubtful" and "Clouds" in one.verdict.why


def test_relief_is_in_metres(place, tmp_path, said):
    heights = read_raster(place.dem)
    with Raster(place.dem) as dem:
        grid = dem.geotransform
    feet = write_raster(tmp_path / "feet.tif", heights / np.float32(0.3048), grid=grid)
    dataset = gdal.Open(feet, gdal.GA_Update)
    dataset.GetRasterBand(1).SetUnitType("ft")
    del dataset
    polygons = PolygonSource(place.polygons)
    one, other = (
        compare_with_before(ExclusionSettings(polygons, place.post, place.pre, dem=path), said)
        for path in (place.dem, feet)
    )
    for found, again in zip(one, other):
        assert again.relief_m == pytest.approx(found.relief_m, rel=1e-3, abs=0.01)
        assert again.slope_mean == pytest.approx(found.slope_mean, rel=1e-3, abs=0.01)
