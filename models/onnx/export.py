"""Writing a model as ONNX, with the metadata that the QGIS plugin Deepness reads."""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np

from ...core.files import staged
from ...core.messages import Progress, ScarpError, no_progress, tr
from ..data.normalisation import Normalisation
from ..inference.activation import class_activation
from ..inference.compatibility import check_trained
from ..model_file import Model
from ..networks import legal_size_from, network_class
from ..networks.build import load_network
from ..networks.network import SegmentationNetwork

SUFFIX = ".onnx"
#: Largest difference between ONNX Runtime and Keras that is taken for rounding.
TOLERANCE = 1e-3
_INPUT, _OUTPUT = "image", "activation"
#: What Deepness divides values by, whatever their data type.
_DEEPNESS_WHITE = 255.0
#: Deepness's threshold has two decimals; 0 would take everything.
_LEAST_THRESHOLD = 0.01
#: Smaller pixels, in units of the CRS, are taken for degrees; 0 stands for no georeference.
_LEAST_METRES = 1e-3
#: Side of the even squares of the image that ONNX Runtime is checked with.
_SQUARE = 16


@dataclass(frozen=True)
class Exported:
    """What has been written.

    Attributes:
        size: Rows and columns of the input and of the output.
        difference: Largest difference of a class activation value between ONNX Runtime and Keras.
    """

    size: int
    difference: float


def export_model(
    model: Model, path: str | Path, size: int = 0, progress: Progress = no_progress
) -> Exported:
    """Writes a trained model as ONNX, and runs it to compare it with Keras.

    The graph takes ``image``, float32 (1, bands, size, size): the image's values divided by 255,
    as Deepness gives them for every data type. It undoes that and normalises in the graph itself:
    so values are right in versions of Deepness, and in other programs, that know nothing of
    standardisation.

    It gives ``activation``, float32 (1, 1 + classes, size, size): a map of zeros for the
    background, and the class activation values. Deepness sets values below the threshold to 0 and
    then takes the map with the highest value, the first of equal ones; with zeros for the
    background that is the class whose value reaches the threshold, as in Scarp, whereas the
    background's probability would win wherever it is above one half.

    The border that a network loses is mirrored; what depends on it, the outer `edge_of` pixels of
    a tile, is dropped where tiles overlap as the metadata says.

    Args:
        model: The model, trained.
        path: To write to; ends in ".onnx".
        size: Rows and columns of a tile, raised to the next that the network takes; 0: automatic.
        progress: Told what the analyst should know.

    Raises:
        ScarpError: if the model is not trained, the name is another, the packages onnx and
            onnxruntime are missing, or ONNX Runtime computes other values than Keras.
    """
    normalisation = check_trained(model)
    if Path(path).suffix.lower() != SUFFIX:
        raise ScarpError(
            tr("{path} does not end in “.onnx”: choose a name that does."), path=str(path)
        )
    _check_packages()
    taken = tile_size(model, size)
    if size and taken != size:
        progress(
            0,
            tr("{network} cannot take tiles of {wanted} pixels: those of {size} are taken."),
            network=model.network.network,
            wanted=size,
            size=taken,
        )
    _say_what_is_lost(model, normalisation, progress)
    # On the CPU in double precision: what GPUs compute, and TensorFlow's group normalisation in
    # float32, is off by as much as what is to be found.
    with keras.device("cpu:0"):
        network = load_network(model, "float64")
        with staged(path) as temporary:
            _write(temporary, model, normalisation, network, taken)
            progress(0.5, tr("Running it with ONNX Runtime and with Keras, to compare."))
            difference = _largest_difference(temporary, normalisation, network, taken)
            if not difference <= TOLERANCE:
                raise ScarpError(
                    tr(
                        "ONNX Runtime's values differ from Keras's by up to {difference}: the "
                        "exported model would be wrong, and is not kept."
                    ),
                    difference=f"{difference:.2g}",
                )
    progress(
        1,
        tr("Tiles of {size} x {size} pixels; values differ from Keras's by at most {difference}."),
        size=taken,
        difference=f"{difference:.1g}",
    )
    return Exported(taken, difference)


def tile_size(model: Model, wanted: int = 0) -> int:
    """Side of a tile that an exported model takes and gives.

    Args:
        model: The model.
        wanted: Least side in pixels; 0: that of the training patches, but so large that tiles
            overlap by no more than a third.
    """
    kind = network_class(model.network.network)
    edge = edge_of(model.network.network)
    least = max(wanted or max(model.network.patch_size, 6 * edge), 2 * edge + kind.stride)
    return legal_size_from(kind, least + 2 * kind.margin) - 2 * kind.margin


