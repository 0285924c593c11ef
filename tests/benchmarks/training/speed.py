"""Measures one case in a process of its own, and prints the result as a line of JSON.

python tests/benchmarks/training/speed.py '{"case": …, "training": PATH, "validation": PATH, …}'
"""

from __future__ import annotations

import contextlib
import gc
import json
import statistics
import sys
import time
from dataclasses import replace

import paths  # noqa: F401 - GDAL before Keras
from cases import CASES, ROUNDS, WAYS, Case, quick

#: Patches that are prepared to see how long one takes.
_PREPARED = 12


class Enough(Exception):
    """Ends a training of which enough was seen, as cancelling would."""


class Clock:
    """Counts steps until there are enough of them; as a `Progress`, it ends the training then.

    Args:
        case: With the least number of steps and seconds, and the steps that are not counted.
    """

    def __init__(self, case: Case):
        self._case = case
        self._steps = -case.warm_up
        self._started = 0.0
        self.seconds_a_step = 0.0

    def __call__(self, fraction: float | None, message: str = "", **values) -> None:
        """Takes what a training reports: a step where there is no message."""
        if message:
            return
        self.step()
        if self.is_enough:
            raise Enough

    def step(self) -> None:
        """Counts a step that has ended."""
        now = time.perf_counter()
        self._steps += 1
        if self._steps == 0:
            self._started = now
        elif self._steps > 0:
            self.seconds_a_step = (now - self._started) / self._steps

    @property
    def is_enough(self) -> bool:
        """Whether enough steps were counted, for long enough."""
        steps = self._steps
        return steps >= self._case.steps and self.seconds_a_step * steps >= self._case.seconds


class Bench:
    """A case made ready.

    Args:
        case: What to measure.
        training: The training raster.
        validation: The validation raster.
    """

    def __init__(self, case: Case, training, validation):
        from scarp.models.hardware.devices import choose_device
        from scarp.models.training.new_model import initialize_model

        self.case = case
        self._sources = [training], [validation]
        self._model = initialize_model(case.network)
        self._device = choose_device("automatic")
        self._batch = self.patches("defaults")[0]
        self._bare = {}

    def patches(self, way: str):
        """The patches that a training in that way draws."""
        from scarp.models.data.normalisation import NormalisedSource, fit_normalisation
        from scarp.models.data.patches import Geometry, PatchIndex, TrainingPatches
        from scarp.models.networks import network_class

        network, (training, _) = self.case.network, self._sources
        normalisation = fit_normalisation(training)
        index = PatchIndex([NormalisedSource(source, normalisation) for source in training])
        geometry = Geometry(network.patch_size, network_class(network.network).margin)
        return TrainingPatches(index, geometry, WAYS[way], self.case.patches_per_batch)

    def preparation(self, way: str) -> float:
        """Seconds that preparing one patch takes, with nothing else going on."""
        patches, batch = self.patches(way), self.case.patches_per_batch
        seconds = []
        for number in range(-(-_PREPARED // batch) + 1):
            started = time.perf_counter()
            patches[number]
            seconds.append((time.perf_counter() - started) / batch)
        return statistics.mean(seconds[1:])

    def bare(self, precision: str) -> float:
        """Seconds a step of a network that is given the same batch over and over."""
        import keras

        with keras.device(self._device):
            warm = precision in self._bare
            network = self._bare[precision] if warm else self._compiled(precision)
            self._bare[precision] = network
            clock = Clock(replace(self.case, warm_up=1) if warm else self.case)
            while not clock.is_enough:
                network.train_on_batch(*self._batch)
                clock.step()
        return clock.seconds_a_step

    def _compiled(self, precision: str):
        from scarp.models.hardware.devices import choose_precision
        from scarp.models.networks.build import load_network
        from scarp.models.training.losses import PixelLoss
        from scarp.models.training.optimizers import make_optimizer

        settings = WAYS["defaults"]
        network = load_network(self._model, choose_precision(precision, self._device))
        steps = settings.epochs * settings.patches_per_epoch // self.case.patches_per_batch
        network.compile(make_optimizer(settings, steps), PixelLoss(), jit_compile=False)
        return network

    def trained(self, precision: str, way: str) -> float:
        """Seconds a step of `scarp.models.training.train.train`, patches and all."""
        from scarp.models.training.train import train

        batch = self.case.patches_per_batch
        settings = replace(WAYS[way], precision=precision, patches_per_batch=batch)
        clock = Clock(self.case)
        with contextlib.suppress(Enough):
            train(self._model, *self._sources, settings, clock)
        gc.collect()  # Else the network, and the thread that prepares its patches, live on.
        return clock.seconds_a_step


def measure(bench: Bench, trained: list[str], only_bare: list[str]) -> dict:
    """Measures a case.

    Args:
        bench: The case made ready.
        trained: Precisions in which bare steps and training are compared.
        only_bare: Precisions of which bare steps are measured, and nothing else.

    Returns:
        ``preparation``: seconds a patch, by way; ``steps``: by precision and by way ("bare" for
        bare steps), seconds a step in each round.
    """
    preparation = {way: bench.preparation(way) for way in WAYS}
    steps = {precision: {"bare": []} for precision in (*trained, *only_bare)}
    for _ in range(ROUNDS):
        for precision, found in steps.items():
            found["bare"].append(bench.bare(precision))
            if precision in trained:
                for way in bench.case.ways:
                    found.setdefault(way, []).append(bench.trained(precision, way))
    return {"preparation": preparation, "steps": steps}


def main() -> None:
    """Measures the case that the first argument describes."""
    from scarp.core.labels.label_raster import LabelRaster

    request = json.loads(sys.argv[1])
    case = CASES[request["case"]]
    if request["quick"]:
        case = quick(case)
    with LabelRaster(request["training"]) as training:
        with LabelRaster(request["validation"]) as validation:
            bench = Bench(case, training, validation)
            print(json.dumps(measure(bench, request["trained"], request["only_bare"])), flush=True)


if __name__ == "__main__":
    main()
