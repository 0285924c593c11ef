"""The report on an assessment: one HTML file that needs no network."""

from __future__ import annotations

import html
import math
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..rasters.datasets import open_dataset
from ..rasters.image_area import image_area
from ..rasters.raster import Raster
from ..reports.html import heading, page, properties, table
from ..reports.svg_map import Frame, image_under, outlines, surround, svg
from ..vectors.intersections import from_ogr
from .assess import Assessment, size_classes
from .inputs import AssessmentSettings
from .matching import VERDICTS
from .subareas import SubArea, best_and_worst

#: Colours of Zhang et al. 2020, Figure 15.
_RED, _YELLOW = "#e61e1e", "#ffe100"
_MAP_WIDTH, _MAP_HEIGHT, _PICTURE_WIDTH = 900, 1000, 560
#: What a verdict means for a polygon of the inventory, and for a predicted one.
_MEANINGS = {
    "matched": ("found by one polygon, which finds no other", "lies on one landslide of its own"),
    "split": ("found in several pieces", "one of several pieces of a landslide"),
    "merged": ("found together with others in one polygon", "lies on several landslides"),
    "partial": (
        "linked, but too little of it is covered",
        "linked to a landslide, but mostly beside it",
    ),
    "missed": ("not found", ""),
    "false": ("", "no landslide of the inventory"),
}


def assessment_report(
    assessment: Assessment, settings: AssessmentSettings, image: Raster | None = None
) -> str:
    """Makes the HTML report: metrics, verdicts, sizes, a map, the best and the worst sub-areas.

    Args:
        assessment: The assessment.
        settings: Its settings.
        image: An image with a georeference to draw the polygons on; None: grey.
    """
    shown = from_ogr([image_area(image, assessment.input.crs_wkt)])[0] if image else None
    squares = best_and_worst(assessment.matching, assessment.input.area, shown)
    return page(
        f"Scarp: accuracy of {settings.predicted.name or Path(settings.predicted.path).name}",
        [
            _compared(assessment, settings),
            _metrics(assessment),
            _areas(assessment),
            _verdicts(assessment, settings.min_overlap),
            _sizes(assessment),
            _map(assessment, image, [*squares[0], *squares[1]]),
            _pictures(assessment, image, squares),
        ],
        _origin(settings),
    )


def _origin(settings: AssessmentSettings) -> dict[str, str]:
    """Image, model and threshold that the predicted polygons have in their fields, or ""."""
    names = ("image", "model", "threshold")
    found = dict.fromkeys(names, "")
    dataset = open_dataset(settings.predicted.path, gdal.OF_VECTOR)
    feature = None
    if dataset is not None:
        layer = settings.predicted.layer and dataset.GetLayerByName(settings.predicted.layer)
        feature = (layer or dataset.GetLayer(0)).GetNextFeature()
    fields = feature.keys() if feature is not None else []
    for name in names:
        if feature is not None and name in fields and feature[name] is not None:
            value = feature[name]
            found[name] = f"{value:.3f}" if isinstance(value, float) else str(value)
    if settings.image:
        found["image"] = Path(settings.image).name
    return {name.capitalize(): value for name, value in found.items()}


def _compared(assessment: Assessment, settings: AssessmentSettings) -> str:
    area = settings.area
    return properties(
        "Compared",
        {
            "Predicted": settings.predicted.name or settings.predicted.path,
            "Inventory": settings.inventory.name or settings.inventory.path,
            "Area": (area.name or area.path) if area else "the rectangle around both layers",
            **({"Only on the image": Path(settings.image).name} if settings.image else {}),
            "Size of the area": _km2(assessment.input.area.area),
            "Smallest overlap": f"{settings.min_overlap:g}",
        },
    )