def edge_of(network: str) -> int:
    """Pixels at the edge of a tile whose values depend on what the tile is bordered with.

    The network's ``context``, in whole blocks of its stride: the pixels of a block have in common
    what the deepest level sees.

    Args:
        network: Name of the network.
    """
    kind = network_class(network)
    return -(-kind.context // kind.stride) * kind.stride


def deepness_metadata(model: Model, size: int) -> dict[str, str]:
    """What the exported model says of itself: values in JSON by name.

    Names and meanings are those that Deepness 0.6 reads (``processing/models/model_base.py``),
    and beyond them ``network``, ``band_names`` and ``pixel_size``.

    Args:
        model: The model.
        size: Rows and columns of a tile.
    """
    bands = model.network.bands
    metadata = {
        "model_type": "Segmentor",
        "class_names": dict(enumerate(("background", *model.network.classes))),
        "tile_size": size,
        "tiles_overlap": math.ceil(100 * 2 * edge_of(model.network.network) / size),
        # Else Deepness smooths outlines with a median filter of 9 x 9 pixels.
        "seg_small_segment": 0,
        # Nothing is left to do; where it is absent, some versions take three bands for granted.
        "standardization_mean": [0.0] * bands,
        "standardization_std": [1.0] * bands,
        "network": model.network.network,
        "band_names": list(model.band_names),
        "pixel_size": model.pixel_size,
    }
    if _is_metric(model):
        metadata["resolution"] = 100 * model.pixel_size
    if model.threshold is not None:
        metadata["seg_thresh"] = max(model.threshold, _LEAST_THRESHOLD)
    return {name: json.dumps(value, ensure_ascii=False) for name, value in metadata.items()}


def _check_packages() -> None:
    try:
        import onnx  # noqa: F401
        import onnxruntime  # noqa: F401
    except ModuleNotFoundError as error:
        raise ScarpError(
            tr(
                "To export, the runtime needs the packages onnx and onnxruntime, and lacks "
                "“{package}”. Type: {python} -m pip install onnx onnxruntime"
            ),
            package=error.name,
            python=sys.executable,
        ) from error


def _is_metric(model: Model) -> bool:
    return model.pixel_size >= _LEAST_METRES


def _say_what_is_lost(model: Model, normalisation: Normalisation, progress: Progress) -> None:
    if normalisation.each_image:
        rows = zip(model.band_names, normalisation.centre, normalisation.scale)
        progress(
            0,
            tr(
                "This model normalises each image by its own values. The exported one normalises "
                "all by those of the training rasters: {values}."
            ),
            values=", ".join(f"{name} {centre:.6g} ± {scale:.6g}" for name, centre, scale in rows),
        )
    if not _is_metric(model):
        progress(
            0,
            tr(
                "The model was trained on pixels that are not measured in metres: set the "
                "resolution in Deepness yourself, which takes images in metres only."
            ),
        )


def _write(
    path: Path,
    model: Model,
    normalisation: Normalisation,
    network: SegmentationNetwork,
    size: int,
) -> None:
    import onnx

    from .graph import OnnxGraph, add_network

    graph = OnnxGraph()
    raw = graph.add("Mul", _INPUT, graph.constant(_DEEPNESS_WHITE))
    centred = graph.add("Sub", raw, graph.a_map(normalisation.centre))
    x = graph.add("Div", centred, graph.a_map(normalisation.scale))
    if network.margin:
        x = graph.pad_mirrored(x, network.margin)
    logits = add_network(graph, network, x)
    classes = len(model.network.classes)
    graph.scope = _OUTPUT
    if classes == 1:
        one_more = graph.constant([0, 1, 0, 0, 0, 0, 0, 0], np.int64)
        graph.add("Pad", graph.add("Sigmoid", logits), one_more, output=_OUTPUT)
    else:
        kept = graph.a_map([0] + [1] * classes)
        graph.add("Mul", graph.add("Softmax", logits, axis=1), kept, output=_OUTPUT)
    made = graph.model(
        model.network.network,
        (_INPUT, (1, model.network.bands, size, size)),
        (_OUTPUT, (1, 1 + classes, size, size)),
    )
    made.producer_name = "Scarp"
    onnx.helper.set_model_props(made, deepness_metadata(model, size))
    onnx.save(made, path)


def _largest_difference(
    path: Path, normalisation: Normalisation, network: SegmentationNetwork, size: int
) -> float:
    import onnxruntime

    image = _random_image(normalisation, size)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    given = np.moveaxis(image / np.float32(_DEEPNESS_WHITE), -1, 0)[None]
    (found,) = session.run([_OUTPUT], {_INPUT: given})
    border = ((network.margin, network.margin),) * 2 + ((0, 0),)
    normalised = normalisation.apply(image, np.ones((size, size), bool))
    mirrored = np.pad(normalised, border, mode="reflect")
    expected = class_activation(network, mirrored, (size, size))
    return float(np.abs(np.moveaxis(found[0, 1:], 0, -1) - expected).max())


def _random_image(normalisation: Normalisation, size: int) -> np.ndarray:
    """An image as the training's, in mean and deviation: float32 (rows, columns, bands).

    Even squares with fine noise: noise alone looks like nothing that a network has learnt, and
    its values would all be the same.
    """
    rng = np.random.default_rng(0)
    squares = -(-size // _SQUARE)
    coarse = rng.normal(size=(squares, squares, len(normalisation.centre)))
    coarse = coarse.repeat(_SQUARE, axis=0).repeat(_SQUARE, axis=1)[:size, :size]
    normal = 0.9 * coarse + 0.4 * rng.normal(size=coarse.shape)
    image = normal * np.array(normalisation.scale) + np.array(normalisation.centre)
    return image.astype(np.float32)
