"""The runs of the benchmark: which there are, and with which settings each is made."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import repository  # noqa: F401
from configurations import MAIN, learned_configurations
from indices import INDICES
from rows import ABLATION_ROWS, band_count, is_pretrained
from scale import scaled_network, scaled_training
from scarp.models.settings import NetworkSettings, TrainingSettings


@dataclass(frozen=True)
class Settings:
    """Settings of one run.

    Attributes:
        network: The network.
        training: The training, all but the number of patches; also that on Landslide4Sense, where
            there is one before it.
        is_starter: See `configurations.Configuration`.
        is_adapted: Likewise.
    """

    network: NetworkSettings
    training: TrainingSettings
    is_starter: bool
    is_adapted: bool


@dataclass(frozen=True)
class Task:
    """One run.

    Attributes:
        row: One of `rows.row_names` or of `rows.further_row_names`.
        configuration: One of `configurations.configuration_names`.
        seed: Of the initial weights and of all random draws.
        minutes: How long each training takes.
    """

    row: str
    configuration: str
    seed: int
    minutes: float

    @property
    def settings(self) -> Settings | None:
        """The settings; None where nothing is learned."""
        if self.configuration in INDICES:
            return None
        configuration = learned_configurations()[self.configuration]
        network = dataclasses.replace(configuration.network, bands=band_count(self.row))
        return Settings(
            scaled_network(network, self.seed, configuration.is_starter),
            scaled_training(configuration.training, self.seed),
            configuration.is_starter,
            configuration.is_adapted,
        )

    @property
    def hash(self) -> str:
        """Tells settings apart, the seed's and the minutes too: 12 hexadecimal digits.

        Not the speed, which is measured anew on each machine and never twice the same.
        """
        settings = self.settings
        if settings is None:
            return _hash_of(self.configuration)
        return _hash_of([dataclasses.asdict(settings), self.minutes])

    @property
    def speed_name(self) -> str | None:
        """Name of the file with the measured speed, which all runs of a configuration share."""
        settings = self.settings
        if settings is None:
            return None
        network = dataclasses.replace(settings.network, seed=0)
        training = dataclasses.replace(settings.training, seed=0)
        return f"{_hash_of([dataclasses.asdict(one) for one in (network, training)])}.json"

    @property
    def pretrained_name(self) -> str | None:
        """Name of the file of the pre-trained model, which runs on several rows share."""
        return f"{self.hash}.h5" if self.settings and is_pretrained(self.row) else None

    @property
    def shared_names(self) -> list[str]:
        """Names of all files that it shares with other runs: the first of them makes these."""
        return [name for name in (self.speed_name, self.pretrained_name) if name]

    def __str__(self):
        return f"{self.row}, {self.configuration}, seed {self.seed}"


def _hash_of(values) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:12]


def list_tasks(
    rows: Sequence[str],
    configurations: Sequence[str],
    seeds: Sequence[int],
    named: bool,
    minutes: float,
) -> list[Task]:
    """The runs to make, those of the main configurations first.

    Args:
        rows: Names of rows.
        configurations: Names of configurations.
        seeds: Seeds; indices need none.
        named: Whether the configurations were asked for by name: else ablations are made on
            `ABLATION_ROWS` only.
        minutes: As `Task.minutes`.
    """
    tasks = []
    for wanted in (True, False):
        for row in rows:
            for configuration in configurations:
                main = configuration in MAIN
                if main != wanted or not (main or named or row in ABLATION_ROWS):
                    continue
                of_it = seeds[:1] if configuration in INDICES else seeds
                tasks += [Task(row, configuration, seed, minutes) for seed in of_it]
    return tasks
