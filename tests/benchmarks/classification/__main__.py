"""Measures how fast classification is and what memory it takes, and prints a table.

    build/runtime/bin/python tests/benchmarks/classification [--only full narrow …] [--quick]

Everything is a ratio of two figures taken in this run, on this machine.
"""

from __future__ import annotations

import argparse
import importlib.util
import tempfile
import time
from pathlib import Path

import memory
import paths  # noqa: F401
import speed
from cases import QUICK, WHOLE, Scale
from common.running import run_alone, run_quietly, say
from common.table import Row, markdown
from repository import DATA
from scarp.core.device_options import AUTOMATIC, DEVICES
from table import (
    area_row,
    memory_rows,
    onnx_remark,
    onnx_rows,
    precision_rows,
    remarks,
    speed_rows,
)

_NETWORKS = ("full", "narrow", "starter")
_EXPORTED = Path(__file__).with_name("exported.py")
_PRECISION = Path(__file__).with_name("precision.py")


def parse_options() -> argparse.Namespace:
    """Reads the command line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parts = (*_NETWORKS, "onnx", "precision", "memory")
    options.add_argument("--only", nargs="+", choices=parts, default=parts, metavar="PART")
    side = options.add_mutually_exclusive_group()
    side.add_argument("--side", type=int, help="of the scene, in pixels")
    side.add_argument(
        "--whole", action="store_true", help="4096 x 4096 pixels, however long they take"
    )
    options.add_argument(
        "--area", action="store_true", help="classify as many pixels as Zhang et al. 2020 did"
    )
    options.add_argument("--device", choices=DEVICES, default=AUTOMATIC)
    options.add_argument(
        "--quick", action="store_true", help="narrow networks, small scenes, to try the benchmark"
    )
    return options.parse_args()


def main() -> None:
    """Measures what is asked for, and prints the table."""
    options = parse_options()
    started = time.monotonic()
    scale = QUICK if options.quick else WHOLE
    backend = run_quietly("check_runtime")["found"]["backend"]
    with tempfile.TemporaryDirectory() as folder:
        rows, notes, device = measure(options, scale, Path(folder))
    minutes = (time.monotonic() - started) / 60
    print(f"\n{device}, {backend}; {minutes:.1f} minutes\n\n{markdown(rows)}")
    if options.quick:
        notes.append("--quick: these figures mean nothing.")
    for note in notes:
        print(f"\n{note}")


def measure(
    options: argparse.Namespace, scale: Scale, folder: Path
) -> tuple[list[Row], list[str], str]:
    """Measures what is asked for.

    Returns:
        Rows, sentences to print below them, and the name of the device.
    """
    rows, notes, device = [], [], ""
    side = scale.side if options.whole else options.side
    for part in _NETWORKS:
        if part in options.only or (part == "full" and "onnx" in options.only):
            found = speed.measure(folder, scale, part, options.device, side)
            device = found.classified.device
            rows += speed_rows(found)
            notes += remarks(scale, found, chosen=side is not None)
            if part == "starter":
                rows.append(area_row(found, None))
            if part == "full":
                more, remark = beside_others(options, scale, folder, found)
                rows += more
                notes += remark
    if "precision" in options.only:
        if DATA.is_dir():
            say("precision")
            rows += precision_rows(run_alone(_PRECISION, {"data": str(DATA), **scale.precision}))
        else:
            notes.append("Without the rows of precision: the real data are not there.")
    if "memory" in options.only:
        small, large = memory.measure(folder, scale, options.device)
        rows += memory_rows(scale, small, large)
        device = small.device
    return rows, notes, device


def beside_others(
    options: argparse.Namespace, scale: Scale, folder: Path, found: speed.Speed
) -> tuple[list[Row], list[str]]:
    """Rows of the paper and of ONNX Runtime beside the full network, and sentences."""
    area = None
    if options.area:
        area = speed.classify_scene(folder, found.model, scale.area_side, options.device)
    rows = [area_row(found, area)]
    if "onnx" not in options.only:
        return rows, []
    missing = [name for name in ("onnx", "onnxruntime") if not importlib.util.find_spec(name)]
    if missing:
        return rows, [f"Without ONNX Runtime: {' and '.join(missing)} not installed."]
    if not found.classified.device.startswith("CPU"):
        return rows, ["Without ONNX Runtime: it would run on the CPU, and classify on a GPU."]
    say(f"{found.name}, ONNX Runtime")
    request = {"model": found.model, "output": str(folder / "model.onnx"), "seconds": scale.seconds}
    rows += onnx_rows(found, run_alone(_EXPORTED, request))
    return rows, list(onnx_remark(found))


if __name__ == "__main__":
    main()
