"""The size of pixels that a network is given, by the toolbox."""

from __future__ import annotations

import pytest
from helpers.feedback import Feedback
from osgeo import gdal

RESAMPLED = "is resampled from pixels of"


@pytest.fixture(scope="module")
def coarse(files) -> str:
    """The scene with pixels of 12 m in place of 3 m."""
    path = str(files.folder / "coarse.tif")
    gdal.Warp(path, files.image, xRes=12, yRes=12, resampleAlg="average")
    return path


def told(feedback) -> list[str]:
    return [line for line in feedback.lines if RESAMPLED in line and "{" not in line]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "from pixels of 12 m to 3 m."),
        ({"PIXEL_SIZE": None}, "from pixels of 12 m to 3 m."),
        ({"PIXEL_SIZE": ""}, "from pixels of 12 m to 3 m."),
        ({"PIXEL_SIZE": "6"}, "from pixels of 12 m to 6 m."),
        ({"PIXEL_SIZE": 0}, None),
    ],
)
def test_classify(files, coarse, run, tmp_path, given, sentence):
    """Not set is automatic, 0 is as it is; the result has the image's own grid."""
    feedback = Feedback()
    output = str(tmp_path / "cam.tif")
    run("classify", feedback, INPUT=coarse, MODEL=files.model, OUTPUT=output, **given)
    assert [line.endswith(sentence) for line in told(feedback)] == [True] * bool(sentence)
    cam, image = gdal.Open(output), gdal.Open(coarse)
    assert cam.GetGeoTransform() == image.GetGeoTransform()
    assert (cam.RasterXSize, cam.RasterYSize) == (image.RasterXSize, image.RasterYSize)


def test_the_steps_that_classify_pass_it_on(files, run, tmp_path):
    """From the workflow to the step, and from there to classification."""
    feedback = Feedback()
    outputs = {
        "landslides:CAM": str(tmp_path / "cam.tif"),
        "landslides:LANDSLIDES": str(tmp_path / "landslides.gpkg"),
    }
    run("mapanewimage", feedback, IMAGE=files.image, MODEL=files.model, PIXEL_SIZE=6, **outputs)
    assert len(told(feedback)) == 1 and told(feedback)[0].endswith("from pixels of 3 m to 6 m.")


def test_sizes_that_are_too_far_apart_are_refused(files, coarse, run, tmp_path):
    with pytest.raises(Exception, match="is too small to be resampled from pixels of 12 m to 1e"):
        run(
            "extractlandslides",
            INPUT=coarse,
            MODEL=files.model,
            PIXEL_SIZE=1000,
            CAM=str(tmp_path / "cam.tif"),
            OUTPUT="memory:",
        )
    assert list(tmp_path.iterdir()) == []
