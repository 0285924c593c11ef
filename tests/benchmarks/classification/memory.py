"""Memory that a worker takes to classify a small and a large image."""

from __future__ import annotations

import functools
from pathlib import Path

import paths  # noqa: F401
from cases import Scale
from classifying import Classified, classify
from common.running import say
from scenes import make_model, make_scene, make_striped, side_of


def measure(folder: Path, scale: Scale, device: str) -> list[Classified]:
    """Classifies an image full of data, and one a hundred times as large with strips of it.

    Args:
        folder: Where to make files.
        scale: How large everything is.
        device: A wish.
    """
    model, image, output = (str(folder / name) for name in ("memory.h5", "image.tif", "cam.tif"))
    make_model(model, scale.network("memory"))
    makers = make_scene, functools.partial(make_striped, strip=scale.strip)
    found = []
    for pixels, make in zip(scale.pixels, makers):
        say(f"memory with {pixels / 1e6:g} megapixels")
        make(image, side_of(pixels))
        found.append(classify(image, model, output, device, scale.memory_tile))
    return found
