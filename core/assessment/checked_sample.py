"""What a checked sample says of a map, and the report on it."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from ..messages import Progress, ScarpError, tr
from ..reports.html import page, properties, table
from .sample import Estimate, SampleAccuracy, Stratum, estimate

#: Estimates that are shares, with what they say.
_LABELS = {
    "precision": "user's accuracy of landslides (precision): share of the mapped that is right",
    "recall": "producer's accuracy of landslides (recall): share of the landslides that is mapped",
    "background_precision": "user's accuracy of the background",
    "background_recall": "producer's accuracy of the background",
    "accuracy": "overall accuracy: share of the area that is right",
}

_WITHOUT_ERRORS = tr(
    "No checked point of the stratum “{stratum}” disagrees with the map, so the intervals hold no "
    "error there: up to {share:.1%} of it may still be wrong at 95 % (rule of three, Hanley & "
    "Lippman-Hand 1983)."
)


def strata_of(
    rows: Sequence[Mapping[str, Any]], name: str, progress: Progress
) -> dict[str, Stratum]:
    """Gathers the points of a sample that “Draw sample” has drawn and a person has checked.

    Args:
        rows: The fields of each point: stratum, stratum_m2, mapped and reference.
        name: What to call the sample in messages.
        progress: Told how many points are not checked, and so left out.

    Returns:
        The strata by their names.

    Raises:
        ScarpError: if none of the points is checked, or not with 0 or 1, or a field does not hold
            what “Draw sample” has written.
    """
    checked = [row for row in rows if row["reference"] not in (None, "")]
    wrong = [row["reference"] for row in checked if _number(row["reference"]) not in (0, 1)]
    if wrong:
        raise ScarpError(
            tr(
                "The field “reference” of {name} holds {value}: write 1 where there is a landslide "
                "and 0 where there is none."
            ),
            name=name,
            value=sorted(map(str, wrong))[0],
        )
    for field, changed in (
        ("stratum", [row["stratum"] for row in rows if row["stratum"] in (None, "")]),
        (
            "stratum_m2",
            [row["stratum_m2"] for row in rows if not 0 < _number(row["stratum_m2"]) < math.inf],
        ),
        ("mapped", [row["mapped"] for row in rows if _number(row["mapped"]) not in (0, 1)]),
    ):
        if changed:
            raise ScarpError(
                tr(
                    "The field “{field}” of {name} holds {value}: leave it as “Draw sample” has "
                    "written it, and fill in “reference” only."
                ),
                field=field,
                name=name,
                value=tr("nothing") if changed[0] in (None, "") else changed[0],
            )
    if not checked:
        raise ScarpError(
            tr(
                "No point of {name} is checked: write 1 or 0 into the field “reference” of each "
                "point that you have looked at."
            ),
            name=name,
        )
    if len(checked) < len(rows):
        progress(
            None,
            tr("{count} of {all} points of {name} are not checked: they are left out."),
            count=len(rows) - len(checked),
            all=len(rows),
            name=name,
        )
    by_stratum: dict[str, list[Mapping[str, Any]]] = {
        stratum: [] for stratum in sorted({str(row["stratum"]) for row in rows})
    }
    for row in checked:
        by_stratum[str(row["stratum"])].append(row)
    areas: dict[str, float] = {}
    for row in rows:
        area = areas.setdefault(str(row["stratum"]), _number(row["stratum_m2"]))
        if not math.isclose(area, _number(row["stratum_m2"]), rel_tol=1e-6):
            raise ScarpError(
                tr(
                    "The points of the stratum “{stratum}” in {name} have different areas in "
                    "“stratum_m2”: assess points of one sample at a time."
                ),
                stratum=row["stratum"],
                name=name,
            )
    return {
        stratum: Stratum(
            areas[stratum],
            np.array([_number(row["mapped"]) for row in of_it], bool),
            np.array([_number(row["reference"]) for row in of_it], bool),
        )
        for stratum, of_it in by_stratum.items()
    }


def without_errors(strata: Mapping[str, Stratum]) -> dict[str, float]:
    """Strata in whose checked points map and truth agree, and the share that may yet be wrong.

    At 95 %, by the rule of three (Hanley & Lippman-Hand 1983, J. Am. Med. Assoc. 249): 3 divided by
    the number of points. The estimators see no error there, and their intervals have no width.
    """
    return {
        name: min(3 / len(one.reference), 1.0)
        for name, one in strata.items()
        if len(one.reference) and (one.mapped == one.reference).all()
    }


def say_without_errors(strata: Mapping[str, Stratum], progress: Progress) -> None:
    """Tells of the strata that `without_errors` finds."""
    for stratum, share in without_errors(strata).items():
        progress(None, _WITHOUT_ERRORS, stratum=stratum, share=share)


def _number(value: object) -> float:
    """A number of a field, which may be a text; NaN if it is none."""
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return math.nan


def estimates_by_name(found: SampleAccuracy) -> dict[str, Estimate]:
    """The estimates by their names."""
    return {field.name: getattr(found, field.name) for field in fields(found)}


def sample_report(strata: Mapping[str, Stratum], name: str) -> str:
    """Makes the HTML report on a checked sample."""
    found = estimates_by_name(estimate(list(strata.values())))
    area = found["area"]
    low, high = ((area.value + sign * area.half_width) / 1e6 for sign in (-1, 1))
    mapped = sum(one.area * one.mapped.mean() for one in strata.values()) / 1e6
    rows = [
        {
            "estimate": label,
            "value": found[key].value,
            "standard error": found[key].error,
            "95 %, ±": found[key].half_width,
        }
        for key, label in _LABELS.items()
    ]
    counts = [
        {
            "stratum": stratum,
            "area (km²)": one.area / 1e6,
            "points": len(one.reference),
            "landslides in truth": int(one.reference.sum()),
        }
        for stratum, one in strata.items()
    ]
    return page(
        f"Scarp: accuracy of a checked sample, {name}",
        [
            properties(
                "Area of landslides",
                {
                    "Estimated": f"{area.value / 1e6:.4g} km² ({max(low, 0):.4g} to {high:.4g})",
                    "Mapped": f"{mapped:.4g} km²",
                },
            ),
            table("Accuracy", rows, best=-1),
            table("Sample", counts, best=-1),
            "<p>By the stratified estimators of Olofsson et al. (2014) and Stehman (2014): each "
            "stratum counts by its area, not by its points. The area of landslides is corrected "
            "for what the map misses and for what it finds too much.</p>",
            *(
                f"<p>{html.escape(_WITHOUT_ERRORS.format(stratum=stratum, share=share))}</p>"
                for stratum, share in without_errors(strata).items()
            ),
        ],
    )
