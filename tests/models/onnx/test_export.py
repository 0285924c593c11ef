"""Models as ONNX: run as Deepness runs them, and compared with Scarp's own classification."""

from __future__ import annotations

import functools
import json
import sys
from dataclasses import replace

import keras
import numpy as np
import onnx
import onnxruntime
import pytest
from scarp.core.messages import ScarpError
from scarp.models.data.image_sources import ArraySource
from scarp.models.data.normalisation import Normalisation
from scarp.models.inference.activation import probabilities
from scarp.models.inference.classifier import Classifier
from scarp.models.networks import check_patch_size, network_class
from scarp.models.networks.build import load_network
from scarp.models.onnx import export as onnx_export
from scarp.models.onnx.export import deepness_metadata, edge_of, export_model, tile_size
from scarp.models.onnx.graph import OnnxGraph, add_network
from scarp.models.settings import NETWORKS, ClassifySettings, NetworkSettings
from scarp.models.training.new_model import initialize_model

BANDS = ("blue", "green", "red", "nir")
CLASSES = ("scar", "flow", "古い")

pytestmark = pytest.mark.usefixtures("all_eagerly")


class Said:
    """A `Progress` that keeps the sentences."""

    def __init__(self):
        self.sentences: list[str] = []

    def __call__(self, fraction, message="", **values):
        self.sentences.append(message.format(**values))


class Sink:
    """Keeps the class activation values."""

    def __init__(self, side: int, classes: int):
        self.values = np.full((side, side, classes), np.nan, np.float32)

    def write(self, window, values, valid):
        rows, cols = (slice(start, start + size) for start, size in zip(window[:2], window[2:]))
        self.values[rows, cols] = values


@functools.lru_cache
def make_model(network="ENVINet5", norm="batch", classes=CLASSES[:1]):
    """A small model that passes for a trained one: no weight is 0 or 1, logits differ by a few."""
    side = {"ENVINet5": 252, "ResUNet": 64, "UNet": 64}[network]
    settings = NetworkSettings(
        network, bands=4, patch_size=side, classes=classes, width=2, seed=4, norm=norm
    )
    untrained = initialize_model(settings)
    rng = np.random.default_rng(1)
    weights = {
        name: array + (array.ndim == 1) * rng.uniform(0.1, 0.5, array.shape).astype(np.float32)
        for name, array in untrained.weights.items()
    }
    model = replace(
        untrained,
        weights=weights,
        band_names=BANDS,
        pixel_size=3.0,
        normalisation=Normalisation((420.0, 610.0, 580.0, 2900.0), (90.0, 80.0, 150.0, 700.0)),
        threshold=0.375,
    )
    patch = model.normalisation.apply(satellite_image(model, side), np.ones((side, side), bool))
    logits = load_network(model).predict_on_batch(patch[None]).reshape(-1, settings.outputs)
    scale = 2 / logits.std(axis=0)
    weights["logits/kernel"] *= scale
    weights["logits/bias"] = (weights["logits/bias"] - logits.mean(axis=0)) * scale
    return model


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "出力"
    folder.mkdir()
    return folder / "model.onnx"


