"""Running a model or an index over the held-out images of a scene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import repository  # noqa: F401
from figures import Histograms, calibration_error, threshold_figures
from indices import index_values
from scarp.core.labels.values import UNLABELLED
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource

#: How long the starter is adapted to a scene.
ADAPTATION_MINUTES = 3


class _Counter:
    """Counts class activation values of an image by its labels.

    An activation sink, as `scarp.models.inference.classifier.Classifier` writes to.
    """

    def __init__(self, source: ArraySource, counts: Histograms):
        self._source, self._counts = source, counts

    def write(self, window: Window, values: np.ndarray, valid: np.ndarray) -> None:
        """Takes values (rows, columns, classes) of a window, and where they are valid."""
        self._counts.add(values.max(axis=-1)[valid], self._source.labels(window)[valid])


def verify_model(
    model, scenes: dict[str, Sequence[ArraySource]], adapted: bool = False
) -> dict[str, dict]:
    """Runs a trained model over images, and compares it with their labels.

    Args:
        model: A `scarp.models.model_file.Model`.
        scenes: The images of each scene, with labels.
        adapted: Whether to adapt the model to each scene first, without its labels.

    Returns:
        What `threshold_figures` gives of each scene, its calibration error as "ece" and, where the
        model was adapted, why that was given up as "reason".
    """
    from scarp.models.inference.classifier import Classifier
    from scarp.models.settings import ClassifySettings
    from scarp.models.training.adaptation import adapt

    figures = {}
    for scene, sources in scenes.items():
        adaptation = None
        used = model
        if adapted:
            adaptation = adapt(model, sources, ADAPTATION_MINUTES, ClassifySettings())
            used = adaptation.model
        # Images of one scene are normalised together.
        own = replace(used.normalisation.of(*sources), each_image=False)
        classifier = Classifier(replace(used, normalisation=own), ClassifySettings())
        counts = Histograms()
        for source in sources:
            classifier.classify(source, _Counter(source, counts))
        labelled = sum(_labelled(source) for source in sources)
        if counts.labelled != labelled:
            raise AssertionError(f"{counts.labelled} pixels counted of {labelled} labelled ones.")
        figures[scene] = {
            **threshold_figures(counts, model.threshold),
            "ece": calibration_error(counts),
        }
        if adaptation:
            figures[scene] |= {"reason": adaptation.reason, "agreement": adaptation.agreement}
    return figures


def _labelled(source: ArraySource) -> int:
    return int(np.count_nonzero(source.labels(Window(0, 0, *source.shape)) != UNLABELLED))


def verify_index(index: str, scenes: dict[str, Sequence[ArraySource]]) -> dict[str, dict]:
    """Compares an index with the labels of images.

    Args:
        index: One of `indices.INDICES`.
        scenes: The images of each scene, with labels.

    Returns:
        What `threshold_figures` gives of each scene whose images have the bands for it, of the
        index brought to 0-1 by its range in the scene. Thresholds are those of the index itself.
    """
    figures = {}
    for scene, sources in scenes.items():
        pixels = [_index_pixels(index, source) for source in sources]
        if any(values is None for values, _ in pixels):
            continue
        values, labels = (np.concatenate(arrays) for arrays in zip(*pixels))
        low, span = float(values.min()), float(np.ptp(values)) or 1.0
        counts = Histograms()
        counts.add((values - low) / span, labels)
        figures[scene] = threshold_figures(counts)
        for at in figures[scene].values():
            if at["threshold"] is not None:
                at["threshold"] = low + span * at["threshold"]
    return figures


def _index_pixels(index: str, source: ArraySource) -> tuple[np.ndarray | None, np.ndarray]:
    """The index and the labels of the pixels of an image that have data."""
    window = Window(0, 0, *source.shape)
    image, valid = source.read_valid(window)
    values = index_values(index, image, source.names)
    return None if values is None else values[valid], source.labels(window)[valid]
