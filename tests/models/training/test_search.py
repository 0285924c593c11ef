"""Random search for training parameters."""

from __future__ import annotations

import copy
import dataclasses
import math

import numpy as np
import pytest
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
from scarp.models.data.holdout import hold_out
from scarp.models.data.image_sources import ArraySource
from scarp.models.settings import LEARNING_RATES, SearchRanges, TrainingSettings
from scarp.models.training.evaluation import TrainingDiverged
from scarp.models.training.search import DRAWN, draw, search
from scarp.models.training.validation import measure

RANGES = SearchRanges(
    class_weight=(0.5, 2.5),
    loss_weight=(0.25, 1.25),
    solid_distance=(1.0, 3.0),
    blur_distance=(2.0, 4.0),
    learning_rate=(1e-5, 1e-2),
)
LIMITS = {
    "class_weight_max": RANGES.class_weight,
    "loss_weight": RANGES.loss_weight,
    "solid_distance": RANGES.solid_distance,
    "blur_max": RANGES.blur_distance,
    "learning_rate": RANGES.learning_rate,
}
METRICS = ("loss", "accuracy", "precision", "recall", "f1", "iou")


@pytest.fixture(scope="module")
def drawn():
    return [draw(TrainingSettings(), RANGES, number) for number in range(2, 1002)]


@pytest.mark.parametrize("name", DRAWN)
def test_draws_evenly_within_the_limits(drawn, name):
    """The learning rate in its logarithm: as many are below 0.0001 as are above 0.001."""
    values = np.array([getattr(settings, name) for settings in drawn])
    low, high = LIMITS[name]
    if name == "learning_rate":
        values, low, high = np.log10([*values]), math.log10(low), math.log10(high)
    assert low <= values.min() < values.max() <= high
    shares = np.histogram((values - low) / (high - low), bins=3, range=(0, 1))[0] / len(values)
    # 0.015 is the standard deviation of such a share.
    assert shares == pytest.approx([1 / 3] * 3, abs=0.06)


def test_draws_each_by_itself(drawn):
    values = np.array([[getattr(settings, name) for name in DRAWN] for settings in drawn])
    values[:, -1] = np.log(values[:, -1])
    correlations = np.corrcoef(values.T) - np.eye(len(DRAWN))
    assert np.abs(correlations).max() < 0.15


def test_draws_nothing_else():
    settings = TrainingSettings(epochs=7, seed=3, class_weight_min=1.0, blur_min=3.0)
    for number in range(2, 50):
        trial = draw(settings, RANGES, number)
        assert trial.class_weight_min == min(1.0, trial.class_weight_max)
        assert trial.blur_min == min(3.0, trial.blur_max)
        given = {name: getattr(settings, name) for name in (*DRAWN, "class_weight_min", "blur_min")}
        assert dataclasses.replace(trial, **given) == settings


def test_the_first_trial_is_as_given():
    settings = TrainingSettings(loss_weight=9.0, learning_rate=0.5, class_weight_min=0.1)
    assert draw(settings, RANGES, 1) == settings
    # The optimizer's own learning rate, as a number to compare with.
    own = draw(TrainingSettings(optimizer="AdamW", learning_rate=0), RANGES, 1).learning_rate
    assert own == LEARNING_RATES["AdamW"] > 0


def test_number_and_seed_decide():
    one, other = TrainingSettings(seed=1), TrainingSettings(seed=2)
    assert draw(one, RANGES, 2) == draw(one, RANGES, 2)
    assert draw(one, RANGES, 2) != draw(one, RANGES, 3)
    assert draw(one, RANGES, 2).loss_weight != draw(other, RANGES, 2).loss_weight


def test_a_range_may_be_one_number():
    ranges = SearchRanges((1, 1), (0, 0), (2, 2), (0, 0), (0.01, 0.01))
    trial = draw(TrainingSettings(), ranges, 2)
    assert [getattr(trial, name) for name in DRAWN] == pytest.approx([1, 0, 2, 0, 0.01])


class Told:
    """Keeps what a search tells."""

    def __init__(self):
        self.fractions: list[float] = []
        self.messages: list[str] = []
        self.tables: list[list[dict]] = []

    def progress(self, fraction, message="", **values):
        if fraction is not None:
            self.fractions.append(fraction)
        if message:
            self.messages.append(message.format(**values))

    def after_trial(self, table):
        self.tables.append(copy.deepcopy(table))

    def trials(self) -> list[list[int]]:
        return [sorted(row["trial"] for row in table) for table in self.tables]


@pytest.fixture
def look(eagerly, untrained, blobs, plain):
    """Searches with one step an epoch."""

    def run(trials, ranges=RANGES, validation=None, training=None, **settings):
        told = Told()
        found = search(
            untrained,
            training or [blobs(1)],
            [blobs(2, side=100)] if validation is None else validation,
            plain(epochs=2, patches_per_epoch=1, **settings),
            ranges,
            trials,
            told.progress,
            told.after_trial,
        )
        return found, told

    return run


