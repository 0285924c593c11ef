"""What a class activation raster shows of objects."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.rasters import GRID, box, wkt
from osgeo import ogr
from scarp.core.cam.cam import Cam, CamDescription, cam_writer
from scarp.core.confidence.calibration import fit_calibration
from scarp.core.confidence.labelled_objects import LabelledObjects, labelled_objects
from scarp.core.confidence.object_features import object_features
from scarp.core.confidence.polygon_confidence import polygon_confidence
from scarp.core.rasters.windows import Window
from scipy.special import expit


def logit(value: float) -> float:
    return float(np.log(value / (1 - value)))


def test_features_of_an_object():
    values = np.full((20, 20), 0.1, np.float32)
    values[5:15, 5:15] = 0.8
    values[9, 9] = 0.9
    inside = values > 0.5
    found = object_features(values, np.ones((20, 20), bool), inside, 9.0)
    assert found == pytest.approx(
        [logit(values[inside].mean()), logit(0.9), np.log10(900), 0.7], abs=1e-5
    )
    # Where there is no data, nothing counts.
    valid = np.ones((20, 20), bool)
    valid[:, 10:] = False
    half = object_features(values, valid, inside, 9.0)
    assert half[2] == found[2] and half[3] == pytest.approx(0.7, abs=1e-5)
    assert np.isnan(object_features(values, ~inside, inside, 9.0)).all()


def test_objects_and_their_labels():
    values = np.full((40, 40, 1), 0.1, np.float32)
    labels = np.zeros((40, 40), np.uint8)
    for row in (5, 20, 35):
        values[row : row + 5, 5:10] = values[row : row + 5, 20:25] = 0.9
    labels[3:9, 4:9] = 1  # More than half of the first one.
    labels[20:22, 20:25] = 1  # Less than half.
    labels[20:30, 5:10] = 255
    found = labelled_objects(values, labels, 0.5, 4.0, 7, (False, True, False, False))
    # Those in the last rows are cut off, and of one nothing is known.
    assert len(found) == 3
    assert found.is_landslide.tolist() == [True, False, False]
    assert found.areas.tolist() == [100.0] * 3 and set(found.groups) == {7}
    whole = labelled_objects(values, labels, 0.5)
    assert len(whole) == 5
    both = LabelledObjects.joined([found, whole])
    assert len(both) == 8 and len(LabelledObjects.joined([])) == 0
    assert len(labelled_objects(values, labels, 0.95)) == 0


def test_classes_are_objects_of_their_own():
    values = np.zeros((10, 10, 2), np.float32)
    values[2:8, 2:5, 0] = 0.9
    values[2:8, 5:8, 1] = 0.9
    labels = np.zeros((10, 10), np.uint8)
    labels[2:8, 2:8] = 1
    found = labelled_objects(values, labels, 0.5)
    assert found.is_landslide.tolist() == [True, False]


@pytest.fixture
def scene(tmp_path):
    """64 objects of 10 pixels, the brighter ones landslides; their CAM and polygons."""
    values = np.full((100, 160), 0.1, np.float32)
    places, peaks = [], np.linspace(0.55, 0.95, 64)
    for number, peak in enumerate(peaks):
        row, col = 12 * (number // 10) + 4, 15 * (number % 10) + 4
        values[row : row + 5, col : col + 2] = peak
        places.append((row, col, 5, 2))
    labels = np.zeros(values.shape, np.uint8)
    rng = np.random.default_rng(0)
    for (row, col, height, width), peak in zip(places, peaks):
        labels[row : row + height, col : col + width] = rng.random() < 2.5 * (peak - 0.55)
    found = labelled_objects(values[..., None], labels, 0.5, 100.0)
    calibration = fit_calibration(found.features, found.is_landslide, np.arange(64) // 8)

    def write(name: str, described: dict | None, shown: np.ndarray = values) -> str:
        path = str(tmp_path / name)
        about = CamDescription(["landslide"], "m.h5", "image.tif", 0.5, calibration=described)
        with cam_writer(path, shown.shape, GRID, wkt(), about) as writer:
            whole = Window(0, 0, *shown.shape)
            writer.write(whole, shown[..., None], np.ones(shown.shape, bool))
        return path

    polygons = [ogr.CreateGeometryFromWkt(box(*place)) for place in places]
    return calibration, found, polygons, write, values


def test_polygons_have_the_probabilities_of_their_objects(scene):
    calibration, objects, polygons, write, _ = scene
    given = [{"model": "m.h5"}] * 64
    with Cam(write("cam.tif", calibration.as_dict())) as cam:
        found = polygon_confidence(cam, [*polygons, None], [*given, {}])
    assert found.reasons == [""] * 64 + ["no model has mapped it"]
    assert found.features[:64] == pytest.approx(objects.features, abs=1e-5)
    probabilities = found.probabilities
    assert probabilities[:64] == pytest.approx(
        calibration.probabilities(objects.features), abs=1e-5
    )
    assert np.isnan(probabilities[64]) and probabilities[0] < probabilities[63]
    number, low, high = found.expected(np.arange(64), np.ones(64))
    assert low < number < high
    assert low <= objects.is_landslide.sum() <= high


def test_where_there_is_no_calibration_the_reason_is_told(scene):
    calibration, _, polygons, write, values = scene
    given = [{"model": "m.h5"}] * 64
    cases = {
        "the model has no calibration": (None, values, given),
        "mapped by another model than the class activation raster": (
            *(calibration.as_dict(), values, [{"model": "other.h5"}] * 64),
        ),
        "unlike what it found in its validation": (
            *(calibration.as_dict(), np.where(values > 0.5, 0.9999, 0.0).astype(np.float32), given),
        ),
    }
    for number, (reason, (described, shown, fields)) in enumerate(cases.items()):
        with Cam(write(f"cam{number}.tif", described, shown)) as cam:
            found = polygon_confidence(cam, polygons, fields)
        assert all(reason in one for one in found.reasons)
        assert found.calibration is None and np.isnan(found.probabilities).all()
    with Cam(write("damaged.tif", {"scale": "x"})) as cam:
        assert polygon_confidence(cam, polygons, given).calibration is None


def test_polygons_that_the_calibration_does_not_hold_for(scene):
    """Those of another threshold, of another model, with another outline, or elsewhere."""
    calibration, objects, polygons, write, _ = scene
    means = expit(objects.features[:, 0]).tolist()
    given = [{"model": "m.h5", "threshold": 0.51, "cam_mean": mean} for mean in means]
    given[1]["threshold"] = 0.6
    given[2]["model"] = "other.h5"
    given[3]["cam_mean"] += 0.06
    polygons[4] = ogr.CreateGeometryFromWkt(box(900, 900, 5, 2))
    given[5] = {"model": "m.h5"}
    with Cam(write("cam.tif", calibration.as_dict())) as cam:
        found = polygon_confidence(cam, polygons, given)
    assert {place: reason for place, reason in enumerate(found.reasons) if reason} == {
        1: "it was drawn at a threshold of 0.60, and the calibration holds at 0.50",
        2: "it was mapped by another model than the class activation raster",
        3: "its outline was changed since",
        4: "it lies outside the class activation raster",
    }
    assert np.flatnonzero(np.isnan(found.probabilities)).tolist() == [1, 2, 3, 4]
