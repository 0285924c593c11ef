"""Measures how well the probabilities of landslides agree with held-out labels, by object.

    build/runtime/bin/python tests/benchmarks/inventory/reliability.py [--seeds 0 1 2]

Blocks are drawn at random: of 60 % of them a network learns, on 20 % it is validated and calibrated
as “Train model” does it, and on the last 20 % its objects are compared with the labels. Prints a
table in Markdown: the expected calibration error of the mean class activation value, taken for the
probability, and of the calibrated probability; that of labels drawn by these probabilities, which
is what chance alone leaves of so few objects; and the expected number of landslides beside the true
one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import paths  # noqa: F401
from repository import DATA
from rows import load_parts
from scarp.core.confidence.reliability import calibration_error
from scarp.core.labels.values import UNLABELLED
from scarp.core.messages import no_progress
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource
from scarp.models.networks import network_class
from scarp.models.networks.build import load_network
from scarp.models.settings import NetworkSettings, TrainingSettings
from scarp.models.training.evaluation import find_objects
from scarp.models.training.new_model import initialize_model
from scarp.models.training.train import train
from scarp.models.training.validation import validation_tiles
from scipy.special import expit

#: Shares of the blocks to learn from, and to learn from or validate on.
_LEARNED, _SEEN = 0.6, 0.8
#: Blocks of Iburi along each side.
_BLOCKS = 8
_DRAWS = 200

Sets = tuple[list[ArraySource], list[ArraySource], list[ArraySource]]


def patches(data: Path, rng: np.random.Generator) -> Sets:
    """HR-GLDD, its patches of 128 pixels drawn at random from all scenes."""
    groups = load_parts("l4s>hrgldd", data).verification
    every = [source for group in sorted(groups) for source in groups[group]]
    order = rng.permutation(len(every))
    first, second = round(_LEARNED * len(every)), round(_SEEN * len(every))
    parts = order[:first], order[first:second], order[second:]
    return tuple([every[number] for number in part] for part in parts)


def squares(data: Path, rng: np.random.Generator) -> Sets:
    """Iburi in 64 blocks, each of which belongs to one of three label rasters of the image."""
    (source,) = load_parts("hrgldd+l4s>iburi", data).verification[""]
    whole = Window(0, 0, *source.shape)
    image, labels, valid = source.read(whole), source.labels(whole), source.valid(whole)
    count = _BLOCKS**2
    order = rng.permutation(count)
    roles = np.searchsorted([round(_LEARNED * count), round(_SEEN * count)], order, "right")
    rows, cols = (np.arange(size) * _BLOCKS // size for size in source.shape)
    role = roles.reshape(_BLOCKS, _BLOCKS)[np.ix_(rows, cols)]
    return tuple(
        [ArraySource(image, np.where(role == part, labels, UNLABELLED), valid, source.names)]
        for part in range(3)
    )


def by_chance(probabilities: np.ndarray, seed: int | None) -> float:
    """Mean expected calibration error of labels that are drawn by the probabilities themselves."""
    rng = np.random.default_rng(seed)
    drawn = (rng.random(len(probabilities)) < probabilities for _ in range(_DRAWS))
    return float(np.mean([calibration_error(probabilities, truth) for truth in drawn]))


def measure(
    sets: Sets, network: NetworkSettings, training: TrainingSettings
) -> dict[str, float] | None:
    """Figures of one training by name; None where its validation allows no calibration."""
    learned, validation, held_out = sets
    model = train(initialize_model(network), learned, validation, training, no_progress).best
    if model.calibration is None:
        return None
    tiles = validation_tiles(model, held_out, model.normalisation)
    context = network_class(network.network).context
    objects = find_objects(load_network(model), tiles, context, model.threshold)
    probabilities = model.calibration.probabilities(objects.features)
    number, low, high = model.calibration.expected(objects.features, np.ones(len(objects)))
    area, least, most = model.calibration.expected(objects.features, objects.areas)
    return {
        "objects": len(objects),
        "before": calibration_error(expit(objects.features[:, 0]), objects.is_landslide),
        "after": calibration_error(probabilities, objects.is_landslide),
        "chance": by_chance(probabilities, network.seed),
        "true": int(objects.is_landslide.sum()),
        "expected": number,
        "is_number_held": low <= objects.is_landslide.sum() <= high,
        "is_area_held": least <= objects.areas[objects.is_landslide].sum() <= most,
        "fits": model.calibration.fits(objects.features),
        **{"low": low, "high": high, "area": area / objects.areas[objects.is_landslide].sum()},
    }


#: By name: how the blocks are drawn, the network and its training.
_CASES: dict[str, tuple[Callable, dict, dict]] = {
    "HR-GLDD, patches": (
        patches,
        {"network": "UNet", "patch_size": 128, "width": 16},
        {"epochs": 6, "patches_per_epoch": 500},
    ),
    "Iburi, squares": (
        squares,
        {"patch_size": 380, "width": 12},
        {"epochs": 9, "patches_per_epoch": 70},
    ),
}


def table(found: dict[str, Sequence[dict[str, float] | None]]) -> str:
    """A line a training."""
    lines = [
        "| held out | objects | ECE before | after | by chance | landslides | expected | fits |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    for name, measured in found.items():
        for one in measured:
            if one is None:
                lines.append(f"| {name} | | | no calibration | | | | |")
                continue
            lines.append(
                f"| {name} | {one['objects']} | {one['before']:.3f} | {one['after']:.3f} | "
                f"{one['chance']:.3f} | "
                f"{one['true']} | {one['expected']:.0f} ({one['low']:.0f}–{one['high']:.0f}) | "
                f"{'yes' if one['fits'] else 'no'} |"
            )
    return "\n".join(lines)


def main() -> None:
    """Measures all seeds and prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seeds", nargs="+", type=int, default=(0, 1, 2))
    given = options.parse_args()
    found: dict[str, list] = {}
    for name, (draw, network, training) in _CASES.items():
        for seed in given.seeds:
            sets = draw(DATA, np.random.default_rng(seed))
            found.setdefault(name, []).append(
                measure(
                    sets,
                    NetworkSettings(seed=seed, **network),
                    TrainingSettings(seed=seed, **training),
                )
            )
            print(f"{name}, seed {seed}: {found[name][-1]}", file=sys.stderr, flush=True)
    print(table(found))


if __name__ == "__main__":
    main()
