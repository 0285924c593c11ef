"""What an event inventory is made of; nothing heavy is imported here."""

from __future__ import annotations

from dataclasses import dataclass

from ..vectors.polygon_layer import PolygonSource

#: Layers of the file, in the order in which they are shown, the topmost first.
LANDSLIDES, GAPS, MAPPED_AREA, DENSITY, ASSESSMENT = (
    "landslides",
    "gaps",
    "mapped_area",
    "density",
    "assessment",
)
LAYERS = (LANDSLIDES, ASSESSMENT, GAPS, MAPPED_AREA, DENSITY)
#: Side of the cells of the density in metres.
CELL = 1000.0


@dataclass(frozen=True)
class EventSettings:
    """Settings of `scarp.core.event.writing.write_event`.

    Attributes:
        polygons: The landslides, with their fields.
        output: Path of the GeoPackage.
        cam: Path of the class activation raster, or None.
        image: Path of the image that they were mapped on, or None.
        image_pre: Path of the image from before the event, or None.
        area: What was to be examined, or None.
        gaps: Polygons of what could not be examined, or None.
        gaps_raster: Path of a raster that is not 0 there, or None.
        assessment: Polygons of an assessment, with their fields, or None.
        event: Name of the event.
        trigger: What caused the landslides.
        date: When: YYYY-MM-DD, or two of these with a slash between.
        mapper: Who mapped them.
        cell: Side of the cells of the density in metres.
    """

    polygons: PolygonSource
    output: str
    cam: str | None = None
    image: str | None = None
    image_pre: str | None = None
    area: PolygonSource | None = None
    gaps: PolygonSource | None = None
    gaps_raster: str | None = None
    assessment: PolygonSource | None = None
    event: str = ""
    trigger: str = ""
    date: str = ""
    mapper: str = ""
    cell: float = CELL
