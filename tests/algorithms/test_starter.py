"""Mapping an image without naming a model: the starter that comes with Scarp."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.feedback import Feedback
from osgeo import gdal, ogr
from scarp.models.settings import STARTER

EXPECTATION = "that such a model had not seen, its F1 was"


def _outputs(folder: Path, step: str) -> dict[str, str]:
    cam, polygons = str(folder / "cam.tif"), str(folder / "landslides.gpkg")
    if step == "mapanewimage":
        return {"landslides:CAM": cam, "landslides:LANDSLIDES": polygons}
    return {"CAM": cam, "OUTPUT": polygons}


@pytest.mark.parametrize(
    ("step", "image"), [("extractlandslides", "INPUT"), ("mapanewimage", "IMAGE")]
)
def test_no_model_named(files, run, tmp_path, step, image):
    """An image in, polygons out; the log and the report say what is to be expected."""
    feedback = Feedback()
    report = {"threshold:REPORT": str(tmp_path / "report.html")} if step == "mapanewimage" else {}
    given = {image: files.image, "ADAPT": 0, **report}
    results = run(step, feedback, **given, **_outputs(tmp_path, step))
    assert sum(EXPECTATION in line and "{" not in line for line in feedback.lines) == 1
    cam = gdal.Open(str(tmp_path / "cam.tif"))
    assert cam.GetMetadataItem("SCARP_MODEL") == STARTER.name
    polygons = ogr.Open(str(tmp_path / "landslides.gpkg"))
    assert polygons.GetLayer(0).GetFeatureCount() == results["COUNT"] > 0
    for path in report.values():
        assert EXPECTATION in Path(path).read_text(encoding="utf-8")


def test_an_adapted_model_is_kept(files, run, tmp_path):
    kept = tmp_path / "adapted.h5"
    feedback = Feedback()
    outputs = _outputs(tmp_path, "extractlandslides")
    results = run(
        "extractlandslides",
        feedback,
        INPUT=files.image,
        ADAPT=0.05,
        ADAPTED_MODEL=str(kept),
        **outputs,
    )
    assert results["ADAPTED_MODEL"] == str(kept) and kept.exists()
    assert any("is adapted to the image" in line for line in feedback.lines)
    information = run("modelinfo", MODEL=str(kept), REPORT=str(tmp_path / "kept.html"))
    assert information["NETWORK"] == "UNet"


def test_an_adapted_model_without_an_adaptation_is_refused(files, run, tmp_path):
    outputs = _outputs(tmp_path, "extractlandslides")
    with pytest.raises(Exception, match="give the minutes"):
        run(
            "extractlandslides",
            INPUT=files.image,
            ADAPT=0,
            ADAPTED_MODEL=str(tmp_path / "adapted.h5"),
            **outputs,
        )
    assert not list(tmp_path.iterdir())


def test_an_image_with_other_bands_is_refused_in_words(files, run, tmp_path):
    path = str(tmp_path / "four.tif")
    source = gdal.Open(files.image)
    four = gdal.GetDriverByName("GTiff").Create(
        path, source.RasterXSize, source.RasterYSize, 4, gdal.GDT_UInt16
    )
    four.SetProjection(source.GetProjection())
    four.SetGeoTransform(source.GetGeoTransform())
    for number in range(4):
        four.GetRasterBand(number + 1).Fill(100 + number)
    four = None
    with pytest.raises(Exception, match=r"takes 3 \(red, green, blue\): make an image of these"):
        run("extractlandslides", INPUT=path, **_outputs(tmp_path, "extractlandslides"))
