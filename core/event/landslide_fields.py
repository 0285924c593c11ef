"""The fields of a landslide in an event inventory, and what stands in them."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from osgeo import ogr

from ..messages import ScarpError, tr
from ..statuses import AUTOMATIC, DOUBTFUL, PRE_EVENT, STATUSES, SURE

HIGH, MEDIUM, LOW = "high", "medium", "low"
#: Fields that a landslide has before all others, with their types.
OWN = (
    ("landslide_id", ogr.OFTString),
    ("event", ogr.OFTString),
    ("trigger", ogr.OFTString),
    ("date_min", ogr.OFTDate),
    ("date_max", ogr.OFTDate),
    ("image_pre", ogr.OFTString),
    ("image_post", ogr.OFTString),
    ("sensor", ogr.OFTString),
    ("gsd_m", ogr.OFTReal),
    ("method", ogr.OFTString),
    ("mapper", ogr.OFTString),
    ("confidence", ogr.OFTString),
    ("probability", ogr.OFTReal),
    ("conf_why", ogr.OFTString),
    ("status", ogr.OFTString),
    ("pre_event", ogr.OFTString),
)
#: Fields as Shapefiles cut them off.
_CUT_OFF = {name[:10]: name for name, _ in OWN if len(name) > 10}
#: Why nothing is known of any probability: what an inventory says already stands.
NO_CAM = "no class activation raster was given"
_CHECKED = "checked by a person"
#: A field that “Exclude pre-event” writes: its “doubtful” is not what a person has said.
_WHY = "why"
#: The least probability of each class of confidence.
_HIGH, _MEDIUM = 0.8, 0.5
#: Without a calibration: how far the mean class activation value must be above the threshold, as a
#: share of what is possible.
_FAR_ABOVE, _ABOVE = 0.5, 0.2
_DIGITS = 10


@dataclass(frozen=True)
class Common:
    """What all landslides of an event share.

    Attributes:
        event: Name of the event.
        trigger: What caused them.
        date_min: First day on which they may have occurred, YYYY-MM-DD, or "".
        date_max: Last day.
        image_pre: Name of the image before the event.
        image_post: Name of the image that they were mapped on.
        sensor: What took it.
        gsd_m: Side of its pixels in metres; NaN if unknown.
        mapper: Who mapped them.
    """

    event: str
    trigger: str
    date_min: str
    date_max: str
    image_pre: str
    image_post: str
    sensor: str
    gsd_m: float
    mapper: str


def dates_of(text: str) -> tuple[str, str]:
    """The first and the last day of a date: "2018-09-06", or "2018-09-06/2018-09-08".

    Raises:
        ScarpError: if it cannot be read.
    """
    if not text.strip():
        return "", ""
    try:
        days = [date.fromisoformat(part.strip()) for part in text.split("/")]
        first, last = days if len(days) > 1 else (days[0], days[0])
    except ValueError:
        raise ScarpError(
            tr(
                "“{given}” is not a date: write it as 2018-09-06, or as 2018-09-06/2018-09-08 for "
                "a period."
            ),
            given=text,
        ) from None
    if last < first:
        raise ScarpError(tr("The period {given} ends before it begins."), given=text)
    return first.isoformat(), last.isoformat()


def identity(geometry: ogr.Geometry, event: str) -> str:
    """A name of a landslide that stays the same as long as its outline does.

    Args:
        geometry: In longitude and latitude.
        event: Name of the event.
    """
    digest = hashlib.sha256(event.encode())
    digest.update(_rounded(geometry).encode())
    return digest.hexdigest()[:_DIGITS]


def _rounded(geometry: ogr.Geometry) -> str:
    """The corners to a centimetre, in no order, so that it does not matter where a ring begins."""
    if geometry.GetGeometryCount():
        parts = [_rounded(geometry.GetGeometryRef(k)) for k in range(geometry.GetGeometryCount())]
        return f"({';'.join(sorted(parts))})"
    points = {f"{x:.7f},{y:.7f}" for x, y, *_ in geometry.GetPoints() or ()}
    return " ".join(sorted(points))


def by_name(given: Mapping[str, object]) -> dict[str, object]:
    """The fields of a polygon by their names in small letters, as those of `OWN` are.

    Of fields whose names differ in case only, the first that is filled in counts.
    """
    found: dict[str, object] = {}
    for name, value in given.items():
        known = own_name(name)
        if found.get(known) in (None, ""):
            found[known] = value
    return found


def own_name(name: str) -> str:
    """A name in small letters, and whole where a Shapefile has cut it off."""
    return _CUT_OFF.get(name.lower(), name.lower())


def values_of(
    given: Mapping[str, object], common: Common, probability: float = math.nan, without: str = ""
) -> dict[str, object]:
    """What stands in the own fields of a landslide, but for its id.

    What its polygon has already stays where there is nothing else.

    Args:
        given: The fields that its polygon has, as `by_name` gives them.
        common: What all share.
        probability: That it is a landslide; NaN if unknown.
        without: Why it is unknown, as the end of a sentence, for this polygon.
    """
    status = _status(given)
    is_pre_event = status in PRE_EVENT or (status == DOUBTFUL and bool(given.get(_WHY)))
    pre_event = status if is_pre_event else str(given.get("pre_event") or "")
    if status in PRE_EVENT or not status:
        status = AUTOMATIC if given.get("model") else ""
    confidence, why = _confidence(given, probability, without)
    found: dict[str, object] = {
        "event": common.event,
        "trigger": common.trigger,
        "date_min": common.date_min,
        "date_max": common.date_max,
        "image_pre": common.image_pre,
        "image_post": common.image_post or given.get("image_post") or given.get("image"),
        "sensor": common.sensor,
        "gsd_m": None if math.isnan(common.gsd_m) else common.gsd_m,
        "method": _method(given),
        "mapper": given.get("mapper") or common.mapper,
        "confidence": confidence,
        "probability": None if math.isnan(probability) else round(probability, 3),
        "conf_why": why,
        "status": status,
        "pre_event": pre_event.lower() if pre_event.lower() in PRE_EVENT else pre_event,
    }
    if common.date_min:
        given = {**given, "date_max": None}
    if without != NO_CAM:
        # Another raster may have told it.
        given = {**given, "probability": None}
    kept = {
        name: given.get(name) if value in (None, "") else value for name, value in found.items()
    }
    return {name: value for name, value in kept.items() if value not in (None, "")}


def _status(given: Mapping[str, object]) -> str:
    """What a person or a step says of a polygon; in small letters where it is a known word."""
    text = str(given.get("status") or "").strip()
    return text.lower() if text.lower() in (*STATUSES, *PRE_EVENT) else text


def _method(given: Mapping[str, object]) -> str:
    model, threshold = given.get("model"), given.get("threshold")
    if not model:
        return str(given.get("method") or "mapped by hand")
    text = f"deep learning, model {model}"
    return f"{text}, threshold {threshold:.3f}" if isinstance(threshold, float) else text


def is_checked(given: Mapping[str, object]) -> bool:
    """Whether a person has looked at a landslide and kept it."""
    return _status(given) in SURE


def _confidence(given: Mapping[str, object], probability: float, without: str) -> tuple[str, str]:
    """How sure a landslide is, as a class and in words; "" of those that no model has mapped."""
    if is_checked(given):
        return HIGH, _CHECKED
    if not math.isnan(probability):
        name = HIGH if probability >= _HIGH else MEDIUM if probability >= _MEDIUM else LOW
        return name, "probability by the model's calibration on its validation"
    if without == NO_CAM and given.get("conf_why") not in (None, "", _CHECKED):
        return str(given.get("confidence") or ""), str(given["conf_why"])
    mean, threshold = given.get("cam_mean"), given.get("threshold")
    if not isinstance(mean, float) or not isinstance(threshold, float):
        return "", ""
    above = (mean - threshold) / max(1 - threshold, 1e-6)
    name = HIGH if above >= _FAR_ABOVE else MEDIUM if above >= _ABOVE else LOW
    why = f"class by the mean class activation value, {mean:.2f} at a threshold of {threshold:.2f}"
    return name, f"{why}: {without}" if without else why
