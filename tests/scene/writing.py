"""Writing the scene as an image and an inventory."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from osgeo import gdal, ogr

from .outlines import add_feature, reference
from .patches import CELL
from .scene import Scene

BANDS = ("red", "green", "blue", "nir")
ORIGIN = (580_000.0, 4_740_000.0)  # easting and northing of the upper left corner, m
BLOCK = 256  # columns rendered at once, so that the arrays stay in the processor's cache


def make_scene(
    folder: Path | str, width: int = 1200, height: int = 1000, seed: int = 1, strip_rows: int = 256
) -> tuple[Path, Path]:
    """Write image.tif and inventory.gpkg (layer "landslides") to the folder; return their paths.

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
                add_feature(layer, patch.outline * (1, -1) + ORIGIN, id=count, type=patch.kind)
        listed = cells[-1][1]
        for column in range(0, width, BLOCK):
            window = (row, column, rows, min(BLOCK, width - column))
            patches = [patch for cell in scene.cells(*window) for patch in patches_of(*cell)]
            failed = image.WriteArray(scene.render(*window, patches), column, row)
            _check(not failed, image_path)
        image.FlushCache()  # else GDAL keeps blocks up to a share of the computer's memory
    _check(inventory.CommitTransaction() == ogr.OGRERR_NONE, inventory_path)
    return image_path, inventory_path


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
