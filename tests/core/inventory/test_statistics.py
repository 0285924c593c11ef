"""The statistics of a whole inventory, their table and their report."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from helpers.rasters import box, write_polygons
from scarp.core.inventory.frequency import EVENT, size_bins
from scarp.core.inventory.statistics import (
    StatisticsSettings,
    complete_from,
    inventory_statistics,
    write_table,
)
from scarp.core.inventory.statistics_report import number, statistics_report
from scarp.core.messages import ScarpError
from scarp.core.vectors.polygon_layer import PolygonSource


def inventory(path, count: int = 140) -> PolygonSource:
    """Rectangles with areas of a landslide event, half as wide as they are long, in rows."""
    areas = EVENT.rvs(3 * count, random_state=1)
    areas = areas[(areas > 50) & (areas < 50_000)][:count]
    sides = np.sqrt(2 * areas) / 10
    places = [(40 * (k // 12), 40 * (k % 12)) for k in range(count)]
    write_polygons(str(path), [box(*place, side, side / 2) for place, side in zip(places, sides)])
    return PolygonSource(str(path))


def test_table_and_report(tmp_path, said):
    source = inventory(tmp_path / "landslides.gpkg")
    write_polygons(str(tmp_path / "area.gpkg"), [box(-5, -5, 425, 495)])
    write_polygons(str(tmp_path / "other.gpkg"), [box(40 * k, 0, 10 + k, 10) for k in range(30)])
    settings = StatisticsSettings(
        source,
        PolygonSource(str(tmp_path / "area.gpkg")),
        trigger="earthquake",
        reference=PolygonSource(str(tmp_path / "other.gpkg")),
    )
    found = inventory_statistics(settings, said)
    assert found.outside > 0 and found.outside + found.frequency.count == 140
    assert any(f"{found.outside} polygons lie outside" in one for one in said.sentences)
    assert found.examined == pytest.approx(425 * 495 * 100, rel=2e-3)
    assert found.reference_count > 0
    write_table(found, str(tmp_path / "table.csv"))
    with open(tmp_path / "table.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows[0] == {
        "quantity": "number of landslides",
        "of": "all",
        "value": str(found.frequency.count),
        "low": "",
        "high": "",
        "unit": "",
    }
    named = {row["quantity"]: row for row in rows}
    exponent = named["tail, exponent"]
    assert float(exponent["low"]) < float(exponent["value"]) < float(exponent["high"])
    report = statistics_report(found, settings)
    for text in ("Trigger: earthquake", "inverse gamma", "Guzzetti", "other.gpkg", "roll-over"):
        assert text in report


def test_a_few_landslides(tmp_path):
    """The report says what cannot be said."""
    settings = StatisticsSettings(inventory(tmp_path / "few.gpkg", 40))
    found = inventory_statistics(settings)
    report = statistics_report(found, settings)
    assert "With fewer than 100 landslides, no distribution is fitted" in report
    assert "Distributions" not in report


def test_a_few_sizes(tmp_path):
    """As those of pixels: a distribution of them would be one of the grid."""
    places = [(40 * (k // 20), 40 * (k % 20)) for k in range(300)]
    outlines = [box(*place, 1, 1 + k % 3) for k, place in enumerate(places)]
    path = write_polygons(str(tmp_path / "pixels.gpkg"), outlines)
    settings = StatisticsSettings(PolygonSource(path))
    found = inventory_statistics(settings)
    assert (found.frequency.fits, found.frequency.tail) == ([], None)
    report = statistics_report(found, settings)
    assert "3 different sizes only" in report and "Distributions" not in report


def test_where_two_inventories_part():
    areas = EVENT.rvs(4000, random_state=2)
    whole = np.sort(areas[areas > 0])
    found = complete_from(size_bins(whole[whole > 1000]), size_bins(whole))
    assert 600 < found < 1100
    assert complete_from(size_bins(whole), size_bins(np.tile(whole, 20))) is None


def test_bad_input(tmp_path):
    write_polygons(str(tmp_path / "few.gpkg"), [box(0, 0, 5, 5), box(9, 9, 9, 9)])
    with pytest.raises(ScarpError, match="too few landslides for statistics: 2,"):
        inventory_statistics(StatisticsSettings(PolygonSource(str(tmp_path / "few.gpkg"))))
    source = inventory(tmp_path / "landslides.gpkg", 20)
    write_polygons(str(tmp_path / "area.gpkg"), [box(5000, 5000, 100, 100)])
    with pytest.raises(ScarpError, match="too few landslides for statistics: 0,"):
        inventory_statistics(StatisticsSettings(source, PolygonSource(str(tmp_path / "area.gpkg"))))


def test_iburi(iburi):
    """The exponent is that of Kasai & Yamada 2019 (Earth, Planets and Space 71, 123), 2.46."""
    source = PolygonSource(str(iburi / "inventory.gpkg"), "landslides")
    dem = str(iburi / "dsm_epsg4326.tif")
    found = inventory_statistics(StatisticsSettings(source, dem=dem))
    low, high = found.frequency.tail_exponent
    assert low < 2.46 < high
    slopes = np.array([one.slope_mean for one in found.hillslopes])
    assert 15 < np.nanmedian(slopes) < 25 and np.isnan(slopes).mean() < 0.4


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234567.0, "1,230,000"), (0.01234, "0.0123"), (9.999, "10.00"), (-86.29, "-86.3"), (0, "0")],
)
def test_numbers(value, text):
    assert number(value) == text
