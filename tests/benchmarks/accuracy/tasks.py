"""The runs of the benchmark: which there are, and with which settings each is made."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import repository  # noqa: F401
from configurations import INDEX, MAIN, learned_configurations
from rows import ABLATION_ROWS, is_pretrained
from scale import scaled_network, scaled_pretraining, scaled_training
from scarp.models.settings import NetworkSettings, TrainingSettings


@dataclass(frozen=True)
class Settings:
    """Settings of one run.

    Attributes:
        network: The network.
        training: The training on the row's data.
        pretraining: The training before it on Landslide4Sense, if any.
    """

    network: NetworkSettings
    training: TrainingSettings
    pretraining: TrainingSettings | None


@dataclass(frozen=True)
class Task:
    """One run.

    Attributes:
        row: One of `rows.ROWS`.
        configuration: One of `configurations.configuration_names`.
        seed: Of the initial weights and of all random draws.
        quick: Whether to learn as little as can be.
    """

    row: str
    configuration: str
    seed: int
    quick: bool

    @property
    def settings(self) -> Settings | None:
        """The settings; None where nothing is learned."""
        if self.configuration == INDEX:
            return None
        configuration = learned_configurations()[self.configuration]
        name = configuration.network.network
        training = scaled_training(configuration.training, name, self.row, self.seed, self.quick)
        return Settings(
            scaled_network(configuration.network, self.seed),
            training,
            scaled_pretraining(training, self.quick) if is_pretrained(self.row) else None,
        )

    @property
    def hash(self) -> str:
        """Tells settings apart, the seed's too: 12 hexadecimal digits."""
        settings = self.settings
        return _hash_of(None if settings is None else dataclasses.asdict(settings))

    @property
    def pretrained_name(self) -> str | None:
        """Name of the file of the pre-trained model, which runs on several rows may share."""
        settings = self.settings
        if settings is None or settings.pretraining is None:
            return None
        used = [dataclasses.asdict(one) for one in (settings.network, settings.pretraining)]
        return f"{_hash_of(used)}.h5"

    def __str__(self):
        return f"{self.row}, {self.configuration}, seed {self.seed}"


def _hash_of(values) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:12]


def list_tasks(
    rows: Sequence[str], configurations: Sequence[str], seeds: Sequence[int], named: bool, quick
) -> list[Task]:
    """The runs to make, those of the main configurations first.

    Args:
        rows: Names of rows.
        configurations: Names of configurations.
        seeds: Seeds; the index needs none.
        named: Whether the configurations were asked for by name: else ablations are made on
            `ABLATION_ROWS` only.
        quick: As `Task.quick`.
    """
    tasks = []
    for wanted in (True, False):
        for row in rows:
            for configuration in configurations:
                main = configuration in MAIN
                if main != wanted or not (main or named or row in ABLATION_ROWS):
                    continue
                of_it = seeds[:1] if configuration == INDEX else seeds
                tasks += [Task(row, configuration, seed, quick) for seed in of_it]
    return tasks
