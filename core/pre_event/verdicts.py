"""What a polygon is: new, existing, reactivated or doubtful, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import uniform_filter
from scipy.stats import norm

from ..messages import tr

NEW, EXISTING, REACTIVATED, DOUBTFUL = "new", "existing", "reactivated", "doubtful"
STATUSES = (NEW, EXISTING, REACTIVATED, DOUBTFUL)
#: Of a polygon's pixels, this share at least must be seen on both dates.
_LEAST_SEEN = 0.5
_FEWEST_PIXELS, _FEWEST_AROUND = 3, 20
#: Neighbouring pixels tell much the same: so many count as one.
_ALIKE = 4.0
#: Contrast below so many standard errors is none; changes of a greater p-value are none.
_ERRORS, _MOST_P = 2.0, 0.05
#: Parts of a polygon this large, that were bare before, make a new landslide a reactivated one.
_LEAST_PART = 0.35
#: Likewise the share of it that older landslides cover.
_LEAST_OVERLAP = 0.1
_LIMIT = 2.0

_HIDDEN = tr("Clouds, snow or the edge of the image hide it before the event.")
_OUTSIDE = tr("It lies outside the image after the event, or where that has no data.")
_SMALL = tr("It is smaller than three pixels.")
_ALONE = tr("There is no undisturbed ground around it to compare it with.")
_FLAT = tr("It does not stand out from the ground around it.")
_GENTLE = tr("Its slope is gentle: it may be a field, a river bar or a road.")
_UNSURE = tr("It changed, but hardly more than the ground around it varies.")
_CHANGED = tr("It stands out from the ground around it since the event only.")
_AS_BEFORE = tr("It stood out from the ground around it before the event, too.")
_PARTLY = tr("A part of it was bare before the event.")
_ON_OLDER = tr("It changed where an older landslide is mapped.")
_MAPPED_BEFORE = tr("The model maps it on the image from before the event, too.")


@dataclass(frozen=True)
class Verdict:
    """What was found of a polygon.

    Attributes:
        status: One of `STATUSES`.
        why: The reason, a sentence to be translated.
        change: Share of its contrast with the ground around it that is new, cut off at -2 and 2:
            1 where it did not stand out before, 0 where it looked the same. NaN if unknown.
        change_p: Probability of so great a change if nothing had changed; NaN if unknown.
    """

    status: str
    why: str
    change: float = math.nan
    change_p: float = math.nan


@dataclass(frozen=True)
class Seen:
    """What is seen of a polygon and of the ground around it.

    Attributes:
        post: The index after the event, float32 (rows, columns), NaN where there is no data.
        pre: The index before, likewise; NaN also under clouds and snow.
        inside: bool (rows, columns): the polygon's pixels.
        around: bool (rows, columns): undisturbed ground around it.
        slope: Mean slope in degrees; NaN if unknown.
        older: Share of the polygon that older landslides cover, 0 to 1.
        mapped_before: Whether the model maps it on the image from before.
    """

    post: np.ndarray
    pre: np.ndarray
    inside: np.ndarray
    around: np.ndarray
    slope: float = math.nan
    older: float = 0.0
    mapped_before: bool = False


def judge(seen: Seen, min_change: float, min_slope: float) -> Verdict:
    """Tells what a polygon is.

    Its contrast is the difference of the medians of the index inside and around it. As it is
    compared between the dates, what changes everywhere, season and sun, does not count
    (difference in differences).

    Args:
        seen: What is seen of it.
        min_change: The least share of its contrast that must be new.
        min_slope: The least mean slope, in degrees.
    """
    inside, around = seen.inside, seen.around
    if inside.sum() < _FEWEST_PIXELS:
        return Verdict(DOUBTFUL, _SMALL)
    if np.isfinite(seen.post[inside]).mean() < _LEAST_SEEN:
        return Verdict(DOUBTFUL, _OUTSIDE)
    if np.isfinite(seen.pre[inside]).mean() < _LEAST_SEEN:
        return Verdict(DOUBTFUL, _HIDDEN)
    both = np.isfinite(seen.post) & np.isfinite(seen.pre)
    inside, around = inside & both, around & both
    if around.sum() < _FEWEST_AROUND:
        return Verdict(DOUBTFUL, _ALONE)
    after, error_after = _contrast(seen.post, inside, around)
    before, error_before = _contrast(seen.pre, inside, around)
    if after <= _ERRORS * error_after:
        return Verdict(DOUBTFUL, _FLAT)
    change = (after - before) / after
    # Where nothing varies, any difference is beyond chance.
    error = max(math.hypot(error_after, error_before), 1e-9 * after)
    p = float(norm.sf((after - before) / error))
    found = float(np.clip(change, -_LIMIT, _LIMIT)), p
    if seen.mapped_before:
        return Verdict(EXISTING, _MAPPED_BEFORE, *found)
    bare_before = _share_bare_before(seen.pre, inside, around, after)
    if change < min_change and (p > _MOST_P or bare_before > 1 - _LEAST_PART):
        return Verdict(EXISTING, _AS_BEFORE, *found)
    if seen.slope < min_slope:
        return Verdict(DOUBTFUL, _GENTLE, *found)
    if p > _MOST_P:
        return Verdict(DOUBTFUL, _UNSURE, *found)
    if seen.older >= _LEAST_OVERLAP:
        return Verdict(REACTIVATED, _ON_OLDER, *found)
    if bare_before >= _LEAST_PART or change < min_change:
        return Verdict(REACTIVATED, _PARTLY, *found)
    return Verdict(NEW, _CHANGED, *found)


def _contrast(index: np.ndarray, inside: np.ndarray, around: np.ndarray) -> tuple[float, float]:
    """How much higher the index is inside, and the standard error of that."""
    one, other = index[inside], index[around]
    middle = np.median(other)
    deviation = 1.4826 * np.median(np.abs(other - middle))
    error = deviation * math.sqrt(_ALIKE / len(one) + _ALIKE / len(other))
    return float(np.median(one) - middle), float(error)


def _share_bare_before(
    pre: np.ndarray, inside: np.ndarray, around: np.ndarray, contrast: float
) -> float:
    """Share of a polygon that stood out before by more than half as much as the whole does now."""
    level = np.median(pre[around])
    raised = uniform_filter(np.where(np.isfinite(pre), pre - level, 0.0), 3)
    return float((raised[inside] > contrast / 2).mean())
