"""Measures how fast training is and what memory it takes, and prints a table.

    build/runtime/bin/python tests/benchmarks/training [--only full demo …] [--quick]

Everything is a ratio of two figures taken in this run, on this machine.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import paths  # noqa: F401
from cases import CASES
from memory import Observed, train_on_huge
from rasters import make_scene_rasters
from scarp.runtime.client import Worker
from scarp.runtime.environment import worker_environment
from table import Row, markdown, memory_rows, speed_rows

_SPEED = Path(__file__).with_name("speed.py")
_SIZES = (100_000_000, 1_000_000_000)
_LINES_OF_ERROR = 15


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
    found = Worker(sys.executable).run("check_runtime", {}, lambda *_, **__: None)["found"]
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
        rows += speed_rows(name, run_alone(request))
    return rows


def run_alone(request: dict) -> dict:
    """Measures a case in a process of its own, set up as the worker is."""
    done = subprocess.run(
        [sys.executable, str(_SPEED), json.dumps(request)],
        env=worker_environment(),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit("\n".join(done.stderr.strip().splitlines()[-_LINES_OF_ERROR:]))
    return json.loads(done.stdout.strip().splitlines()[-1])


def memory_of(folder: Path, pixels: int) -> Observed:
    """Trains on a raster of so many pixels."""
    say(f"memory with {pixels / 1e9:g} gigapixels")
    return train_on_huge(folder, pixels)


def say(what: str) -> None:
    """Says what is being measured, beside the table."""
    print(f"{what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
