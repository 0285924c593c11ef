"""A small CAM, an inventory and an image, and what a user of the dock has before them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr
from qgis.core import QgsApplication, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QThreadPool
from qgis.PyQt.QtWidgets import QApplication, QMainWindow
from scarp.core.cam.cam import CamDescription, cam_writer
from scarp.core.rasters.windows import Window
from scarp.gui.preview.dock import ThresholdDock

ROWS, COLS, PIXEL = 240, 320, 10.0
WEST, NORTH = 500_000.0, 4_700_000.0
GRID = (WEST, PIXEL, 0.0, NORTH, 0.0, -PIXEL)
#: Rows and columns of the inventory's two squares.
SQUARES = (np.s_[40:100, 60:140], np.s_[150:200, 200:290])
_PATIENCE = 20.0


def reference(epsg: int = 32654) -> osr.SpatialReference:
    """A spatial reference with x before y."""
    made = osr.SpatialReference()
    made.ImportFromEPSG(epsg)
    made.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return made


def values_of_cam(seed: int = 0) -> np.ndarray:
    """float32 (rows, columns): high in the squares, mostly, and low elsewhere."""
    rng = np.random.default_rng(seed)
    values = 0.55 * rng.random((ROWS, COLS))
    for square in SQUARES:
        values[square] += 0.4
    return values.astype(np.float32)


def write_cam(path: Path, values: np.ndarray, classes=("landslide",), threshold=0.47) -> str:
    """Writes a CAM whose first 20 columns hold nodata, and gives its path."""
    values = values if values.ndim == 3 else values[..., None]
    valid = np.ones(values.shape[:2], bool)
    valid[:, :20] = False
    description = CamDescription(list(classes), "model.h5", "image.tif", threshold)
    wkt = reference().ExportToWkt()
    with cam_writer(str(path), values.shape[:2], GRID, wkt, description) as writer:
        writer.write(Window(0, 0, *values.shape[:2]), values, valid)
    return str(path)


def _square(square) -> ogr.Geometry:
    rows, cols = square
    west, east = (WEST + PIXEL * col for col in (cols.start, cols.stop))
    north, south = (NORTH - PIXEL * row for row in (rows.start, rows.stop))
    ring = f"{west} {north}, {east} {north}, {east} {south}, {west} {south}, {west} {north}"
    return ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))")


def write_squares(path: Path, squares=SQUARES) -> str:
    """Writes squares as GeoPackage, and gives its path."""
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("squares", reference(), ogr.wkbPolygon)
    for square in squares:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(_square(square))
        layer.CreateFeature(feature)
    return str(path)


def write_image(path: Path) -> str:
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), COLS, ROWS, 3, gdal.GDT_Byte)
    dataset.SetGeoTransform(GRID)
    dataset.SetProjection(reference().ExportToWkt())
    for number in range(3):
        dataset.GetRasterBand(number + 1).Fill(80)
    return str(path)


def wait_until(holds: Callable[[], object], what: str = "", patience: float = _PATIENCE) -> None:
    """Lets QGIS work until something holds; fails after so many seconds."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, f"waited in vain {what}"
        QApplication.processEvents()
        # What is to be deleted later is deleted by an event loop, which is not running here.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.005)


def rest(seconds: float) -> None:
    """Lets QGIS work for a while."""
    end = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() >= end)


def counting_begun() -> None:
    """Waits until a task has begun, however soon it is over."""
    begun = []
    added = QgsApplication.taskManager().taskAdded
    connection = added.connect(lambda _: begun.append(True))
    wait_until(lambda: begun, "for a task")
    added.disconnect(connection)


def drawing_ended(canvas: QgsMapCanvas) -> None:
    """Waits for all drawing, what was cancelled included.

    QGIS 3.22 crashes where a canvas, and with it its cache, is deleted before a cancelled job of
    its ends: such a job still puts its pictures there. Whether one goes on the canvas does not
    say; its threads do, and what follows their end is in the events.
    """
    idle = 0

    def is_idle() -> bool:
        nonlocal idle
        busy = canvas.isDrawing() or QThreadPool.globalInstance().activeThreadCount()
        idle = 0 if busy else idle + 1
        return idle == 3

    wait_until(is_idle, "for drawing to end")


@dataclass
class Desk:
    """What a user has before them.

    Attributes:
        window: QGIS's, as it were.
        canvas: In it.
        dock: Beside it.
        cam: Layer of the CAM.
        inventory: Layer of the squares.
        image: Layer of a grey image.
        folder: Of the files.
    """

    window: QMainWindow
    canvas: QgsMapCanvas
    dock: ThresholdDock | None
    cam: QgsRasterLayer
    inventory: QgsVectorLayer
    image: QgsRasterLayer
    folder: Path

    def counted(self) -> None:
        """Waits until the metrics are shown."""
        wait_until(lambda: self.dock.metrics.texts()["pixels"] not in "–…", "for metrics")

    def drawn(self) -> None:
        """Waits until the canvas rests."""
        rest(0.1)
        wait_until(lambda: not self.canvas.isDrawing(), "for the canvas")

    def maps_drawn(self) -> None:
        """Waits until the nine maps are there."""
        maps = self.dock.maps
        wait_until(
            lambda: maps.is_at_rest and all(one.is_drawn for one in maps.maps), "for nine maps"
        )

    def picture(self) -> np.ndarray:
        """The canvas's present picture: uint8 (rows, columns, 3)."""
        self.drawn()
        image = self.canvas.grab().toImage().convertToFormat(4)
        data = image.constBits().asstring(image.byteCount())
        shape = image.height(), image.width(), 4
        return np.frombuffer(data, np.uint8).reshape(shape)[..., 2::-1].astype(int)
