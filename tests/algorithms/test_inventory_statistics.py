"""Statistics of an inventory, by the toolbox."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.rasters import box, write_polygons, write_raster
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer
from scarp.core.inventory.frequency import EVENT

FIELDS = (
    "fid kind area_m2 perim_m length_m width_m ellipse_r compact volume_m3 slope_mean aspect "
    "relief_m descent_m drop_m h_over_l amalgam amalg_why"
).split()


@pytest.fixture(scope="module")
def paths(tmp_path_factory) -> dict[str, str]:
    """120 rectangles on a slope of 45 degrees that faces west, one feature without geometry."""
    folder = tmp_path_factory.mktemp("an inventory 東")
    areas = EVENT.rvs(400, random_state=1)
    sides = np.sqrt(areas[(areas > 200) & (areas < 50_000)][:120]) / 10
    outlines = [box(30 * (k // 12), 30 * (k % 12), side, side) for k, side in enumerate(sides)]
    heights = np.broadcast_to(10.0 * np.arange(400), (1, 330, 400)).astype(np.float32)
    return {
        "INPUT": write_polygons(folder / "landslides.gpkg", [*outlines, None]),
        "DEM": write_raster(folder / "dem.tif", heights),
        "AREA": write_polygons(folder / "area.gpkg", [box(-5, -5, 270, 370)]),
    }


def test_measures_and_figures(run, paths, tmp_path, project):
    outputs = {"TABLE": str(tmp_path / "table.csv"), "REPORT": str(tmp_path / "report.html")}
    made = run(
        "inventorystatistics",
        **paths,
        TRIGGER="earthquake",
        OUTPUT=str(tmp_path / "measured.gpkg"),
        **outputs,
    )
    assert {name: made[name] for name in outputs} == outputs
    layer = QgsVectorLayer(made["OUTPUT"], "", "ogr")
    assert layer.fields().names() == FIELDS
    features = list(layer.getFeatures())
    assert len(features) == 121
    # The last row of them lies outside the area, and one has no geometry.
    counted = [one for one in features if one["area_m2"] != NULL]
    assert len(counted) == made["COUNT"] == 108
    for one in counted:
        assert one["area_m2"] == pytest.approx(one.geometry().area(), rel=1e-2)
        assert one["length_m"] == pytest.approx(one["area_m2"] ** 0.5, rel=1e-2)
        assert one["volume_m3"] == pytest.approx(0.074 * one["area_m2"] ** 1.45, rel=1e-3)
        assert one["slope_mean"] == pytest.approx(45, abs=1)
        assert one["aspect"] == pytest.approx(270, abs=2)
        assert one["amalgam"] == 0 and one["amalg_why"] == NULL
    assert made["TOTAL_AREA"] == pytest.approx(sum(one["area_m2"] for one in counted), rel=1e-4)
    assert made["MAGNITUDE"] == pytest.approx(np.log10(108), abs=1e-4)
    assert made["EXPONENT"] > 1 and made["CUT_OFF"] > 0 and made["AMALGAMS"] == 0
    assert "Trigger: earthquake" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_refusals(run, paths, tmp_path):
    few = write_polygons(tmp_path / "few.gpkg", [box(0, 0, 9, 9)])
    with pytest.raises(QgsProcessingException, match="too few landslides for statistics: 1,"):
        run("inventorystatistics", INPUT=few, OUTPUT=str(tmp_path / "measured.gpkg"))
    assert not (tmp_path / "measured.gpkg").exists()
