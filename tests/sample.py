"""Makes the sample that comes with the plugin: a corner of the built-in scene, small enough for it.

python tests/sample.py FOLDER
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr
from scene import make_scene

SIDE = 512  # pixels
#: The scene has no data along its western edge, which compression to JPEG would blur.
WEST_OF_IT = 64  # pixels
SEED = 7
#: Brings the scene's reflectances to 0-255, bright enough to be looked at without a stretch.
GAINS = (0.095, 0.13, 0.165, 0.05)
#: Side of the square in which every landslide counts as mapped, as a share of the image's.
MAPPED = 0.96


def main(folder: Path) -> None:
    """Writes image.tif, and inventory.gpkg with the layers landslides and mapped_area."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        image, inventory = make_scene(scratch, SIDE + WEST_OF_IT, SIDE, SEED)
        corner = gdal.Translate("", str(image), format="MEM", srcWin=[WEST_OF_IT, 0, SIDE, SIDE])
        write_image(corner, folder / "image.tif")
        write_inventory(inventory, corner, folder / "inventory.gpkg")
    for path in sorted(folder.iterdir()):
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


def write_image(scene: gdal.Dataset, path: Path) -> None:
    """Writes the scene as JPEG-compressed bytes."""
    memory = gdal.GetDriverByName("MEM").Create("", SIDE, SIDE, scene.RasterCount, gdal.GDT_Byte)
    memory.SetProjection(scene.GetProjection())
    memory.SetGeoTransform(scene.GetGeoTransform())
    for number, gain in enumerate(GAINS, start=1):
        values = scene.GetRasterBand(number).ReadAsArray() * gain
        band = memory.GetRasterBand(number)
        band.WriteArray(np.clip(np.rint(values), 1, 255).astype(np.uint8))
        band.SetDescription(scene.GetRasterBand(number).GetDescription())
    options = [
        "COMPRESS=JPEG",
        "JPEG_QUALITY=88",
        "TILED=YES",
        "ALPHA=NO",
        "PHOTOMETRIC=MINISBLACK",
    ]
    gdal.GetDriverByName("GTiff").CreateCopy(str(path), memory, options=options)


def write_inventory(inventory: Path, image: gdal.Dataset, path: Path) -> None:
    """Writes the landslides that the mapped area holds, and that area."""
    west, pixel, _, north, _, _ = image.GetGeoTransform()
    margin = SIDE * pixel * (1 - MAPPED) / 2
    near, far = margin, SIDE * pixel - margin
    corners = [(near, near), (far, near), (far, far), (near, far), (near, near)]
    ring = ", ".join(f"{west + x} {north - y}" for x, y in corners)
    area = ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))")
    path.unlink(missing_ok=True)
    source = ogr.Open(str(inventory))
    drawn = source.GetLayer("landslides")
    crs = drawn.GetSpatialRef()
    target = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    landslides = target.CreateLayer("landslides", crs, ogr.wkbPolygon)
    landslides.CreateField(ogr.FieldDefn("class", ogr.OFTString))
    for feature in drawn:
        cut = feature.GetGeometryRef().Intersection(area)
        for part in cut if cut.GetGeometryCount() and "MULTI" in cut.GetGeometryName() else [cut]:
            if not part.IsEmpty():
                add(landslides, part, "landslide")
    mapped = target.CreateLayer("mapped_area", crs, ogr.wkbPolygon)
    add(mapped, area)


def add(layer: ogr.Layer, geometry: ogr.Geometry, kind: str = "") -> None:
    """Adds a polygon to a layer."""
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(geometry)
    if kind:
        feature.SetField("class", kind)
    layer.CreateFeature(feature)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
