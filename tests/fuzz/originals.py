"""Whole files, small ones, of which damaged ones are made."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr
from scarp.core.cam.cam import CamDescription, cam_writer
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from scarp.core.rasters.georeference import spatial_reference
from scarp.core.rasters.windows import Window
from scarp.core.vectors.polygon_layer import PolygonSource

SIDE = 300
GRID = (500_000.0, 10.0, 0.0, 4_700_000.0, 0.0, -10.0)
_FORMATS = {
    "inventory.gpkg": "GPKG",
    "inventory.geojson": "GeoJSON",
    "inventory.shp": "ESRI Shapefile",
}


def make_originals(folder: Path) -> dict[str, list[Path]]:
    """Writes them, and gives the files of each by name; first that which is opened."""
    folder.mkdir(parents=True)
    crs = spatial_reference("")
    crs.ImportFromEPSG(32654)
    image = folder / "image.tif"
    _write_image(image, crs.ExportToWkt(), ["COMPRESS=DEFLATE", "TILED=YES", "PREDICTOR=2"])
    _write_image(folder / "plain.tif", crs.ExportToWkt(), [])
    gdal.Translate(str(folder / "image.vrt"), str(image)).FlushCache()
    gdal.Translate(
        str(folder / "image.png"),
        str(image),
        bandList=[1, 2, 3],
        outputType=gdal.GDT_Byte,
        format="PNG",
    )
    gdal.Translate(str(folder / "envi.img"), str(image), format="ENVI").FlushCache()
    for name, driver in _FORMATS.items():
        _write_inventory(folder / name, driver, crs)
    for name in ("label.tif", "label.vrt"):
        inventory = PolygonSource(str(folder / "inventory.gpkg"))
        create_label_raster(LabelRasterSettings(str(image), inventory, str(folder / name), "kind"))
    _write_cam(folder / "cam.tif", crs.ExportToWkt())
    _write_models(folder)
    main = [path for path in folder.iterdir() if path.suffix in _OPENED]
    return {
        path.name: [path, *_beside(path)] for path in sorted(main) if path.name != "label_label.tif"
    }


_OPENED = (".tif", ".vrt", ".png", ".img", ".gpkg", ".geojson", ".shp", ".h5")
_BESIDE = {"label.vrt": ["label_label.tif", "image.tif"], "image.vrt": ["image.tif"]}


def _beside(path: Path) -> list[Path]:
    if path.name in _BESIDE:
        return [path.with_name(name) for name in _BESIDE[path.name]]
    own = [other for other in path.parent.glob(f"{path.stem}.*") if other.suffix not in _OPENED]
    return sorted(own) if path.suffix in (".shp", ".img", ".png") else []


def copy(files: list[Path], folder: Path) -> list[Path]:
    """Copies the files of one original."""
    return [Path(shutil.copy(path, folder)) for path in files]


def _write_image(path: Path, wkt: str, options: list[str]) -> None:
    rng = np.random.default_rng(0)
    driver = gdal.GetDriverByName("GTiff")
    image = driver.Create(str(path), SIDE, SIDE, 4, gdal.GDT_UInt16, [*options, "ALPHA=NO"])
    image.SetGeoTransform(GRID)
    image.SetProjection(wkt)
    for number, name in enumerate(("blue", "green", "red", "nir"), start=1):
        band = image.GetRasterBand(number)
        band.WriteArray(rng.integers(0, 3000, (SIDE, SIDE)).astype(np.uint16))
        band.SetDescription(name)
        band.SetNoDataValue(0)


def _write_inventory(path: Path, driver: str, crs) -> None:
    rng = np.random.default_rng(1)
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = dataset.CreateLayer("inventory", crs, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("kind", ogr.OFTString))
    for number in range(30):
        angles = np.sort(rng.uniform(0, 2 * np.pi, 12))
        x, y = GRID[0] + 10 * rng.uniform(20, 280), GRID[3] - 10 * rng.uniform(20, 280)
        points = [(x + 90 * np.cos(a), y + 90 * np.sin(a)) for a in angles]
        text = ", ".join(f"{a} {b}" for a, b in [*points, points[0]])
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({text}))"))
        feature.SetField("kind", ("scar", "flow")[number % 2])
        layer.CreateFeature(feature)


def _write_cam(path: Path, wkt: str) -> None:
    values = np.random.default_rng(2).random((SIDE, SIDE, 2)).astype(np.float32) ** 3
    described = CamDescription(["scar", "flow"], "model.h5", "image.tif", 0.4)
    with cam_writer(str(path), (SIDE, SIDE), GRID, wkt, described) as writer:
        writer.write(Window(0, 0, SIDE, SIDE), values, np.ones((SIDE, SIDE), bool))


def _write_models(folder: Path) -> None:
    from dataclasses import replace

    from scarp.models.data.normalisation import Normalisation
    from scarp.models.model_file import save_model
    from scarp.models.settings import NetworkSettings
    from scarp.models.training.new_model import initialize_model

    for name, network, size in (("envinet5.h5", "ENVINet5", 204), ("resunet.h5", "ResUNet", 64)):
        settings = NetworkSettings(network, bands=2, patch_size=size, width=1)
        model = replace(
            initialize_model(settings),
            band_names=("red", "nir"),
            pixel_size=10.0,
            normalisation=Normalisation((100.0, 50.0), (10.0, 5.0)),
            training={"epochs": 2, "optimizer": "AdamW"},
            history={"loss": [0.5, 0.25], "val_loss": [0.75, 0.625]},
            best_epoch=2,
            threshold=0.375,
            inputs={"labels.tif": "ab" * 32},
        )
        save_model(model, folder / name)
