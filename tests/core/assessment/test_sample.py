"""Accuracy from a checked sample."""

from __future__ import annotations

import numpy as np
import pytest
from scarp.core.assessment.checked_sample import (
    sample_report,
    say_without_errors,
    strata_of,
    without_errors,
)
from scarp.core.assessment.sample import Stratum, allocate, estimate
from scarp.core.messages import ScarpError, no_progress

#: The example of Olofsson et al. 2014, tables 8 and 9: mapped (rows) and true (columns)
#: deforestation, forest gain, stable forest and stable non-forest; pixels of 0.09 ha by class.
COUNTS = np.array([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]])
PIXELS = np.array([200_000, 150_000, 3_200_000, 6_450_000])


def strata(of: int) -> list[Stratum]:
    """The strata of the example, with one class in place of landslides."""
    return [
        Stratum(
            area=pixels * 0.09,
            mapped=np.full(row.sum(), place == of),
            reference=np.repeat(np.arange(4) == of, row),
        )
        for place, (row, pixels) in enumerate(zip(COUNTS, PIXELS))
    ]


@pytest.mark.parametrize(
    ("of", "users", "producers"),
    [
        (0, (0.88, 0.07), 0.75),
        (1, (0.73, 0.10), 0.85),
        (2, (0.93, 0.04), 0.93),
        (3, (0.96, 0.02), 0.96),
    ],
)
def test_the_published_example(of, users, producers):
    found = estimate(strata(of))
    assert (found.precision.value, found.precision.half_width) == pytest.approx(users, abs=0.0051)
    assert found.recall.value == pytest.approx(producers, abs=0.0051)
    assert found.recall.error == pytest.approx(_error_of_recall(of), rel=0.01)


def _error_of_recall(of: int) -> float:
    """Equation 7 of the paper."""
    points = COUNTS.sum(axis=1)
    totals = PIXELS @ (COUNTS / points[:, None])
    users = COUNTS[of, of] / points[of]
    producers = PIXELS[of] * users / totals[of]
    own = (PIXELS[of] * (1 - producers)) ** 2 * users * (1 - users) / (points[of] - 1)
    others = sum(
        PIXELS[i] ** 2 * share * (1 - share) / (points[i] - 1)
        for i, share in enumerate(COUNTS[:, of] / points)
        if i != of
    )
    return float(np.sqrt(own + producers**2 * others) / totals[of])


def test_the_area_of_the_published_example():
    """21,158 ha of deforestation, within 6,158 ha."""
    found = estimate(strata(0)).area
    assert (found.value, found.half_width) == pytest.approx((21_158, 6_158), rel=1e-3)


def test_estimates_are_right_on_average():
    """For strata that are not the classes of the map."""
    rng = np.random.default_rng(0)
    areas = [900.0, 100.0]
    truth = [rng.random(90_000) < 0.01, rng.random(10_000) < 0.4]
    maps = [(one & (rng.random(one.size) < 0.8)) | (rng.random(one.size) < 0.02) for one in truth]
    values, held = [], 0
    whole = np.concatenate(truth)
    recall = (np.concatenate(maps) & whole).sum() / whole.sum()
    for _ in range(300):
        drawn = [rng.choice(one.size, 150) for one in truth]
        found = estimate(
            [
                Stratum(area, one[at], other[at])
                for area, one, other, at in zip(areas, maps, truth, drawn)
            ]
        )
        values.append(found.area.value)
        held += abs(found.area.value - whole.mean() * 1000) <= found.area.half_width
        assert abs(found.recall.value - recall) < 0.5
    assert np.mean(values) == pytest.approx(whole.mean() * 1000, rel=0.03)
    assert held > 0.88 * 300


def test_rare_strata_get_their_points():
    assert allocate([900, 90, 10], 100) == [39, 31, 30]
    assert min(allocate([9000, 1], 200)) >= 30
    assert allocate([1, 1, 1, 1], 8) == [2, 2, 2, 2]


def rows_of_a_sample() -> list[dict]:
    """Forty points, of which each is mapped right."""
    return [
        {
            "stratum": "landslide" if k % 2 else "background",
            "stratum_m2": 1e6 if k % 2 else 9e6,
            "mapped": k % 2,
            "reference": k % 2,
        }
        for k in range(40)
    ]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("stratum_m2", 0.0, "“stratum_m2” of points holds 0.0: leave it"),
        ("stratum_m2", -5.0, "“stratum_m2” of points holds -5.0"),
        ("stratum_m2", None, "“stratum_m2” of points holds nothing"),
        ("stratum_m2", 2e6, "“landslide” in points have different areas"),
        ("mapped", 7, "“mapped” of points holds 7"),
        ("mapped", None, "“mapped” of points holds nothing"),
        ("stratum", None, "“stratum” of points holds nothing"),
        ("reference", 2, "“reference” of points holds 2"),
    ],
)
def test_fields_of_a_sample_that_were_changed(field, value, said):
    rows = rows_of_a_sample()
    rows[5][field] = value
    with pytest.raises(ScarpError, match=said):
        strata_of(rows, "points", no_progress)


def test_strata_without_errors(said):
    """Their intervals have no width: the rule of three says what may be wrong all the same."""
    rows = rows_of_a_sample()
    rows[0]["reference"] = 1
    strata = strata_of(rows, "points", no_progress)
    assert without_errors(strata) == {"landslide": pytest.approx(3 / 20)}
    say_without_errors(strata, said)
    (sentence,) = said.sentences
    assert "“landslide” disagrees" in sentence and "up to 15.0% of it" in sentence
    assert "up to 15.0% of it may still be wrong" in sample_report(strata, "points")
    assert without_errors(strata_of(rows_of_a_sample()[:4], "points", no_progress)) == {
        "background": 1.0,
        "landslide": 1.0,
    }


def test_a_sample_of_texts():
    """As CSV files may give it: “0” is no landslide."""
    rows = [{name: str(value) for name, value in row.items()} for row in rows_of_a_sample()]
    rows[0]["reference"] = ""
    strata = strata_of(rows, "points", no_progress)
    assert strata["background"].mapped.sum() == strata["background"].reference.sum() == 0
    assert len(strata["background"].reference) == 19 and strata["landslide"].area == 1e6


def test_a_stratum_without_points():
    with pytest.raises(ScarpError, match="at least two checked points"):
        estimate([Stratum(1.0, np.ones(1, bool), np.ones(1, bool))])