def test_search(look):
    given = {"class_weight_max": 1.5, "loss_weight": 0.5, "learning_rate": 0.002}
    found, told = look(3, **given)
    table = found.table
    assert sorted(row["trial"] for row in table) == [1, 2, 3]
    losses = [row["val_loss"] for row in table]
    assert losses == sorted(losses) and len(set(losses)) == 3

    best, first = found.best.best, table[0]
    assert first["best_epoch"] == best.best_epoch == np.argmin(best.history["val_loss"]) + 1
    for name in (prefix + name for name in METRICS for prefix in ("", "val_")):
        value = best.history[name][best.best_epoch - 1]
        assert first[name] == pytest.approx(value, abs=0, nan_ok=True)
    for row in table:
        expected = draw(TrainingSettings(**given), RANGES, row["trial"])
        assert all(row[name] == getattr(expected, name) for name in DRAWN)
    assert all(best.training[name] == first[name] for name in DRAWN)

    assert told.trials() == [[1], [1, 2], [1, 2, 3]]
    assert told.tables[-1] == table
    for rows in told.tables:
        assert [row["val_loss"] for row in rows] == sorted(row["val_loss"] for row in rows)
    assert told.fractions == sorted(told.fractions)
    # Two steps a trial.
    assert np.unique(np.round(told.fractions, 6)) == pytest.approx(np.arange(7) / 6, abs=1e-6)
    trials = [message for message in told.messages if message.startswith("Trial")]
    assert trials[0].startswith("Trial 1 of 3: class_weight_max 1.5, loss_weight 0.5,")
    assert f"learning_rate {draw(TrainingSettings(), RANGES, 3).learning_rate:.4g}." in trials[2]


def test_final_figures_are_of_labels_that_chose_nothing(look, blobs):
    """Together with those that chose, they are all labels for validation."""
    source = blobs(2, side=300)
    found, told = look(2, validation=[source])
    choosing, apart = hold_out([source], 0, share=0.5)
    whole = Window(0, 0, 300, 300)
    one, other = (parts[0].labels(whole) != 255 for parts in (choosing, apart))
    assert (one ^ other).all() and 0.3 < other.mean() < 0.7
    best = found.best.best
    expected = measure(best, apart, TrainingSettings(device="CPU", precision="float32")).as_dict()
    assert found.metrics == pytest.approx(expected, rel=1e-5, nan_ok=True)
    assert found.measured_apart
    chosen_by = measure(best, choosing, TrainingSettings(device="CPU", precision="float32"))
    assert found.table[0]["val_loss"] == pytest.approx(chosen_by.loss, rel=1e-3)
    assert found.metrics["loss"] != pytest.approx(found.table[0]["val_loss"], rel=1e-4)
    assert any(message.startswith("One half of the labelled blocks") for message in told.messages)


def test_held_out_blocks_choose_and_measure_too(look):
    found, told = look(1, validation=[])
    assert found.measured_apart and "val_loss" in found.table[0]
    assert sum("a fifth of the labelled blocks" in message for message in told.messages) == 1


def test_trials_that_run_away_are_last(look):
    """Their learning rate is too high; the others' is as it was given."""
    away = dataclasses.replace(RANGES, learning_rate=(1e30, 1e30))
    found, told = look(3, away, learning_rate=0.002)
    assert [row["trial"] for row in found.table] == [1, 2, 3]
    first, *others = found.table
    assert math.isfinite(first["val_loss"])
    assert found.best.best.training["learning_rate"] == first["learning_rate"] == 0.002
    for row in others:
        assert list(row) == list(first)
        assert row["learning_rate"] == pytest.approx(1e30)
        names = ("best_epoch", *METRICS, *(f"val_{name}" for name in METRICS))
        assert all(math.isnan(row[name]) for name in names)
    assert told.trials() == [[1], [1, 2], [1, 2, 3]]
    assert told.messages.count("This trial diverged: its learning rate is too high.") == 2


def test_the_first_trial_may_run_away(look):
    found, told = look(2, learning_rate=1e30)
    assert [row["trial"] for row in found.table] == [2, 1]
    assert found.best.best.training["learning_rate"] <= 1e-2
    assert list(told.tables[0][0]) == ["trial", *DRAWN]
    assert list(told.tables[1][1]) == list(found.table[0])


def test_all_trials_may_run_away(look):
    away = dataclasses.replace(RANGES, learning_rate=(1e30, 1e30))
    with pytest.raises(TrainingDiverged, match="choose a lower learning rate"):
        look(2, away, learning_rate=1e30)


def test_without_validation_the_training_loss_decides(look):
    """Where there is too little to hold any out."""
    labels = np.zeros((30, 30), np.uint8)
    labels[5:9, 5:9] = 1
    image = np.random.default_rng(0).normal(size=(30, 30, 2)).astype(np.float32)
    found, told = look(2, training=[ArraySource(image, labels)], validation=[])
    losses = [row["loss"] for row in found.table]
    assert losses == sorted(losses) and "val_loss" not in found.table[0]
    assert not found.measured_apart and found.metrics["loss"] == losses[0]
    assert "are therefore optimistic" in "".join(told.messages)
    assert found.best.best.history["loss"][found.table[0]["best_epoch"] - 1] == losses[0]


def test_other_errors_end_the_search(look, blobs):
    source = blobs(1)
    empty = ArraySource(source.read(Window(0, 0, 160, 160)), np.zeros((160, 160), np.uint8))
    with pytest.raises(ScarpError, match="no feature pixels"):
        look(2, training=[empty])
