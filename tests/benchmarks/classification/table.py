"""The rows of the benchmark of classification, and the sentences below them."""

from __future__ import annotations

from collections.abc import Iterator

import paths  # noqa: F401
from cases import AREA_SIDE, ONNX_OVERLAP, ONNX_SIDE, PAPER_SECONDS, Scale, title
from classifying import Classified
from common.table import Row, rates, ratio
from speed import Speed


def speed_rows(speed: Speed) -> Iterator[Row]:
    """Rows of a scene that was classified."""
    done = speed.classified
    what = f"{speed.name}, {speed.side} x {speed.side} px, {done.precision}"
    yield Row(
        f"{what}: output megapixels/s of the bare network on tiles of {speed.after.side} px (A), "
        "of classify (B)",
        rates([tile.seconds for tile in speed.best], speed.after.pixels / 1e6),
        f"{done.megapixels_a_second:.3g}",
        ratio(done.megapixels_a_second / speed.bare),
        "≥ 0.90",
    )
    yield Row(
        f"{what}: seconds of classify (A), with the start and the end of the worker (B)",
        f"{done.seconds:.1f}",
        f"{done.all_seconds:.1f}",
        ratio(done.all_seconds / done.seconds),
    )


def area_row(speed: Speed, area: Classified | None) -> Row:
    """The row of the area of Zhang et al. 2020.

    Args:
        speed: Of the full network, to extrapolate from.
        area: The area, if it was classified.
    """
    pixels = area.pixels if area else AREA_SIDE**2
    seconds = area.seconds if area else pixels / 1e6 / speed.classified.megapixels_a_second
    return Row(
        f"{speed.name}, {pixels / 1e6:.2f} megapixels: seconds of Zhang et al. 2020 on a GTX 1080 "
        f"(A), of classify, {'measured' if area else 'extrapolated'} (B)",
        f"{PAPER_SECONDS:.1f}",
        f"{seconds:.1f}",
        ratio(seconds / PAPER_SECONDS),
    )


def memory_rows(scale: Scale, small: Classified, large: Classified) -> Iterator[Row]:
    """Rows of two workers that classified images of different sizes."""
    name = title(scale.network("memory"))
    one, other = (f"{done.pixels / 1e6:.4g}" for done in (small, large))
    yield Row(
        f"{name}: peak memory of the worker, MB: image of {one} (A), of {other} megapixels (B)",
        *(f"{done.peak / 1e6:.0f}" for done in (small, large)),
        ratio(large.peak / small.peak),
        "≤ 1.10",
    )
    yield Row(
        f"{name}: seconds of classify: image of {one} (A), of {other} megapixels (B)",
        *(f"{done.seconds:.1f}" for done in (small, large)),
        ratio(large.seconds / small.seconds),
    )


def precision_rows(found: dict) -> Iterator[Row]:
    """Rows of a real scene in float32 and in mixed precision.

    Args:
        found: As `precision.measure` gives it.
    """
    one, other = found["f1"]
    yield Row(
        "Iburi's east, mixed precision against float32: mean (A) and largest (B) difference of "
        "class activation values",
        f"{found['mean']:.5f}",
        f"{found['largest']:.4f}",
        "",
    )
    yield Row(
        "Iburi's east: F1 in float32 (A), in mixed precision (B); instead of the ratio, the "
        "difference",
        f"{one:.4f}",
        f"{other:.4f}",
        f"{other - one:+.4f}",
        "within ± 0.002",
    )


def onnx_rows(speed: Speed, found: dict) -> Iterator[Row]:
    """Rows of ONNX Runtime beside classification.

    Of a tile, only what does not overlap with the next counts as output.

    Args:
        speed: Of the same network.
        found: As `exported.measure` gives it.
    """
    done = speed.classified
    for kind, what in (("exported", "the exported model"), ("alone", "the network alone")):
        side, seconds = found[kind]["side"], found[kind]["seconds"]
        # Of the network alone, which gives less, as much is counted as if it gave 512 pixels.
        output = ((1 - ONNX_OVERLAP) * max(side, ONNX_SIDE)) ** 2 / 1e6
        yield Row(
            f"{speed.name}: output megapixels/s of ONNX Runtime in float32, {what} on tiles of "
            f"{side} px (A), of classify in {done.precision} (B)",
            rates(seconds, output),
            f"{done.megapixels_a_second:.3g}",
            ratio(done.megapixels_a_second * sum(seconds) / len(seconds) / output),
            "≥ 10 with AMX",
        )


def onnx_remark(speed: Speed) -> Iterator[str]:
    """What is to be said of ONNX Runtime where Scarp is not so much faster."""
    if speed.classified.precision == "float32":
        yield (
            "On this CPU Scarp chooses float32 too: it has no AMX, and nothing is wanted of the "
            "comparison with ONNX Runtime."
        )


def remarks(scale: Scale, speed: Speed, chosen: bool) -> Iterator[str]:
    """What is to be said of a scene: the bare network's speeds, and that it is smaller.

    Args:
        scale: How large everything is.
        speed: Of the scene.
        chosen: Whether its side was given.
    """
    tiles = ", ".join(f"{tile.megapixels_a_second:.3g} ({tile.side} px)" for tile in speed.before)
    yield f"{speed.name}, bare, output megapixels/s by the side of the tile: {tiles}."
    if speed.side < scale.side and not chosen:
        yield (
            f"{speed.name} was given {speed.side} x {speed.side} pixels: {scale.side} x "
            f"{scale.side} would take too long here; --whole insists on them."
        )
