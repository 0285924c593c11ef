"""The one rule for the threshold."""

import numpy as np
import pytest
from helpers.rasters import write_cam
from helpers.traced import cone
from scarp.core.cam.cam import Cam
from scarp.core.cam.histogram import otsu
from scarp.core.cam.threshold_choice import MODEL, OTSU, VALUE, choose_threshold
from scarp.core.messages import ScarpError


@pytest.fixture
def values() -> np.ndarray:
    return np.where(cone() > 0.5, cone(), cone() / 4).astype(np.float32)


def test_the_models_suggestion_comes_first(tmp_path, values):
    path = write_cam(tmp_path / "cam.tif", values, threshold=0.313)
    chosen = choose_threshold(path)
    assert (chosen.value, chosen.source) == (0.313, MODEL)


def test_otsus_where_the_cam_carries_no_suggestion(tmp_path, values):
    path = write_cam(tmp_path / "cam.tif", values)
    chosen = choose_threshold(path)
    assert chosen.source == OTSU and 0.12 < chosen.value <= 0.5
    with Cam(path) as cam:
        assert chosen.value == otsu(cam.histogram())


def test_otsus_and_a_value_where_they_are_wished(tmp_path, values):
    path = write_cam(tmp_path / "cam.tif", values, threshold=0.313)
    with Cam(path) as cam:
        assert choose_threshold(path, OTSU).value == otsu(cam.histogram())
    assert choose_threshold(path, VALUE, 0.123).value == 0.123


def test_the_choice_is_told(tmp_path, values):
    path = write_cam(tmp_path / "cam.tif", values, threshold=0.313)
    told = []
    choose_threshold(path, progress=lambda _, message="", **values: told.append((message, values)))
    assert told[-1] == (
        "The threshold is {threshold:.3f}, as the model suggests.",
        {"threshold": 0.313},
    )


def test_otsu_of_one_value_refused(tmp_path):
    path = write_cam(tmp_path / "cam.tif", np.full((5, 5), 0.5, dtype=np.float32))
    with pytest.raises(ScarpError, match="Give a threshold"):
        choose_threshold(path)
