"""The speed of classification, beside that of the bare network."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import paths  # noqa: F401
from cases import Scale, title
from classifying import Classified, classify
from common.running import run_alone, say
from scenes import make_model, make_scene

_BARE = Path(__file__).with_name("bare.py")


@dataclass(frozen=True)
class Tile:
    """What a bare network does with a tile.

    Attributes:
        side: Of its input, in pixels.
        pixels: That it gives.
        seconds: That it takes.
    """

    side: int
    pixels: int
    seconds: float

    @property
    def megapixels_a_second(self) -> float:
        """Output megapixels a second."""
        return self.pixels / 1e6 / self.seconds


@dataclass(frozen=True)
class Speed:
    """A scene that was classified, and the bare network before and after.

    Attributes:
        name: Of the network.
        model: The model file.
        side: Of the scene, in pixels.
        before: Tiles of all sides that fit into memory.
        classified: The scene.
        after: The best of those tiles once more.
    """

    name: str
    model: str
    side: int
    before: list[Tile]
    classified: Classified
    after: Tile

    @property
    def best(self) -> list[Tile]:
        """The tile with most output megapixels a second, in both rounds."""
        return [best_of(self.before), self.after]

    @property
    def bare(self) -> float:
        """Output megapixels a second of the bare network at its best."""
        return 2 * self.after.pixels / 1e6 / sum(tile.seconds for tile in self.best)


def best_of(tiles: list[Tile]) -> Tile:
    """The tile with most output megapixels a second."""
    return max(tiles, key=lambda tile: tile.megapixels_a_second)


def measure(folder: Path, scale: Scale, part: str, device: str, side: int | None) -> Speed:
    """Measures the bare network, classification, and the bare network again.

    Args:
        folder: Where to make files.
        scale: How large everything is.
        part: A key of ``scale.widths``.
        device: A wish.
        side: Of the scene; None: so large that it takes some minutes.
    """
    network = scale.network(part)
    model = str(folder / f"{part}.h5")
    make_model(model, network)
    say(f"{title(network)}, bare")
    precision, before = _bare(model, scale.tiles_of(part), scale, device)
    if not before:
        sys.exit(f"Not even tiles of {min(scale.tiles)} pixels fit into memory.")
    best = best_of(before)
    side = side or scale.affordable_side(best.megapixels_a_second)
    classified = classify_scene(folder, model, side, device)
    if classified.precision != precision:
        sys.exit(f"The bare network ran in {precision}, classify in {classified.precision}.")
    say(f"{title(network)}, bare again")
    _, again = _bare(model, (best.side,), scale, device)
    # Should memory have become scarce meanwhile, the first round stands for both.
    return Speed(title(network), model, side, before, classified, *(again or [best]))


def _bare(model: str, sides: Sequence[int], scale: Scale, device: str) -> tuple[str, list[Tile]]:
    """The precision that was chosen, and what the bare network does with tiles."""
    request = {"model": model, "device": device, "tiles": sides, "seconds": scale.seconds}
    found = run_alone(_BARE, request)
    return found["precision"], [Tile(*tile) for tile in found["tiles"]]


def classify_scene(folder: Path, model: str, side: int, device: str) -> Classified:
    """Classifies a scene that is made for it."""
    scene, output = folder / f"scene{side}.tif", folder / "cam.tif"
    if not scene.exists():
        make_scene(str(scene), side)
    say(f"classify, {side} x {side} pixels")
    return classify(str(scene), model, str(output), device)