def _metrics(assessment: Assessment) -> str:
    """The metrics by area, beside those by object, with standard errors and intervals."""
    metrics, undefined = assessment.metrics(), float("nan")
    uncertainty = assessment.uncertainty

    def interval(name: str) -> str:
        one = uncertainty.get(name)
        return f"{one.low:.3f} to {one.high:.3f} (± {one.error:.3f})" if one else "-"

    rows = [
        {
            "metric": label,
            "by area": metrics.get(name, getattr(assessment.confusion, name)),
            "by object": metrics.get(f"object_{name}", undefined),
            "95 % (± standard error), by area": interval(name),
            "95 % (± standard error), by object": interval(f"object_{name}"),
        }
        for name, label in (
            ("precision", "precision, user's accuracy: share of the predicted that is right"),
            ("recall", "recall, producer's accuracy: share of the inventory that is found"),
            ("f1", "F1: harmonic mean of both"),
            ("iou", "IoU: intersection over union"),
            ("background_precision", "user's accuracy of the background"),
            ("background_recall", "producer's accuracy of the background"),
            ("accuracy", "accuracy: share of the area that is right"),
            ("kappa", "kappa: agreement beyond chance"),
            ("mcc", "MCC: Matthews' correlation coefficient"),
        )
    ]
    notes = [
        "Accuracy grows with the empty part of the area; compare maps by the other metrics.",
        "Intervals are by bootstrap of squares of the area, as neighbouring landslides are alike."
        if uncertainty
        else "The polygons lie in too few parts of the area for intervals.",
        *(
            f"The {name} in the area: what would be divided by its size is undefined (-)."
            for name, side in (
                ("result has no polygon", assessment.matching.predicted),
                ("inventory has no polygon", assessment.matching.inventory),
            )
            if not len(side.polygons)
        ),
    ]
    return table("Metrics", rows, best=-1) + _paragraphs(notes)


def _areas(assessment: Assessment) -> str:
    counts, matching = assessment.confusion, assessment.matching
    predicted, inventory = matching.predicted, matching.inventory
    number, other = len(predicted.polygons), len(inventory.polygons)
    return properties(
        "Areas and counts",
        {
            "In both (true positive)": _km2(counts.tp),
            "Predicted only (false positive)": _km2(counts.fp),
            "In the inventory only (false negative)": _km2(counts.fn),
            "In neither (true negative)": _km2(counts.tn),
            "Predicted": f"{number} polygons, {_km2(predicted.area)}",
            "Inventory": f"{other} polygons, {_km2(inventory.area)}",
            "Predicted for one of the inventory": (
                f"{_quotient(number, other)} by count, "
                f"{_quotient(predicted.area, inventory.area)} by area"
            ),
            "Between outlines of matched polygons": (
                f"{_metres(assessment.outline_distance)} on average, at most "
                f"{_metres(assessment.hausdorff_distance)} (medians of "
                f"{len(matching.matched)} pairs)"
            ),
        },
    )


def _verdicts(assessment: Assessment, min_overlap: float) -> str:
    sides = assessment.matching.inventory, assessment.matching.predicted
    rows = [
        {
            "verdict": verdict,
            "inventory": int(np.sum(sides[0].verdicts == verdict)),
            "of the inventory": _MEANINGS[verdict][0],
            "predicted": int(np.sum(sides[1].verdicts == verdict)),
            "of the predicted": _MEANINGS[verdict][1],
        }
        for verdict in VERDICTS
    ]
    note = (
        "A polygon is found, or right, when the other layer covers at least "
        f"{100 * min_overlap:g} % of it. Two polygons are linked when they have at least "
        f"{100 * min_overlap:g} % of the smaller one in common."
    )
    return table("By object", rows, best=-1) + _paragraphs([note])


def _sizes(assessment: Assessment) -> str:
    rows = [
        {
            "area (m²)": f"{of_size.least:g} - {of_size.most:g}"
            if math.isfinite(of_size.most)
            else f"from {of_size.least:g}",
            "inventory": of_size.count,
            "found": of_size.found,
            "recall by object": _ratio(of_size.found, of_size.count),
            "area (km²)": of_size.area / 1e6,
            "recall by area": _ratio(of_size.covered, of_size.area),
        }
        for of_size in size_classes(assessment.matching.inventory)
    ]
    return table("Recall by size", rows, best=-1)


