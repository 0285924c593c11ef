"""Makes the starter model, which comes with Scarp, from labelled images.

    build/runtime/bin/python tests/starter FOLDER OUTPUT.h5 [--figures FILE]

FOLDER is laid out as `data.read_folder` says. FIGURES is a JSON object of F1 on scenes that such a
model had not seen, by their names, which is written into the model: `make accuracy` measures it.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from data import read_folder
from recipe import NETWORK, TRAINING, learn
from scarp.core.hashing import file_hash
from scarp.models.model_file import Model, save_model

_LARGEST = 8_000_000


def make_starter(folder: Path, figures: dict[str, float], device: str = "CPU") -> Model:
    """Trains the starter on all that a folder holds.

    Args:
        folder: See `read_folder`.
        figures: F1 on unseen scenes by name.
        device: On which to train.
    """
    from scarp.models.training.new_model import initialize_model

    sources, files = read_folder(folder)
    if not sources:
        sys.exit(f"{folder} holds neither patches nor events: see tests/starter/data.py.")
    training = replace(TRAINING, device=device)
    return replace(
        learn(initialize_model(NETWORK), sources, training, _tell),
        inputs={name: file_hash(path) for name, path in files.items()},
        unseen=figures,
        made="",
    )


def _tell(fraction: float | None, message: str = "", **values: object) -> None:
    if message:
        print(f"{fraction or 0:4.0%} {message.format(**values)}", flush=True)


def main() -> None:
    """Makes the model that the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("output", type=Path)
    options.add_argument("--figures", type=Path)
    given = options.parse_args()
    figures = json.loads(given.figures.read_text(encoding="utf-8")) if given.figures else {}
    save_model(make_starter(given.folder, figures), given.output, "float16")
    size = given.output.stat().st_size
    print(f"{given.output}: {size / 1e6:.1f} MB")
    if size > _LARGEST:
        sys.exit(f"It is larger than {_LARGEST / 1e6:.0f} MB: make the network narrower.")


if __name__ == "__main__":
    main()
