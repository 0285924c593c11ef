"""A place before and after an event: old scars, new ones, fields and a cloud."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr

from .rasters import box, write_polygons, write_raster
from .two_dates import ground, moved

COLOURS = ("red", "green", "blue")
#: What bare ground adds to the bands, and how large the scars are.
_BARE = np.array([520, 260, 150])[:, None, None]
_ROWS, _COLS = 640, 640
_HEIGHT, _WIDTH = 14, 9


@dataclass(frozen=True)
class Place:
    """Files of a place.

    Attributes:
        post: The image after the event.
        pre: The image before.
        dem: Heights: a slope in the west, flat ground in the east.
        polygons: All scars, in the order of ``kinds``.
        kinds: What each is: "new", "existing", "reactivated", "hidden" or "flat".
    """

    post: str
    pre: str
    dem: str
    polygons: str
    kinds: list[str]


def make_place(
    folder: Path,
    shift: tuple[float, float] = (0.0, 0.0),
    gain: float = 1.0,
    side: float = 3.0,
    pre_epsg: int = 32654,
) -> Place:
    """Writes a place.

    Args:
        folder: Where.
        shift: Columns and rows by which the image before lies further right and down.
        gain: How much brighter that is.
        side: Of its pixels in metres; those of the image after are of 3 m.
        pre_epsg: Its CRS.
    """
    grid = (500_000.0, 3.0, 0.0, 4_700_000.0, 0.0, -3.0)
    rng = np.random.default_rng(4)
    common = ground(1, _ROWS, _COLS)
    after = common + rng.normal(0, 25, common.shape)
    # Another season: other light and noise, and patches of other vegetation.
    before = 0.9 * common + 60 * (ground(2, _ROWS, _COLS) - 1000) / 300
    before += rng.normal(0, 25, common.shape)
    kinds, boxes = [], []
    places = [(row, col) for row in range(30, 600, 60) for col in range(30, 600, 60)]
    names = ["new", "existing", "new", "reactivated"]
    for number, (row, col) in enumerate(places):
        kind = names[number % 4]
        if 360 <= col < 420 and row < 300:
            kind = "hidden"
        elif col > 500:
            kind = "flat" if number % 2 else "existing"
        place = np.s_[:, row : row + _HEIGHT, col : col + _WIDTH]
        after[place] += _BARE
        if kind == "existing":
            before[place] += 0.9 * _BARE
        elif kind == "reactivated":
            before[:, row : row + _HEIGHT // 2, col : col + _WIDTH] += 0.9 * _BARE
        kinds.append(kind)
        boxes.append(box(row, col, _HEIGHT, _WIDTH, grid))
    before[:, 20:300, 350:430] = 6000
    before = np.stack([moved(band, *shift) for band in gain * before])
    heights = np.zeros((1, 130, 130), np.float32)
    heights[0, :, :105] = np.tan(np.radians(25)) * 16 * np.arange(105)[::-1]
    dem_grid = (499_920.0, 16.0, 0.0, 4_700_080.0, 0.0, -16.0)
    folder.mkdir(parents=True, exist_ok=True)
    pre = write_raster(folder / "as_taken.tif", _stored(before), names=COLOURS, grid=grid)
    if (side, pre_epsg) != (3.0, 32654):
        warped = str(folder / "pre.tif")
        options = {"dstSRS": f"EPSG:{pre_epsg}", "resampleAlg": "cubic", "dstNodata": 0}
        if pre_epsg != 4326:
            options |= {"xRes": side, "yRes": side}
        gdal.Warp(warped, pre, **options)
        pre = warped
    return Place(
        write_raster(folder / "post.tif", _stored(after), names=COLOURS, grid=grid),
        pre,
        write_raster(folder / "dem.tif", heights, grid=dem_grid),
        write_polygons(folder / "polygons.gpkg", boxes, geometry_type=ogr.wkbPolygon),
        kinds,
    )


def _stored(image: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(image), 1, 65535).astype(np.uint16)
