"""What the metadata of an event inventory say."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ..rasters.georeference import spatial_reference
from .iso_metadata import OURS, Described
from .landslide_fields import Common
from .settings import EventSettings


def describe(
    settings: EventSettings,
    common: Common,
    methods: Mapping[str, int],
    crs_wkt: str,
    bounds: tuple[float, float, float, float],
    examined_km2: float,
) -> Described:
    """Describes an event inventory.

    Args:
        settings: What it was made of.
        common: What all landslides share.
        methods: How they were mapped, with their numbers.
        crs_wkt: CRS of its layers.
        bounds: West, east, south and north in degrees.
        examined_km2: Area that was examined.
    """
    count = sum(methods.values())
    event = common.event or Path(settings.output).stem
    trigger = f", caused by: {common.trigger}" if common.trigger else ""
    code = spatial_reference(crs_wkt).GetAuthorityCode(None)
    identifier = hashlib.sha256(f"{event}|{common.date_min}|{common.mapper}".encode()).hexdigest()
    return Described(
        identifier=f"{OURS}{identifier[:24]}",
        title=f"Landslides: {event}",
        abstract=(
            f"{count} landslides of the event {event}{trigger}, with the area of "
            f"{examined_km2:.1f} km² that was examined, the gaps in it with their reasons, and the "
            "density by cells."
        ),
        lineage=" ".join(f"{number} landslides: {method}." for method, number in methods.items()),
        contact=common.mapper,
        keywords=["landslide", "inventory", *filter(None, (common.event, common.trigger))],
        bounds=bounds,
        epsg=int(code) if code and code.isdigit() else None,
        period=(common.date_min, common.date_max),
    )
