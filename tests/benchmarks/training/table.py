"""The rows of the benchmark of training."""

from __future__ import annotations

from collections.abc import Iterator

import paths  # noqa: F401
from cases import CASES, WAYS, Case
from common.running import Observed
from common.table import Row, rates, ratio

_POLICIES = {"float32": "float32", "mixed": "mixed_bfloat16"}


def speed_rows(name: str, found: dict) -> Iterator[Row]:
    """Rows of a case.

    Args:
        name: Of `cases.CASES`.
        found: As `speed.measure` gives it.
    """
    case, steps = CASES[name], found["steps"]
    batch = case.patches_per_batch
    for precision, seconds in steps.items():
        for way in case.ways:
            if way in seconds:
                yield Row(
                    f"{case.title}, {_POLICIES[precision]}, {way}: patches/s of bare steps (A), "
                    "of train() (B)",
                    rates(seconds["bare"], batch),
                    rates(seconds[way], batch),
                    ratio(sum(seconds["bare"]) / sum(seconds[way])),
                    "≥ 0.95",
                )
    yield from _preparation_rows(case, found)
    if "mixed" in steps:
        yield _precision_row(case, steps)


def _preparation_rows(case: Case, found: dict) -> Iterator[Row]:
    # In the precision that Scarp chooses: the last one that was trained in.
    bare = [steps["bare"] for steps in found["steps"].values() if len(steps) > 1][-1]
    a_patch = sum(bare) / len(bare) / case.patches_per_batch
    for way in WAYS:
        yield Row(
            f"{case.title}, {way}: ms a patch of the bare step (A), of preparing it (B)",
            f"{1000 * a_patch:.0f}",
            f"{1000 * found['preparation'][way]:.1f}",
            f"{100 * found['preparation'][way] / a_patch:.1f} %",
        )


def _precision_row(case: Case, steps: dict) -> Row:
    way = "defaults" if "defaults" in steps["mixed"] else "bare"
    what = "train(), defaults" if way != "bare" else "bare steps"
    one, other = (steps[precision][way] for precision in ("float32", "mixed"))
    return Row(
        f"{case.title}, {what}: patches/s in float32 (A), in mixed_bfloat16 (B)",
        rates(one, case.patches_per_batch),
        rates(other, case.patches_per_batch),
        ratio(sum(one) / sum(other)),
    )


def memory_rows(small: Observed, large: Observed) -> Iterator[Row]:
    """Rows of two workers that trained on rasters of different sizes."""
    yield Row(
        "Peak memory of the worker, MB: raster of 0.1 (A), of 1 gigapixel (B)",
        *(f"{observed.peak / 1e6:.0f}" for observed in (small, large)),
        ratio(large.peak / small.peak),
        "≤ 1.10",
    )
    yield Row(
        "Seconds before the first step is done: raster of 0.1 (A), of 1 gigapixel (B)",
        *(f"{observed.first_step:.1f}" for observed in (small, large)),
        ratio(large.first_step / small.first_step),
    )
