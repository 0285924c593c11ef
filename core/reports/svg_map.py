"""Maps as SVG: polygons on an image, in an equal-area projection."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from osgeo import gdal, osr

from ..rasters.georeference import spatial_reference, transformation_between
from ..rasters.raster import Raster
from ..vectors.intersections import polygonal
from .pictures import png, stretched

_GREY = 0x66
#: Outlines are simplified by this many pixels.
_TOLERANCE = 0.3
#: Half the width in pixels of a coordinate.
_HALF_LABEL = 35
#: Width in pixels of a letter of the coordinates, in a wide font.
_LETTER = 8.5
_TEXT = 'font-family="sans-serif" font-size="13" fill="#222"'


@dataclass(frozen=True)
class Frame:
    """A rectangle on the map, and the size of its picture.

    Attributes:
        west: Least x, m.
        south: Least y, m.
        east: Greatest x, m.
        north: Greatest y, m.
        width: Pixels from west to east.
    """

    west: float
    south: float
    east: float
    north: float
    width: int

    @property
    def height(self) -> int:
        """Pixels from north to south."""
        return max(1, round((self.north - self.south) * self.scale))

    @property
    def scale(self) -> float:
        """Pixels per metre."""
        return self.width / (self.east - self.west)

    def place(self, points: np.ndarray) -> np.ndarray:
        """Places points of the map in the picture.

        Args:
            points: float (points, 2), x and y in metres.

        Returns:
            float (points, 2), x and y in pixels from the top left corner.
        """
        return (points - [self.west, self.north]) * [self.scale, -self.scale]

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Least x and y, greatest x and y."""
        return self.west, self.south, self.east, self.north

    def grown(self) -> tuple[float, float, float, float]:
        """Least x and y, greatest x and y of a larger rectangle, whose sides are out of sight."""
        edge = 0.1 * (self.east - self.west + self.north - self.south)
        return self.west - edge, self.south - edge, self.east + edge, self.north + edge


def svg(frame: Frame, content: Iterable[str], margin: tuple[int, int] = (0, 0)) -> str:
    """Makes a picture of the frame.

    Args:
        frame: The frame.
        content: Pieces of SVG.
        margin: Margins in pixels, left of the frame and below it.
    """
    left, below = margin
    return (
        f'<svg class="map" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="{-left} 0 {frame.width + left} {frame.height + below}">'
        f"{''.join(content)}</svg>"
    )


def outlines(polygons: np.ndarray, frame: Frame, colour: str, width: float, more: str = "") -> str:
    """Draws the outlines of the polygons that touch the frame, as one path.

    Args:
        polygons: shapely's polygons or multipolygons (polygons,), in the map's CRS.
        frame: The frame.
        colour: A colour of SVG.
        width: Width of the line in pixels.
        more: Further attributes of the path.
    """
    near = shapely.box(*frame.grown())
    shapely.prepare(near)
    seen = polygons[shapely.intersects(shapely.box(*frame.sides), shapely.envelope(polygons))]
    across = ~shapely.contains(near, seen)
    seen[across] = polygonal(shapely.intersection(seen[across], near))
    simple = shapely.simplify(seen, _TOLERANCE / frame.scale, preserve_topology=True)
    commands = [_command(ring, frame) for ring in shapely.get_rings(shapely.get_parts(simple))]
    return (
        f'<path d="{"".join(commands)}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-linejoin="round" {more}/>'
    )


def _command(ring: shapely.Geometry, frame: Frame) -> str:
    """Draws a ring as commands of a path."""
    points = frame.place(shapely.get_coordinates(ring)[:-1]).round(1).tolist()
    return "M" + " ".join(f"{x:g},{y:g}" for x, y in points) + "z"


def image_under(frame: Frame, crs_wkt: str, image: Raster | None) -> str:
    """Draws the image in the frame, stretched between 2 and 98 %, and grey where it has no data.

    Args:
        frame: The frame.
        crs_wkt: CRS of the frame.
        image: An image with a georeference, of which the first three bands are shown, or the first
            if there are fewer; None: all is grey.
    """
    bands = _warped(frame, crs_wkt, image) if image else None
    if bands is None or not bands[..., -1].any():
        grey = "#" + 3 * f"{_GREY:x}"
        return f'<rect width="{frame.width}" height="{frame.height}" fill="{grey}"/>'
    valid = bands[..., -1] > 0
    picture = stretched(bands[..., :-1], valid)
    picture[~valid] = _GREY
    return (
        f'<image width="{frame.width}" height="{frame.height}" preserveAspectRatio="none" '
        f'href="data:image/png;base64,{png(picture)}"/>'
    )


