"""What the bands of an image show: red, green, blue, near infrared."""

from __future__ import annotations

import re

from ..messages import Progress, tr
from ..rasters.raster import Raster

RED, GREEN, BLUE, NIR = "red", "green", "blue", "nir"
#: Names of bands as sensors and tools write them.
_PATTERNS = {
    RED: r"\bred\b|^r$",
    GREEN: r"\bgreen\b|^g$",
    BLUE: r"\bblue\b|^b$",
    NIR: r"\bnir\b|near.?infra.?red|^n$",
}
#: Names of bands that show something else, though they name a colour.
_OTHERS = re.compile(r"edge|^pre|change|(?<!near.)(?<!near)infra.?red")
#: Bands by their order, where nothing else tells: by their number.
_ORDERS = {3: (RED, GREEN, BLUE), 4: (RED, GREEN, BLUE, NIR)}
_UNNAMED = re.compile(r"band \d+")


def band_roles(raster: Raster, progress: Progress) -> list[str]:
    """Names the bands of an image by what they show.

    Descriptions and colour interpretation come first; where they name neither red, green nor blue,
    bands without a description are named by their order: red, green, blue, near infrared.

    Args:
        raster: The image.
        progress: Told of the names where they follow from the order.

    Returns:
        A name for each band, each once: `RED`, `GREEN`, `BLUE`, `NIR`, or the band's own in small
        letters.
    """
    names = [_role(name) for name in raster.names]
    unnamed = all(_UNNAMED.fullmatch(name) for name in names)
    if unnamed and len(names) in _ORDERS:
        names = list(_ORDERS[len(names)])
        progress(
            None,
            tr("The bands of {path} have no names: they are taken as {names}."),
            path=raster.path,
            names=", ".join(names),
        )
    return distinct(names)


def distinct(names: list[str]) -> list[str]:
    """The same names, with numbers where one stands twice."""
    found: list[str] = []
    for name in names:
        number, one = 2, name
        while one in found:
            one, number = f"{name}_{number}", number + 1
        found.append(one)
    return found


def _role(name: str) -> str:
    small = name.strip().lower()
    words = small.replace("_", " ")
    if re.search(_PATTERNS[NIR], words):
        return NIR
    if not _OTHERS.search(words):
        for role, pattern in _PATTERNS.items():
            if re.search(pattern, words):
                return role
    return small
