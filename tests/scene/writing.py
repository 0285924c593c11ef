"""Writing the scene as an image and an inventory."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Callable

import numpy as np
from osgeo import gdal, ogr

from .before import SceneBefore
from .outlines import add_feature, reference
from .patches import CELL, Patch
from .scene import Scene

BANDS = ("red", "green", "blue", "nir")
ORIGIN = (580_000.0, 4_740_000.0)  # easting and northing of the upper left corner, m
HEIGHT_STEP = 10.0  # side of the heights' pixels, m
MARGIN = 8  # pixels beyond a window whose patches may be seen in it
BLOCK = 256  # columns rendered at once, so that the arrays stay in the processor's cache


def make_scene(
    folder: Path | str, width: int = 1200, height: int = 1000, seed: int = 1, strip_rows: int = 256
) -> tuple[Path, Path]:
    """Write image.tif and inventory.gpkg to the folder; return their paths.

    Layer "landslides" of the inventory has all that are seen on the image; "before" is 1 of those
    that were there before the event: see `make_before`.

    width and height are in pixels. strip_rows changes memory and speed, never the content; a
    multiple of 256, the height of the image's tiles, is best.
    """
    scene = Scene(width, height, seed)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    image_path, inventory_path = folder / "image.tif", folder / "inventory.gpkg"
    image = _create_image(image_path, scene)
    inventory_path.unlink(missing_ok=True)
    inventory = ogr.GetDriverByName("GPKG").CreateDataSource(str(inventory_path))
    _check(inventory is not None, inventory_path)
    layer = inventory.CreateLayer("landslides", reference(), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("id", ogr.OFTInteger))
    layer.CreateField(ogr.FieldDefn("type", ogr.OFTString))
    layer.CreateField(ogr.FieldDefn("before", ogr.OFTInteger))

    # A strip may begin and end within rows of cells, so it can touch one row more than it fills.
    kept = len(scene.cells(0, 0, strip_rows + int(CELL / scene.pixel_size), width))
    patches_of = lru_cache(kept)(scene.patches)
    listed = -1  # last row of cells whose landslides are in the inventory
    count = 0
    inventory.StartTransaction()
    for row in range(0, height, strip_rows):
        rows = min(strip_rows, height - row)
        cells = scene.cells(row, 0, rows, width)
        for patch in (p for cell in cells if cell[1] > listed for p in patches_of(*cell)):
            if patch.is_landslide:
                count += 1
                outline, before = patch.outline * (1, -1) + ORIGIN, int(patch.is_old)
                add_feature(layer, outline, id=count, type=patch.kind, before=before)
        listed = cells[-1][1]
        _write_strip(image, scene, patches_of, row, rows)
    _check(inventory.CommitTransaction() == ogr.OGRERR_NONE, inventory_path)
    return image_path, inventory_path


def make_before(
    folder: Path | str, width: int = 1200, height: int = 1000, seed: int = 1, strip_rows: int = 256
) -> tuple[Path, Path]:
    """Write before.tif, the place before the event, and dem.tif, its heights; return their paths.

    The arguments are those of `make_scene`, whose grid the image has; the heights have pixels of
    HEIGHT_STEP and reach beyond it.
    """
    # Patches are placed by what is seen after the event.
    after, before = Scene(width, height, seed), SceneBefore(width, height, seed)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    image_path, heights_path = folder / "before.tif", folder / "dem.tif"
    image = _create_image(image_path, before)
    kept = len(after.cells(0, 0, strip_rows + 2 * int(CELL / after.pixel_size), width))
    patches_of = lru_cache(kept)(after.patches)
    for row in range(0, height, strip_rows):
        _write_strip(image, before, patches_of, row, min(strip_rows, height - row))
    _write_heights(heights_path, after)
    return image_path, heights_path


def _write_strip(
    image: gdal.Dataset,
    scene: Scene,
    patches_of: Callable[[int, int], list[Patch]],
    row: int,
    rows: int,
) -> None:
    """Render rows of the image."""
    for column in range(0, scene.width, BLOCK):
        window = (row, column, rows, min(BLOCK, scene.width - column))
        # Where it is shifted, it shows what lies a few pixels further.
        cells = scene.cells(row, column, rows + MARGIN, window[3] + MARGIN)
        patches = [patch for cell in cells for patch in patches_of(*cell)]
        failed = image.WriteArray(scene.render(*window, patches), column, row)
        _check(not failed, Path(image.GetDescription()))
    image.FlushCache()  # else GDAL keeps blocks up to a share of the computer's memory


def _write_heights(path: Path, scene: Scene) -> None:
    """Write the heights around a scene, in metres."""
    beyond = 30
    cols, rows = (int(side // HEIGHT_STEP) + 2 * beyond for side in scene.extent)
    x, y = ((np.arange(count) - beyond + 0.5) * HEIGHT_STEP for count in (cols, rows))
    heights = gdal.GetDriverByName("GTiff").Create(
        str(path), cols, rows, 1, gdal.GDT_Float32, ["COMPRESS=DEFLATE"]
    )
    _check(heights is not None, path)
    heights.SetProjection(reference().ExportToWkt())
    west, north = ORIGIN[0] - beyond * HEIGHT_STEP, ORIGIN[1] + beyond * HEIGHT_STEP
    heights.SetGeoTransform((west, HEIGHT_STEP, 0, north, 0, -HEIGHT_STEP))
    heights.GetRasterBand(1).SetUnitType("m")
    failed = heights.WriteArray(scene.elevation(x, y, scene.river_distance(x, y)))
    _check(not failed, path)


def _create_image(path: Path, scene: Scene) -> gdal.Dataset:
    options = ["TILED=YES", "COMPRESS=DEFLATE", "PREDICTOR=2", "ZLEVEL=1", "BIGTIFF=IF_SAFER"]
    size = (scene.width, scene.height, len(BANDS))
    image = gdal.GetDriverByName("GTiff").Create(str(path), *size, gdal.GDT_UInt16, options)
    _check(image is not None, path)
    image.SetProjection(reference().ExportToWkt())
    image.SetGeoTransform((ORIGIN[0], scene.pixel_size, 0, ORIGIN[1], 0, -scene.pixel_size))
    for number, name in enumerate(BANDS, start=1):
        band = image.GetRasterBand(number)
        band.SetDescription(name)
        band.SetNoDataValue(0)
    return image


def _check(succeeded: bool, path: Path) -> None:
    """GDAL raises nothing of itself: that is a setting for the whole process."""
    if not succeeded:
        raise OSError(f"{path} could not be written: {gdal.GetLastErrorMsg()}")