def _warped(frame: Frame, crs_wkt: str, image: Raster) -> np.ndarray | None:
    """Values (rows, columns, bands and alpha) of the frame's pixels; None if GDAL cannot warp."""
    shown = image.bands[:3] if len(image.bands) >= 3 else image.bands[:1]
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        source = gdal.Translate("", image.dataset, format="VRT", bandList=shown)
        warped = gdal.Warp(
            "",
            source,
            format="MEM",
            dstSRS=crs_wkt,
            outputBounds=frame.sides,
            width=frame.width,
            height=frame.height,
            resampleAlg="average",
            dstAlpha=True,
        )
        return None if warped is None else np.moveaxis(warped.ReadAsArray(), 0, -1)
    except RuntimeError:
        return None
    finally:
        gdal.PopErrorHandler()


def surround(frame: Frame, crs_wkt: str) -> tuple[str, tuple[int, int]]:
    """Draws coordinates along the frame, a scale bar and a north arrow.

    Args:
        frame: The frame.
        crs_wkt: CRS of the frame.

    Returns:
        SVG, and the margins in pixels that it needs to the left and below.
    """
    rows = _ticks(frame, crs_wkt, along_x=False)
    left, below = 12 + round(_LETTER * max((len(label) for _, label in rows), default=0)), 60
    parts = [
        f'<rect x="{-left}" width="{left}" height="{frame.height + below}" fill="#fff"/>',
        f'<rect y="{frame.height}" width="{frame.width}" height="{below}" fill="#fff"/>',
    ]
    for x, label in _ticks(frame, crs_wkt, along_x=True):
        parts.append(
            f'<path d="M{x:.1f},{frame.height}v6" stroke="#222"/>'
            f'<text x="{x:.1f}" y="{frame.height + 19}" text-anchor="middle" {_TEXT}>{label}</text>'
        )
    for y, label in rows:
        parts.append(
            f'<path d="M0,{y:.1f}h-6" stroke="#222"/>'
            f'<text x="-9" y="{y + 4:.1f}" text-anchor="end" {_TEXT}>{label}</text>'
        )
    length = _round_below((frame.east - frame.west) / 4)
    words = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    pixels, y = length * frame.scale, frame.height + 40
    parts.append(
        f'<path d="M1,{y}v8h{pixels:.1f}v-8" fill="none" stroke="#222" stroke-width="2"/>'
        f'<text x="{pixels + 10:.1f}" y="{y + 9}" {_TEXT}>{words}</text>'
        f'<path d="M{frame.width - 20},{y - 8}l7,20l-7,-5l-7,5z" fill="#222"/>'
        f'<text x="{frame.width - 45}" y="{y + 9}" {_TEXT}>N</text>'
    )
    return "".join(parts), (left, below)


def _ticks(frame: Frame, crs_wkt: str, along_x: bool) -> list[tuple[float, str]]:
    """Pixels along the southern (western) side where longitude (latitude) is a round number."""
    share = np.linspace(0, 1, 101)
    along = share * (frame.east - frame.west if along_x else frame.north - frame.south)
    points = np.array([frame.west, frame.south]) + along[:, None] * [along_x, not along_x]
    source, wgs84 = spatial_reference(crs_wkt), osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    transform = transformation_between(source, wgs84)
    degrees = np.array(transform.TransformPoints(points.tolist()))[:, 0 if along_x else 1]
    if along_x:
        degrees = np.degrees(np.unwrap(np.radians(degrees)))
    step = _round_below((degrees[-1] - degrees[0]) / 3)
    values = np.arange(math.ceil(degrees[0] / step), math.floor(degrees[-1] / step) + 1) * step
    places = np.interp(values, degrees, share)
    if along_x:
        return [
            (place * frame.width, _degrees((value + 180) % 360 - 180, "EW", step))
            for place, value in zip(places.tolist(), values.tolist())
            if (1 - place) * frame.width > _HALF_LABEL
        ]
    return [
        ((1 - place) * frame.height, _degrees(value, "NS", step))
        for place, value in zip(places.tolist(), values.tolist())
    ]


def _degrees(value: float, sides: str, step: float) -> str:
    decimals = max(0, math.ceil(-math.log10(step) - 1e-9))
    return f"{abs(value):.{decimals}f}° {sides[value < 0]}"


def _round_below(value: float) -> float:
    """The greatest of 1, 2, 5, 10, 20, … and 0.5, 0.2, 0.1, … up to a value."""
    power = 10.0 ** math.floor(math.log10(value))
    return max(digit for digit in (1, 2, 5) if digit * power <= value * (1 + 1e-9)) * power
