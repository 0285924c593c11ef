"""Adapting a trained model to an image that nobody has labelled (self-training)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import keras
import numpy as np
from scipy import ndimage
from skimage.filters import threshold_otsu

from ...core.labels.values import UNLABELLED
from ...core.messages import Progress, ScarpError, no_progress, tr
from ...core.rasters.windows import Window, cut
from ..data.image_sources import ArraySource, ImageSource
from ..data.normalisation import NormalisedImage
from ..data.window_sampling import choose_spread
from ..hardware.devices import choose_device, choose_precision, on_devices
from ..inference.activation import class_activation
from ..inference.compatibility import check_trained
from ..inference.tiling import Tiling
from ..model_file import Model, summary
from ..networks.build import load_network
from ..settings import EACH_IMAGE, EACH_IMAGE_ALIKE, ClassifySettings, TrainingSettings
from .train import train
from .trial import try_training

#: Side of the windows that are learned from, and how many pixels they have a minute.
_SIDE, _PIXELS_A_MINUTE = 256, 36 * 256**2
_FEWEST_WINDOWS = 4
#: Of the pixels that are taken for landslides, this share is not sure enough to learn from, and as
#: many of the others.
_UNSURE = 0.25
#: How much the plain index counts beside the network.
_SHARE_OF_INDEX = 0.6
#: Least agreement (IoU) of the adapted model's map with what it was to learn, and the largest share
#: of landslides.
_LEAST_AGREEMENT, _MOST_FEATURES = 0.5, 0.5
#: Where the model finds more landslides than this share of the image, how many it finds tells
#: nothing.
_PLAUSIBLE = 1 / 3
_BATCH = 8
_FEWEST_PATCHES = 2 * _BATCH
#: Bounds of a class activation value: beyond them its logit tells nothing more, and would draw
#: Otsu's threshold to the few surest landslides.
_LEAST, _MOST = 0.02, 0.98
#: Name of the bias of the logits among the weights, and the lowest level that it makes up for.
_BIAS, _LEAST_LEVEL = "logits/bias", 1e-3


@dataclass(frozen=True)
class Adaptation:
    """What came of an adaptation.

    Attributes:
        model: The adapted model; the one that was given where it was given up.
        reason: Why it was given up, a sentence; "" where it was not.
        agreement: IoU of the adapted model's map with what it was to learn, where that was sure.
    """

    model: Model
    reason: str = ""
    agreement: float = math.nan


@dataclass(frozen=True)
class _Piece:
    """A window of the image: values (rows, columns, bands), bool valid, and the plain index."""

    source: ImageSource
    window: Window
    values: np.ndarray
    valid: np.ndarray
    index: np.ndarray


def adapt(
    model: Model,
    sources: Sequence[ImageSource],
    minutes: float,
    settings: ClassifySettings,
    progress: Progress = no_progress,
    name: str = "",
) -> Adaptation:
    """Trains a model further on what it and a plain index agree on in an image without labels.

    Self-training (Scudder 1965; pseudo-labels: Lee 2013). The model maps some windows that are
    spread over the image. Its logits and the index 2 red - green, both as the distance from their
    median in their own spread, are averaged. The index helps to tell which pixels are landslides,
    but not how many: as many are taken as the model finds by Otsu's threshold, unless that is more
    than a third of the image. Pixels near the limit are left unlabelled, as many above as below;
    the others are learned from. At the end the bias of the logits is set so that as many pixels
    have a value of 0.5 or more.

    It is given up, and the model stays as it was, where it has not learned what it was to learn, or
    would cover the map with landslides.

    Args:
        model: A trained model of one class, which normalises each image by its own values.
        sources: The image, or the pieces of one scene, with the model's bands.
        minutes: About how long it may take.
        settings: For device and precision.
        progress: Told what is done; it may raise to cancel.
        name: Of the model's file.

    Raises:
        ScarpError: if the model is not of that kind, or the image holds no data.
    """
    _check(model)
    device = choose_device(settings.device)
    precision = choose_precision(settings.precision, device)
    pieces = _cut(sources, minutes * _PIXELS_A_MINUTE, model.band_names)
    progress(
        0,
        tr("The model is adapted to the image for about {minutes:g} minutes, without labels."),
        minutes=minutes,
    )
    with on_devices([device]):
        mapped = _map(model, pieces, precision)
    evidence = _evidence(pieces, mapped)
    share = _share_of_features(pieces, mapped, evidence)
    labelled = _labelled(pieces, evidence, share, model.band_names)
    training = _training(model, minutes, settings)
    adapted = train(model, labelled, labelled[:1], training, _without_words(progress)).last
    with on_devices([device]):
        mapped = _map(adapted, pieces, precision)
    adapted, level = _levelled(adapted, mapped, pieces, share)
    found = np.concatenate([one.ravel() for one in mapped]) >= level
    agreement = _agreement(found, labelled)
    if agreement < _LEAST_AGREEMENT or found.mean() > _MOST_FEATURES:
        reason = tr(
            "The adaptation was given up: what the model and the plain index agree on could not be "
            "learned. The model is used as it is."
        )
        progress(1, reason)
        return Adaptation(model, reason, agreement)
    progress(1, tr("The model has been adapted to the image."))
    described = replace(
        adapted,
        pixel_size=model.pixel_size,
        pixel_sizes=model.pixel_sizes,
        threshold=None,
        history={},
        best_epoch=0,
        before={},
        unseen=model.unseen,
        calibration=None,
        parents=[*model.parents, summary(model, name)],
    )
    return Adaptation(described, agreement=agreement)


def _without_words(progress: Progress) -> Progress:
    """A progress that tells how much is done, but not what."""
    return lambda fraction, _message="", **_values: progress(fraction)


def _check(model: Model) -> None:
    normalisation = check_trained(model)
    if len(model.network.classes) != 1 or not normalisation.each_image:
        raise ScarpError(
            tr(
                "Only a model of one class that normalises each image by its own values can be "
                "adapted to an image without labels, such as the starter model: leave the minutes "
                "of adaptation at 0."
            )
        )


def _cut(sources: Sequence[ImageSource], pixels: float, names: Sequence[str]) -> list[_Piece]:
    """Windows that are spread over the image, of about so many pixels in all."""
    windows = [(source, window) for source in sources for window in cut(source.shape, _SIDE, _SIDE)]
    usual = np.mean([window.height * window.width for _, window in windows])
    most = max(round(pixels / usual), _FEWEST_WINDOWS)
    pieces = []
    for source, window in choose_spread(windows, most):
        values, valid = source.read_valid(window)
        if valid.any():
            index = _plain_index(values, valid, names)
            pieces.append(_Piece(source, window, values, valid, index))
    if not pieces:
        raise ScarpError(tr("The image holds no data: there is nothing to adapt the model to."))
    return pieces


def _plain_index(values: np.ndarray, valid: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """2 red - green, or the mean of all bands where these are not known, smoothed a little.

    Bare ground is bright in red, and less so in green: the plain index that was best on scenes with
    labels.
    """
    bands = {name.strip().lower(): number for number, name in enumerate(names)}
    values = np.where(valid[..., None], values, 0).astype(np.float32)
    if {"red", "green"} <= bands.keys():
        index = 2 * values[..., bands["red"]] - values[..., bands["green"]]
    else:
        index = values.mean(axis=-1)
    return ndimage.gaussian_filter(index, 1)


def _training(model: Model, minutes: float, settings: ClassifySettings) -> TrainingSettings:
    """How it is trained: for half of the minutes, as mapping takes the rest."""
    normalisation = check_trained(model)
    training = TrainingSettings(
        epochs=1,
        patches_per_epoch=_FEWEST_PATCHES,
        patches_per_batch=_BATCH,
        learning_rate=3e-4,
        augment_scale=False,
        straight_share=1.0,
        normalisation=EACH_IMAGE_ALIKE if normalisation.alike else EACH_IMAGE,
        precision=settings.precision,
        device=settings.device,
    )
    seconds = try_training(model.network, training).seconds_a_patch or 1.0
    patches = int(60 * minutes / 2 / seconds)
    return replace(training, patches_per_epoch=max(patches, _FEWEST_PATCHES))


def _map(model: Model, pieces: Sequence[_Piece], precision: str) -> list[np.ndarray]:
    """Class activation values of pieces: float32 (rows, columns) of each."""
    network: keras.Model = load_network(model, precision)
    tiling = Tiling(model.network.network, _SIDE, _SIDE)
    normalisation = check_trained(model).of(*dict.fromkeys(piece.source for piece in pieces))
    found = []
    for piece in pieces:
        given = NormalisedImage(piece.source, normalisation).read(tiling.input_of(piece.window))
        values = class_activation(network, given)
        found.append(tiling.inner(piece.window, values)[..., 0])
    return found


def _evidence(pieces: Sequence[_Piece], activation: Sequence[np.ndarray]) -> np.ndarray:
    """How much speaks for a landslide, for all pixels of the pieces one after the other."""
    valid = np.concatenate([piece.valid.ravel() for piece in pieces])
    clipped = np.clip(np.concatenate([one.ravel() for one in activation]), _LEAST, _MOST)
    logits = np.log(clipped / (1 - clipped))
    index = np.concatenate([piece.index.ravel() for piece in pieces])
    evidence = (1 - _SHARE_OF_INDEX) * _standing_out(logits, valid)
    return evidence + _SHARE_OF_INDEX * _standing_out(index, valid)


def _share_of_features(
    pieces: Sequence[_Piece], activation: Sequence[np.ndarray], evidence: np.ndarray
) -> float:
    """Share of the valid pixels that is to be taken for landslides."""
    valid = np.concatenate([piece.valid.ravel() for piece in pieces])
    share = float(_mask(np.concatenate([one.ravel() for one in activation])[valid]).mean())
    if share <= _PLAUSIBLE:
        return share
    # A few very bright pixels would draw Otsu's threshold to them.
    known = evidence[valid]
    return float(_mask(np.clip(known, *np.percentile(known, (1, 99)))).mean())


def _labelled(
    pieces: Sequence[_Piece], evidence: np.ndarray, share: float, names: Sequence[str]
) -> list[ArraySource]:
    """The pieces with what the network and the index are sure of as labels.

    Args:
        pieces: The pieces.
        evidence: As `_evidence` gives it.
        share: Of the valid pixels, the share that is to be taken for landslides.
        names: Names of the bands.
    """
    valid = np.concatenate([piece.valid.ravel() for piece in pieces])
    known = evidence[valid]
    threshold = np.quantile(known, 1 - share)
    above, below = known[known >= threshold], known[known < threshold]
    unsure = min(_UNSURE * len(above) / max(len(below), 1), 1.0)
    feature, background = np.quantile(above, _UNSURE), np.quantile(below, 1 - unsure)
    labels = np.full(evidence.shape, UNLABELLED, np.uint8)
    labels[valid & (evidence >= feature)] = 1
    labels[valid & (evidence <= background)] = 0
    sizes = np.cumsum([piece.valid.size for piece in pieces])[:-1]
    return [
        ArraySource(
            piece.values,
            part.reshape(piece.valid.shape),
            piece.valid,
            names=list(names),
            scene="the image",
        )
        for piece, part in zip(pieces, np.split(labels, sizes))
    ]


def _standing_out(values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Distance from the median, as a share of that of the 5 and 95 percentiles."""
    low, middle, high = np.percentile(values[valid], (5, 50, 95))
    return (values - middle) / max(high - low, 1e-6)


