"""Measures how fast two dates are stacked and what memory it takes, and prints a table.

    build/runtime/bin/python tests/benchmarks/stacking [--quick]

Everything is a ratio of two figures taken in this run, on this machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import paths  # noqa: F401
from common.running import Observed, say
from common.table import Row, markdown, ratio
from osgeo import gdal
from scarp.runtime.client import Worker

_SIDES, _QUICK_SIDES = (3200, 10_000), (400, 800)
_OPTIONS = ["TILED=YES", "COMPRESS=DEFLATE", "ZLEVEL=1", "BIGTIFF=IF_SAFER", "NUM_THREADS=ALL_CPUS"]


def main() -> None:
    """Measures both sizes, and prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="one megapixel, to try the benchmark")
    options = options.parse_args()
    sides = _QUICK_SIDES if options.quick else _SIDES
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        peaks = []
        for side in sides:
            place = Path(folder, str(side))
            post, pre = make_dates(place, side)
            say(f"two dates of {side} x {side} pixels")
            seconds, peak = stack(post, pre, place)
            peaks.append(peak)
        say("bare GDAL")
        bare = warp(post, pre, place)
    megapixels = [f"{side**2 / 1e6:.3g}" for side in sides]
    rows = [
        Row(
            f"{megapixels[1]} megapixels of 4 bands, two dates: seconds of bare GDAL, which warps "
            "one and copies the other (A), of stackimages, which also finds shift and brightness "
            "(B)",
            f"{bare:.1f}",
            f"{seconds:.1f}",
            ratio(seconds / bare),
        ),
        Row(
            "peak memory of the worker in MB: two dates of "
            f"{megapixels[0]} (A), of {megapixels[1]} megapixels (B)",
            *(f"{peak / 1e6:.0f}" for peak in peaks),
            ratio(peaks[1] / peaks[0]),
        ),
    ]
    print(f"\n{(time.monotonic() - started) / 60:.1f} minutes\n\n{markdown(rows)}")
    if options.quick:
        print("\n--quick: these figures mean nothing.")


def make_dates(folder: Path, side: int) -> tuple[str, str]:
    """Makes the built-in scene after and before the event."""
    from scene import make_before, make_scene

    say(f"a scene of {side} x {side} pixels")
    post, _ = make_scene(folder, side, side)
    pre, _ = make_before(folder, side, side)
    return str(post), str(pre)


def stack(post: str, pre: str, folder: Path) -> tuple[float, int]:
    """Stacks two dates in a worker: seconds, and most bytes of memory."""
    worker = Worker(sys.executable)
    observed = Observed(worker)
    arguments = {"post": post, "pre": [pre], "output": str(folder / "stack.tif")}
    worker.run("stack_images", arguments, observed)
    return observed.seconds, observed.peak


def warp(post: str, pre: str, folder: Path) -> float:
    """Seconds that GDAL takes to copy one date and to warp the other onto its grid."""
    started = time.monotonic()
    kind = {"outputType": gdal.GDT_Float32, "creationOptions": _OPTIONS}
    source = gdal.Open(post)
    west, width, _, north, _, height = source.GetGeoTransform()
    # The same resampling: between pixels.
    west, north = west - 0.4 * width, north - 0.4 * height
    east, south = west + width * source.RasterXSize, north + height * source.RasterYSize
    gdal.Translate(str(folder / "copied.tif"), source, **kind)
    gdal.Warp(
        str(folder / "warped.tif"),
        pre,
        outputBounds=(west, south, east, north),
        xRes=width,
        yRes=-height,
        resampleAlg="cubic",
        multithread=True,
        **kind,
    )
    return time.monotonic() - started


if __name__ == "__main__":
    main()
