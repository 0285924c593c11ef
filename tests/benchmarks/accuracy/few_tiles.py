"""Measures what a few labelled tiles of a new scene give, from the starter or from random weights.

    build/runtime/bin/python tests/benchmarks/accuracy/few_tiles.py SCENE SEED [--tiles 1 3 10] …

For one large group of HR-GLDD: a starter is trained without it; some of its tiles with landslides
are learned from, by each way of `WAYS` for the same time; the others are verified on. Prints a line
of JSON a way. Starters are kept in the folder of results.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import configurations  # noqa: F401 - so that `recipe` is found
import numpy as np
import recipe
from repository import DATA, ROOT
from rows import load_parts
from scale import lasting
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource
from scarp.models.model_file import Model, load_model, save_model
from scarp.models.settings import DICE, EACH_IMAGE_ALIKE, TrainingSettings
from speeds import seconds_a_patch
from verifying import verify_model

_BASE = TrainingSettings(
    epochs=4, patches_per_batch=8, loss=DICE, normalisation=EACH_IMAGE_ALIKE, precision="automatic"
)
#: Ways to learn: whether from the starter, and the settings.
WAYS: dict[str, tuple[bool, TrainingSettings]] = {
    "random": (False, _BASE),
    "starter, 0.001": (True, _BASE),
    "starter, 0.0003": (True, replace(_BASE, learning_rate=3e-4)),
    "starter, encoder frozen": (True, replace(_BASE, freeze_encoder=True)),
}


def choose_tiles(sources: list[ArraySource], count: int, seed: int) -> list[int]:
    """Numbers of tiles with landslides, drawn at random."""
    featured = [
        number
        for number, source in enumerate(sources)
        if np.any(source.labels(Window(0, 0, *source.shape)) == 1)
    ]
    return sorted(np.random.default_rng(seed).permutation(featured)[:count].tolist())


def left_out_starter(scene: str, seed: int, minutes: float, folder: Path) -> Model:
    """A starter that has not seen a scene."""
    from scarp.models.training.new_model import initialize_model

    path = folder / f"starter-{scene}-{seed}.h5"
    if not path.exists():
        parts = load_parts(f"hrgldd+l4s -{scene}", DATA)
        training = replace(recipe.TRAINING, epochs=10, patches_per_epoch=0, seed=seed)
        seconds = seconds_a_patch(folder / "speed-starter.json", recipe.NETWORK, training)
        model = initialize_model(replace(recipe.NETWORK, seed=seed))
        save_model(recipe.learn(model, parts.training, lasting(training, minutes, seconds)), path)
    return load_model(path)


def main() -> None:
    """Makes the runs that the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("scene")
    options.add_argument("seed", type=int)
    options.add_argument("--tiles", nargs="+", type=int, default=(1, 3, 10))
    options.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    options.add_argument("--minutes", type=float, default=1.5, help="of learning from the tiles")
    options.add_argument("--starter-minutes", type=float, default=3)
    options.add_argument("--folder", type=Path, default=ROOT / "build" / "benchmarks" / "few")
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    from scarp.models.training.new_model import initialize_model

    scene = load_parts(f"hrgldd+l4s -{given.scene}", DATA).verification[""]
    starter = left_out_starter(given.scene, given.seed, given.starter_minutes, given.folder)
    for count in given.tiles:
        chosen = choose_tiles(scene, count, given.seed)
        learned = [scene[number] for number in chosen]
        others = [source for number, source in enumerate(scene) if number not in chosen]
        for way in given.ways:
            from_starter, training = WAYS[way]
            training = replace(training, seed=given.seed)
            seconds = seconds_a_patch(given.folder / "speed-few.json", recipe.NETWORK, _BASE)
            training = lasting(training, given.minutes, seconds)
            network = replace(recipe.NETWORK, seed=given.seed)
            model = starter if from_starter else initialize_model(network)
            figures = verify_model(recipe.learn(model, learned, training), {"": others})[""]
            found = {name: round(figures[name]["f1"], 3) for name in ("otsu", "best")}
            line = {"scene": given.scene, "seed": given.seed, "tiles": count, "way": way, **found}
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