def _levelled(
    model: Model, activation: Sequence[np.ndarray], pieces: Sequence[_Piece], share: float
) -> tuple[Model, float]:
    """A model that gives a share of the pixels 0.5 or more, and what it gave these before.

    Args:
        model: The model.
        activation: Class activation values that it gives for each piece.
        pieces: The pieces.
        share: Of the valid pixels.
    """
    known = np.concatenate([one[piece.valid] for one, piece in zip(activation, pieces)])
    level = float(np.clip(np.quantile(known, 1 - share), _LEAST_LEVEL, 1 - _LEAST_LEVEL))
    bias = model.weights[_BIAS] - np.float32(math.log(level / (1 - level)))
    return replace(model, weights={**model.weights, _BIAS: bias}), level


def _mask(values: np.ndarray) -> np.ndarray:
    """Which values are above Otsu's threshold; none, where all are the same."""
    return values >= threshold_otsu(values) if np.ptp(values) else np.zeros(values.shape, bool)


def _agreement(found: np.ndarray, labelled: Sequence[ArraySource]) -> float:
    """Intersection over union of a map and labels, where there are any."""
    labels = np.concatenate(
        [source.labels(Window(0, 0, *source.shape)).ravel() for source in labelled]
    )
    wanted, found = labels == 1, found & (labels != UNLABELLED)
    union = np.count_nonzero(found | wanted)
    return float(np.count_nonzero(found & wanted) / union) if union else 0.0