def satellite_image(model, side: int) -> np.ndarray:
    """Digital numbers of a satellite: uint16 (side, side, bands), smooth and rough."""
    rng = np.random.default_rng(2)
    coarse = rng.normal(size=(side // 8 + 1,) * 2 + (4,)).repeat(8, axis=0).repeat(8, axis=1)
    normal = coarse[:side, :side] + 0.3 * rng.normal(size=(side, side, 4))
    values = normal * model.normalisation.scale + model.normalisation.centre
    return np.clip(np.rint(values), 1, 65535).astype(np.uint16)


def run_as_deepness(path, tile: np.ndarray) -> np.ndarray:
    """Divides by 255, standardises by the metadata, runs: (rows, columns, 1 + classes)."""
    session = onnxruntime.InferenceSession(str(path))
    (given,) = session.get_inputs()
    metadata = session.get_modelmeta().custom_metadata_map
    assert given.shape == [1, tile.shape[2], *tile.shape[:2]]
    batch = np.float32(tile[None] * 1.0 / 255.0)
    mean, std = (
        np.array(json.loads(metadata[f"standardization_{name}"]), np.float32)
        for name in ("mean", "std")
    )
    batch = np.transpose((batch - mean) / std, (0, 3, 1, 2))
    (result,) = session.run(None, {given.name: batch})
    return np.moveaxis(result[0], 0, -1)


def decide_as_deepness(values: np.ndarray, threshold: float) -> np.ndarray:
    """What is below the threshold counts as 0, then the map with the highest value: its number."""
    return np.where(values < threshold, 0, values).argmax(axis=-1)


def classify(model, image: np.ndarray) -> np.ndarray:
    """Scarp's own class activation values."""
    sink = Sink(image.shape[0], len(model.network.classes))
    Classifier(model, ClassifySettings(precision="float32", device="CPU")).classify(
        ArraySource(image), sink
    )
    return sink.values


@pytest.mark.parametrize("classes", [CLASSES[:1], CLASSES])
@pytest.mark.parametrize("network", NETWORKS)
def test_tiles_give_what_classify_does(path, network, classes):
    """In the middle of a tile that begins at a multiple of the stride on a larger image."""
    model = make_model(network, classes=classes)
    exported = export_model(model, path, size=1)
    assert exported.difference < 1e-4
    assert [entry.name for entry in path.parent.iterdir()] == ["model.onnx"]
    size, edge, row, col = exported.size, edge_of(network), 32, 64
    image = satellite_image(model, size + 100)
    result = run_as_deepness(path, image[row : row + size, col : col + size])
    assert result.shape == (size, size, 1 + len(classes)) and not result[..., 0].any()
    inner = slice(edge, size - edge)
    expected = classify(model, image)[row : row + size, col : col + size][inner, inner]
    assert expected.std() > 0.05
    found = result[inner, inner, 1:]
    np.testing.assert_allclose(found, expected, atol=1e-4)
    for threshold in np.quantile(found.max(axis=-1), (0.1, 0.5, 0.9)):
        reached = (found >= threshold).any(axis=-1)
        likeliest = np.where(reached, 1 + found.argmax(axis=-1), 0)
        assert np.array_equal(decide_as_deepness(result[inner, inner], threshold), likeliest)


def test_group_normalisation(path):
    """Whose statistics are of the whole tile, whichever the program."""
    model = make_model("ResUNet", "group")
    size = export_model(model, path, size=1).size
    image = satellite_image(model, size)
    normal = model.normalisation.apply(image, np.ones((size, size), bool))
    expected = probabilities(load_network(model).predict_on_batch(normal[None]))[0]
    np.testing.assert_allclose(run_as_deepness(path, image)[..., 1:], expected, atol=1e-4)


def test_the_border_is_mirrored_as_at_the_edge_of_an_image(path):
    model = make_model("ENVINet5")
    size = export_model(model, path, size=1).size
    image = satellite_image(model, size)
    result = run_as_deepness(path, image)[..., 1:]
    np.testing.assert_allclose(result, classify(model, image), atol=1e-4)


@pytest.mark.parametrize("network", NETWORKS)
def test_the_overlap_drops_what_depends_on_a_tiles_edge(network):
    model = make_model(network)
    for wanted in (0, 1, 200, 1000):
        size = tile_size(model, wanted)
        percent = json.loads(deepness_metadata(model, size)["tiles_overlap"])
        overlap = int(size * percent / 100 * 2) // 2  # As Deepness computes it.
        assert 2 * edge_of(network) <= overlap < size and percent < 100
        check_patch_size(network, size + 2 * network_class(network).margin)
        assert size >= wanted
    assert json.loads(deepness_metadata(model, tile_size(model))["tiles_overlap"]) <= 34


def test_automatic_tiles_are_no_smaller_than_patches():
    network = NetworkSettings("ENVINet5", patch_size=892)
    assert tile_size(replace(make_model(), network=network)) == 900


def metadata_of(path) -> dict:
    properties = onnxruntime.InferenceSession(str(path)).get_modelmeta().custom_metadata_map
    return {name: json.loads(value) for name, value in properties.items()}


def test_metadata_of_one_class(path):
    size = export_model(make_model(), path, size=580).size
    assert metadata_of(path) == {
        "model_type": "Segmentor",
        "class_names": {"0": "background", "1": "scar"},
        "resolution": 300.0,
        "tile_size": size,
        "tiles_overlap": 34,
        "seg_thresh": 0.375,
        "seg_small_segment": 0,
        "standardization_mean": [0.0] * 4,
        "standardization_std": [1.0] * 4,
        "network": "ENVINet5",
        "band_names": list(BANDS),
        "pixel_size": 3.0,
    }


def test_metadata_of_several_classes(path):
    export_model(make_model("ResUNet", classes=CLASSES), path, size=1)
    names = metadata_of(path)["class_names"]
    assert names == {"0": "background", "1": "scar", "2": "flow", "3": "古い"}


def test_what_is_not_known_is_left_out(path):
    said = Said()
    export_model(replace(make_model(), pixel_size=9e-5, threshold=None), path, 1, said)
    assert not {"resolution", "seg_thresh"} & metadata_of(path).keys()
    assert any("not measured in metres" in sentence for sentence in said.sentences)


def test_a_threshold_that_deepness_would_show_as_0():
    metadata = deepness_metadata(replace(make_model(), threshold=0.003), 580)
    assert json.loads(metadata["seg_thresh"]) == 0.01


def test_runs_on_old_versions_of_onnx_runtime(path):
    """Deepness 0.6 takes ONNX Runtime from 1.12 on: opset 17 and IR version 8 at most."""
    export_model(make_model("ResUNet", "group"), path, size=1)
    made = onnx.load(path)
    assert [(one.domain, one.version) for one in made.opset_import] == [("", 13)]
    assert made.ir_version <= 8


def test_says_which_normalisation_is_used_where_images_have_their_own(path):
    model = make_model()
    own = replace(model.normalisation, each_image=True)
    said = Said()
    export_model(replace(model, normalisation=own), path, 1, said)
    assert any("those of the training rasters: blue 420 ± 90" in line for line in said.sentences)


@pytest.mark.parametrize(("wanted", "taken"), [(228, 228), (229, 244)])
def test_sizes_are_raised_to_what_the_network_takes(path, wanted, taken):
    said = Said()
    assert export_model(make_model(), path, wanted, said).size == taken
    raised = any(f"those of {taken} are taken" in sentence for sentence in said.sentences)
    assert raised == (wanted != taken)


def test_untrained(path, untrained):
    with pytest.raises(ScarpError, match="has not been trained yet"):
        export_model(untrained, path)
    assert not list(path.parent.iterdir())


def test_another_name(path):
    with pytest.raises(ScarpError, match=r"does not end in “\.onnx”"):
        export_model(make_model(), path.with_suffix(".h5"))
    assert not list(path.parent.iterdir())


def test_packages_missing(path, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ScarpError, match=r"lacks “onnxruntime”.*pip install onnx onnxruntime"):
        export_model(make_model(), path)
    assert not list(path.parent.iterdir())


def test_a_model_that_computes_something_else_is_not_kept(path, monkeypatch):
    path.write_text("an older one")
    monkeypatch.setattr(onnx_export, "TOLERANCE", -1.0)
    with pytest.raises(ScarpError, match="differ from Keras's by up to"):
        export_model(make_model(), path, size=1)
    assert path.read_text() == "an older one" and len(list(path.parent.iterdir())) == 1


@pytest.mark.parametrize(
    "layer", [keras.layers.DepthwiseConv2D(3), keras.layers.Conv2D(2, 3, activation="tanh")]
)
def test_layers_that_are_not_known_are_refused(layer):
    inputs = keras.Input((None, None, 2))
    network = keras.Model(inputs, layer(inputs))
    with pytest.raises(ScarpError, match=f"“{layer.name}” .* cannot be exported"):
        add_network(OnnxGraph(), network, "x")
