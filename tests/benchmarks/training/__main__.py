"""Measures how fast training is and what memory it takes, and prints a table.

    build/runtime/bin/python tests/benchmarks/training [--only full demo …] [--quick]

Everything is a ratio of two figures taken in this run, on this machine.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import paths  # noqa: F401
from cases import CASES
from common.running import Observed, run_alone, run_quietly, say
from common.table import Row, markdown
from memory import train_on_huge
from rasters import make_scene_rasters
from table import memory_rows, speed_rows

_SPEED = Path(__file__).with_name("speed.py")
_SIZES = (100_000_000, 1_000_000_000)


def parse_options() -> argparse.Namespace:
    """Reads the command line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parts = (*CASES, "memory")
    options.add_argument("--only", nargs="+", choices=parts, default=parts, metavar="PART")
    options.add_argument(
        "--quick", action="store_true", help="narrow networks and two steps, to try the benchmark"
    )
    return options.parse_args()


def main() -> None:
    """Measures what is asked for, and prints the table."""
    options = parse_options()
    started = time.monotonic()
    found = run_quietly("check_runtime")["found"]
    gains = found["precision"] != "float32"
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        cases = [name for name in CASES if name in options.only]
        if cases:
            rows += speed_of(cases, Path(folder), gains, options.quick)
        if "memory" in options.only:
            rows += memory_rows(*(memory_of(Path(folder), pixels) for pixels in _SIZES))
    minutes = (time.monotonic() - started) / 60
    print(f"\n{found['device']}, {found['backend']}; {minutes:.1f} minutes\n\n{markdown(rows)}")
    if not gains:
        print("\nScarp trains in float32 on this machine, where nothing is said.")
    if options.quick:
        print("\n--quick: these figures mean nothing.")


def speed_of(cases: list[str], folder: Path, gains: bool, quick: bool) -> list[Row]:
    """Measures the speed of some cases.

    Args:
        cases: Names of `CASES`.
        folder: For the label rasters.
        gains: Whether Scarp would choose reduced precision on this machine.
        quick: Whether to measure as little as can be.
    """
    say("making the scene")
    rasters = make_scene_rasters(folder)
    rows = []
    for name in cases:
        training, validation = rasters[CASES[name].network.bands]
        request = {
            "case": name,
            "quick": quick,
            "training": training,
            "validation": validation,
            "trained": ["float32", "mixed"] if gains else ["float32"],
            "only_bare": ["mixed"] if name == "demo" and not gains else [],
        }
        say(CASES[name].title)
        rows += speed_rows(name, run_alone(_SPEED, request))
    return rows


def memory_of(folder: Path, pixels: int) -> Observed:
    """Trains on a raster of so many pixels."""
    say(f"memory with {pixels / 1e9:g} gigapixels")
    return train_on_huge(folder, pixels)


if __name__ == "__main__":
    main()
