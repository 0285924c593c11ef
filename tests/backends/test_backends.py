"""TensorFlow, torch and JAX compared, each in a process of its own, without GDAL and QGIS."""

from __future__ import annotations

import numpy as np
import pytest
from backends.conftest import PYTHONS, make_model
from scarp.models.model_file import load_model
from scarp.models.settings import LOSSES

OTHERS = [name for name in PYTHONS if name != "tensorflow"]
MODELS = {
    "ENVINet5": make_model("ENVINet5", width=4, patch_size=204),
    "ResUNet": make_model("ResUNet", width=4, patch_size=96),
}
#: What is drawn by chance is drawn by numpy, the same on all backends.
TRAINING = {"optimizer": "AdamW", "precision": "float32", "seed": 5}


@pytest.fixture(scope="session")
def once(run_on):
    """Runs a task on a backend, once for all tests that ask for it."""
    found = {}

    def run(backend: str, task: str, network: str, **options) -> dict:
        key = backend, task, network, str(options)
        if key not in found:
            found[key] = run_on(backend, task, MODELS[network], **options)
        return found[key]

    return run


@pytest.mark.parametrize("backend", PYTHONS)
def test_there_is_the_backend(once, backend):
    told = once(backend, "tell", "ENVINet5")
    assert str(told["backend"]).startswith(backend)
    assert str(told["mixed"]) == "mixed_bfloat16"


@pytest.mark.parametrize("network", MODELS)
@pytest.mark.parametrize("backend", OTHERS)
def test_the_same_class_activation(once, backend, network):
    given = {"precision": "float32", "tile_size": 268 if network == "ENVINet5" else 240}
    expected, found = (
        once(name, "classify", network, **given)["cam"] for name in ("tensorflow", backend)
    )
    assert expected.std() > 0.01 and np.isfinite(expected).all()
    np.testing.assert_allclose(found, expected, atol=1e-4)


@pytest.mark.parametrize("backend", PYTHONS)
def test_mixed_precision_is_near(once, backend):
    exact, mixed = (
        once(backend, "classify", "ENVINet5", precision=precision, tile_size=268)["cam"]
        for precision in ("float32", "mixed")
    )
    assert 0 < np.abs(mixed - exact).max() < 0.1
    assert np.abs(mixed - exact).mean() < 0.01


@pytest.mark.parametrize("network", MODELS)
@pytest.mark.parametrize("backend", OTHERS)
def test_ten_steps_have_the_same_losses(once, backend, network):
    expected, found = (
        once(name, "train_ten_steps", network, **TRAINING) for name in ("tensorflow", backend)
    )
    assert expected["losses"].shape == (10,) and np.ptp(expected["losses"]) > 0.005
    np.testing.assert_allclose(found["losses"], expected["losses"], atol=1e-3)
    np.testing.assert_allclose(found["history/val_loss"], expected["history/val_loss"], atol=1e-3)
    np.testing.assert_allclose(found["history/f1"], expected["history/f1"], atol=1e-2)
    assert str(found["software"]).startswith(backend)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("backend", ["tensorflow", "jax"])
def test_two_devices_share_each_batch(once, backend, loss):
    """Each has as much of every batch: of one patch two are made, and of 19 patches 20."""
    one, two = (
        once(backend, task, "ENVINet5", **TRAINING, loss=loss)
        for task in ("train_ten_steps", "train_on_two")
    )
    assert str(two["device"]).count("CPU") == 2
    np.testing.assert_allclose(two["losses"], one["losses"], atol=1e-4)
    for name in ("val_loss", "f1"):
        np.testing.assert_allclose(two[f"history/{name}"], one[f"history/{name}"], atol=1e-4)


def test_says_that_one_device_trains(once):
    found = once("torch", "train_on_two", "ENVINet5", **TRAINING)
    assert str(found["device"]).count("CPU") == 1 and len(found["losses"]) == 19
    assert any("torch trains on one GPU only" in said for said in found["said"])


@pytest.mark.parametrize("backend", PYTHONS)
def test_two_devices_classify_at_the_same_time(once, backend):
    found = once(backend, "train_on_two", "ENVINet5", **TRAINING)["cam"]
    expected = once(backend, "classify", "ENVINet5", precision="float32", tile_size=268)["cam"]
    np.testing.assert_allclose(found, expected, atol=1e-4)


@pytest.mark.parametrize(
    ("backend", "device"),
    [(name, "CPU") for name in PYTHONS] + [(name, "all GPUs") for name in ("tensorflow", "jax")],
)
def test_goes_on_from_a_checkpoint(once, backend, device):
    """With the state of the optimizer: the figures are those of a training without a break."""
    found = once(backend, "resume", "ENVINet5", **TRAINING, device=device)
    assert found["went_on"] and found["place"] == 1
    np.testing.assert_allclose(found["resumed"], found["whole"], atol=1e-5)
    assert found["difference"] < 1e-4


@pytest.mark.parametrize("backend", PYTHONS)
def test_trains_on_with_a_frozen_encoder(once, run_on, backend):
    """And what one backend saved, another one classifies with."""
    found = once(backend, "fine_tune", "ENVINet5", **TRAINING)
    assert found["encoder"] == 0 and found["decoder"] > 1e-4
    model = load_model(found["path"].with_suffix(".h5"))
    assert model.software["backend"].startswith(backend)
    assert model.software["device"].startswith("CPU")
    assert model.software["precision"] == "float32"
    given = {"precision": "float32", "tile_size": 268}
    other = next(name for name in PYTHONS if name != backend)
    own, others = (run_on(name, "classify", model, **given)["cam"] for name in (backend, other))
    np.testing.assert_allclose(others, own, atol=1e-4)


@pytest.mark.parametrize("backend", PYTHONS)
def test_tensorboard_needs_tensorflow(once, backend):
    found = once(backend, "watch", "ENVINet5", **TRAINING)
    assert found["written"] == (backend == "tensorflow")
    assert ("TensorFlow only" in str(found["problem"])) == (backend != "tensorflow")


@pytest.mark.parametrize("backend", PYTHONS)
def test_trains_in_mixed_precision(once, backend):
    exact, mixed = (
        once(backend, "train_ten_steps", "ENVINet5", **{**TRAINING, "precision": precision})
        for precision in ("float32", "mixed")
    )
    np.testing.assert_allclose(mixed["losses"], exact["losses"], rtol=0.1)
    assert not np.array_equal(mixed["losses"], exact["losses"])


@pytest.mark.parametrize("backend", PYTHONS)
def test_float16_scales_the_loss(run_on, backend):
    rng = np.random.default_rng(3)
    y = np.ones((1, 20, 20, 4), np.float32)
    y[..., 0] = y[..., 2] = y[..., 3] = rng.random((1, 20, 20)) < 0.3
    arrays = {"x": rng.normal(size=(1, 204, 204, 3)).astype(np.float32), "y": y}
    found = run_on(backend, "float16_steps", MODELS["ENVINet5"], arrays, optimizer="AdamW")
    assert np.isfinite(found["losses"]).all() and found["losses"][-1] < found["losses"][0]
    assert found["scale"] >= 1 and 0 < found["change"] < 1