def _map(assessment: Assessment, image: Raster | None, squares: list[SubArea]) -> str:
    west, south, east, north = assessment.input.area.bounds
    edge = 0.02 * max(east - west, north - south)
    west, east, south, north = west - edge, east + edge, south - edge, north + edge
    width = round(min(_MAP_WIDTH, _MAP_HEIGHT * (east - west) / (north - south)))
    frame = Frame(west, south, east, north, max(width, 200))
    around, margin = surround(frame, assessment.input.crs_wkt)
    marks = [_mark(frame, letter, square) for letter, square in zip("ABCD", squares)]
    dashes = 'stroke-dasharray="6 4"'
    content = [
        image_under(frame, assessment.input.crs_wkt, image),
        outlines(np.array([assessment.input.area]), frame, "#fff", 1.2, dashes),
        *_layers(assessment, frame, 0.8),
        *marks,
        around,
    ]
    return heading("Map") + svg(frame, content, margin) + _paragraphs([_LEGEND])


_LEGEND = (
    "Inventory red, result yellow, area dashed white; the squares are the sub-areas shown below."
)


def _mark(frame: Frame, letter: str, square: SubArea) -> str:
    x, y = frame.place(np.array([square.west, square.south + square.side])).tolist()
    side = square.side * frame.scale
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{side:.1f}" height="{side:.1f}" fill="none" '
        f'stroke="#00e5ff" stroke-width="2"/>'
        f'<rect x="{x:.1f}" y="{y:.1f}" width="20" height="22" fill="#00e5ff"/>'
        f'<text x="{x + 10:.1f}" y="{y + 17:.1f}" font-family="sans-serif" font-size="17" '
        f'font-weight="bold" text-anchor="middle">{letter}</text>'
    )


def _layers(assessment: Assessment, frame: Frame, width: float) -> list[str]:
    matching = assessment.matching
    return [
        outlines(matching.inventory.polygons.geometries, frame, _RED, 1.6 * width),
        outlines(matching.predicted.polygons.geometries, frame, _YELLOW, width),
    ]


def _pictures(
    assessment: Assessment, image: Raster | None, squares: tuple[list[SubArea], list[SubArea]]
) -> str:
    figures = []
    ranked = [(word, one) for word, some in zip(("best", "worst"), squares) for one in some]
    for letter, (word, square) in zip("ABCD", ranked):
        frame = Frame(
            square.west,
            square.south,
            square.west + square.side,
            square.south + square.side,
            _PICTURE_WIDTH,
        )
        content = [
            image_under(frame, assessment.input.crs_wkt, image),
            *_layers(assessment, frame, 1.5),
        ]
        caption = f"{letter}: among the {word}, IoU {square.iou:.3f}; {square.side:.0f} m wide"
        figures.append(
            f"<figure>{svg(frame, content)}<figcaption>{html.escape(caption)}</figcaption></figure>"
        )
    if not figures:
        return ""
    title = heading("Where they agree best and worst (inventory red, result yellow)")
    return f'{title}<div class="pictures">{"".join(figures)}</div>'


def _paragraphs(sentences: list[str]) -> str:
    return "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _quotient(part: float, whole: float) -> str:
    return f"{part / whole:.2f}" if whole else "undefined"


def _km2(area: float) -> str:
    """An area in m² as text: in km² from a hectare, else in m²."""
    if area < 1e4:
        return f"{area:.0f} m²"
    return f"{area / 1e6:,.2f} km²" if area >= 1e6 else f"{area / 1e6:.4f} km²"


def _metres(distance: float) -> str:
    return "undefined" if math.isnan(distance) else f"{distance:.1f} m"
