"""Measures how fast inventories are made of class activation rasters, and prints a table.

    build/runtime/bin/python tests/benchmarks/mapping [--only polygons …] [--quick]

Everything is a ratio of two figures taken in this run, on this machine.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import comparing
import drawing
import paths  # noqa: F401
from cams import make_cam
from common.running import say
from common.table import markdown

_SIDE, _QUICK_SIDE = 10_000, 1000
_ROUNDS, _QUICK_ROUNDS = 4, 1
_PARTS = ("polygons", "thresholds", "matching")


def main() -> None:
    """Measures what is asked for, and prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--only", nargs="+", choices=_PARTS, default=_PARTS, metavar="PART")
    options.add_argument("--quick", action="store_true", help="one megapixel, to try the benchmark")
    options = options.parse_args()
    side, rounds = (_QUICK_SIDE, _QUICK_ROUNDS) if options.quick else (_SIDE, _ROUNDS)
    started = time.monotonic()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        cam = str(Path(folder, "cam.tif"))
        say("a class activation raster")
        make_cam(cam, side)
        if "polygons" in options.only:
            rows += drawing.rows(drawing.measure(cam, rounds), side)
        if "thresholds" in options.only:
            inventory = str(Path(folder, "inventory.gpkg"))
            count = comparing.make_inventory(inventory, cam)
            rows.append(comparing.threshold_row(cam, inventory, count, rounds))
        if "matching" in options.only:
            rows.append(comparing.matching_row(options.quick))
    print(f"\n{(time.monotonic() - started) / 60:.1f} minutes\n\n{markdown(rows)}")
    if options.quick:
        print("\n--quick: these figures mean nothing.")


if __name__ == "__main__":
    main()
