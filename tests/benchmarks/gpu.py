"""How fast a GPU trains and classifies, with every backend that is there: prints one table.

Needs keras, numpy, h5py, scikit-image and one of TensorFlow, torch and JAX; neither GDAL nor QGIS.
It makes its own data. Each backend is measured in a process of its own, one after the other. See
the README beside this file.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

BACKENDS = ("tensorflow", "torch", "jax")
PRECISIONS = ("float32", "mixed_bfloat16", "mixed_float16")
#: As many as Zhang et al. 2020 trained on and classified.
PATCHES, MEGAPIXELS = 15_000, 74.65
_CHILD = Path(__file__).with_name("gpu_measuring.py")
_COLUMNS = (
    "backend",
    "precision",
    "patches/batch",
    "bare patches/s",
    "compiled",
    "train() patches/s",
    "device busy",
    "TFLOP/s",
    "peak",
    "of peak",
    f"{PATCHES} patches",
    "Mpx/s",
    f"{MEGAPIXELS} Mpx",
    "F1",
)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--backends", nargs="+", choices=BACKENDS, help="only these; else all that are installed"
    )
    parser.add_argument(
        "--python",
        nargs="+",
        action="extend",
        default=[],
        metavar="BACKEND=PATH",
        help="the Python of a backend, where it is not this one",
    )
    parser.add_argument("--precisions", nargs="+", choices=PRECISIONS, default=PRECISIONS)
    parser.add_argument("--device", choices=("automatic", "CPU", "GPU", "all GPUs"), default="GPU")
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--patch-size", type=int, default=572)
    parser.add_argument("--batch", type=int, default=0, help="patches; 0: as many as fit")
    parser.add_argument("--seconds", type=float, default=20, help="that are counted of each figure")
    parser.add_argument("--data", type=Path, help="hrgldd_3m.h5, for F1")
    parser.add_argument("--json", type=Path, help="where to write all figures too")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="a narrow network and small images, to try the benchmark itself, on a CPU too",
    )
    options = parser.parse_args()
    if options.quick:
        options.width, options.patch_size, options.seconds, options.batch = 4, 204, 1.0, 2
        options.device = "automatic"
    return options


def main() -> None:
    options = _arguments()
    pythons = dict(entry.split("=", 1) for entry in options.python)
    backends = options.backends or [
        name for name in BACKENDS if name in pythons or importlib.util.find_spec(name)
    ]
    if not backends:
        sys.exit(f"None of {', '.join(BACKENDS)} is installed.")
    results = []
    for backend in backends:
        for precision in options.precisions:
            print(f"{backend}, {precision} …", file=sys.stderr, flush=True)
            results.append(
                _measure(pythons.get(backend, sys.executable), backend, precision, options)
            )
            if options.json:
                options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    print(table(results))
    if any("error" in one for one in results):
        sys.exit(1)


def _measure(python: str, backend: str, precision: str, options: argparse.Namespace) -> dict:
    """What the child process tells, or its ``error``."""
    names = ("device", "width", "patch_size", "batch", "seconds", "quick")
    request = {name: getattr(options, name) for name in names}
    request |= {"precision": precision, "data": str(options.data) if options.data else None}
    done = subprocess.run(
        [python, _CHILD, json.dumps(request)],
        env={**os.environ, "KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "2"},
        stdout=subprocess.PIPE,
        text=True,
    )
    found = {"backend": backend, "precision": precision}
    if done.returncode:
        return {**found, "error": f"ended with {done.returncode}"}
    return {**found, **json.loads(done.stdout.splitlines()[-1])}


def table(results: list[dict]) -> str:
    """The results in Markdown, and what ran below them."""
    lines = [_COLUMNS, ("---", "---", *["--:"] * (len(_COLUMNS) - 2))]
    lines += [_row(result) for result in results]
    told = {
        f"{one['version']}, {one['precision']}: {one['device']}; alone, {one['threads']} threads "
        f"prepare {one['prepared']:.3g} patches/s."
        for one in results
        if "device" in one
    }
    return "\n".join([*(f"| {' | '.join(line)} |" for line in lines), "", *sorted(told)])


def _row(found: dict) -> tuple[str, ...]:
    def number(name: str, form: str = ".3g") -> str:
        value = found.get(name)
        return "-" if value is None else format(value, form)

    if "error" in found:
        rest = [found["error"], *["-"] * (len(_COLUMNS) - 3)]
        return (found["backend"], found["precision"], *rest)
    return (
        found["version"],
        found["precision"],
        number("batch"),
        number("bare"),
        number("compiled"),
        number("trained"),
        number("busy", ".0%"),
        number("flops"),
        number("peak"),
        number("share", ".0%"),
        _duration(PATCHES / found["trained"]),
        number("megapixels"),
        _duration(MEGAPIXELS / found["megapixels"]),
        number("f1", ".3f"),
    )


def _duration(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 120 else f"{seconds / 60:.1f} min"


if __name__ == "__main__":
    main()
