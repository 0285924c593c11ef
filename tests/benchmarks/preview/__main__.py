"""Measures how quickly the threshold preview follows the user, and prints a table.

    build/qgis/bin/python tests/benchmarks/preview [--quick]

In QGIS's Python, with a CAM of 20,000 x 20,000 pixels and overviews. Milliseconds, not ratios:
what counts is what a hand and an eye notice.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

import common  # noqa: F401 - makes ``scarp`` importable
from common.table import Row, markdown
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsLayerTreeMapCanvasBridge, QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QTimer
from qgis.PyQt.QtWidgets import QApplication, QMainWindow
from qgis.testing import start_app
from scarp.core.regions.filters import Filters, usual_smallest_area
from scarp.gui.preview.dock import ThresholdDock

_SIDE, _QUICK_SIDE = 20_000, 2000
_WIDTH, _HEIGHT = 900, 700
_MOVES = 60
_TICK = 2
#: In the runtime's Python, which has what these need.
_MAKE = """
import sys
sys.path.append({mapping!r})
from cams import make_cam
from comparing import make_inventory
make_cam({cam!r}, {side})
make_inventory({inventory!r}, {cam!r})
"""
#: Shares of the CAM's side that the canvas shows.
_ZOOMS = (1.0, 0.2, 0.03)


class Freezes:
    """The longest times for which the window did nothing else.

    Attributes:
        longest: In milliseconds, since `begin`.
    """

    def __init__(self):
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self.begin()

    def begin(self) -> None:
        """Counts anew."""
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start(_TICK)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, 1000 * (now - self._last) - _TICK)
        self._last = now


def main() -> None:
    """Measures, and prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="a small CAM, to try the benchmark")
    options = options.parse_args()
    app = start_app()
    side = _QUICK_SIDE if options.quick else _SIDE
    with tempfile.TemporaryDirectory() as folder:
        cam, inventory = (str(Path(folder, name)) for name in ("cam.tif", "inventory.gpkg"))
        mapping = str(Path(__file__).resolve().parents[1] / "mapping")
        make = _MAKE.format(mapping=mapping, cam=cam, side=side, inventory=inventory)
        subprocess.run([os.environ["SCARP_PYTHON"], "-c", make], check=True)
        rows = _measure(cam, inventory)
    print(f"\n{side} x {side} pixels, canvas {_WIDTH} x {_HEIGHT}\n\n{markdown(rows)}")
    if options.quick:
        print("\n--quick: these figures mean nothing.")
    del app


def _measure(cam: str, inventory: str) -> list[Row]:
    cam = QgsRasterLayer(cam, "CAM")
    inventory = QgsVectorLayer(inventory, "inventory", "ogr")
    QgsProject.instance().addMapLayer(cam)
    window = QMainWindow()
    canvas = QgsMapCanvas(window)
    canvas.setCachingEnabled(True)
    canvas.setParallelRenderingEnabled(True)
    window.setCentralWidget(canvas)
    bridge = QgsLayerTreeMapCanvasBridge(QgsProject.instance().layerTreeRoot(), canvas)
    canvas.setDestinationCrs(cam.crs())
    window.show()
    dock = ThresholdDock(canvas)
    dock.resize(900, 1000)
    freezes = Freezes()
    dock.show()
    canvas.setFixedSize(_WIDTH, _HEIGHT)
    rows = [_counting(dock, freezes, "no inventory")]
    for zoom in _ZOOMS:
        canvas.setExtent(_extent(cam, zoom))
        rows += _moving(canvas, dock, zoom)
    # Of the CAM's pixels, a hundred; the smallest zoom shows them one by one.
    dock.filters.set_filters(Filters(*[25 * usual_smallest_area(_pixel_area(dock))] * 2))
    rows += _moving(canvas, dock, zoom, ", small areas and holes of 100 pixels")
    rows.append(_filtered(dock, freezes))
    dock.tabs.setCurrentIndex(1)
    _let(0.5)
    for zoom in _ZOOMS:
        rows.append(_nine_maps(canvas, dock, _extent(cam, zoom), zoom, freezes))
    QgsProject.instance().addMapLayer(inventory)
    dock.choice.choose("inventory", inventory)
    dock.metrics.show_all(None, 0.5)
    rows.append(_counting(dock, freezes, f"{inventory.featureCount()} polygons"))
    rows.append(_figures(dock))
    dock.close_dock()
    del bridge
    window.close()
    return rows


def _extent(cam: QgsRasterLayer, zoom: float) -> QgsRectangle:
    extent = QgsRectangle(cam.extent())
    extent.scale(zoom)
    return extent


def _until(holds) -> None:
    while not holds():
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, 0)
        time.sleep(0.0005)


def _let(seconds: float) -> None:
    end = time.monotonic() + seconds
    _until(lambda: time.monotonic() >= end)


def _counting(dock: ThresholdDock, freezes: Freezes, what: str) -> Row:
    """The curve, computed in the background."""
    freezes.begin()
    started = time.perf_counter()
    _until(lambda: dock.metrics.texts()["pixels"] != "–")
    seconds = time.perf_counter() - started
    _until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    return Row(
        f"the curve, {what}: seconds (A), the longest freeze of the window, ms (B)",
        f"{seconds:.1f}",
        f"{freezes.longest:.0f}",
        "",
        "B < 100",
    )


def _pixel_area(dock: ThresholdDock) -> float:
    return dock.counter.counted.pixel_area


def _filtered(dock: ThresholdDock, freezes: Freezes) -> Row:
    """The figures of what filters leave, computed in the background."""
    dock.slider.set_threshold(0.5)
    freezes.begin()
    started = time.perf_counter()
    dock.slider.set_threshold(0.55)
    _until(lambda: dock.metrics.texts()["pixels"] != "…")
    return Row(
        "figures after filters at a new threshold: seconds (A), the longest freeze, ms (B)",
        f"{time.perf_counter() - started:.1f}",
        f"{freezes.longest:.0f}",
        "",
        "B < 100",
    )


def _moving(canvas: QgsMapCanvas, dock: ThresholdDock, zoom: float, what: str = "") -> list[Row]:
    """From each move of the slider to the canvas's new picture."""
    drawn = []
    canvas.mapCanvasRefreshed.connect(lambda: drawn.append(time.perf_counter()))
    _let(1.0)
    taken = []
    for move in range(_MOVES):
        drawn.clear()
        started = time.perf_counter()
        dock.slider.slider.setValue(200 + 10 * move)
        _until(lambda: drawn)
        taken.append(1000 * (drawn[0] - started))
    canvas.mapCanvasRefreshed.disconnect()
    # What the preview itself listens to.
    canvas.mapCanvasRefreshed.connect(dock.preview._draw_what_waits)
    return [
        Row(
            f"slider to picture, ms, {zoom:.0%} of the CAM's side{what}: median (A), worst (B)",
            f"{statistics.median(taken):.0f}",
            f"{max(taken):.0f}",
            "",
            "A < 80, B < 250",
        )
    ]


def _nine_maps(canvas, dock, extent, zoom: float, freezes: Freezes) -> Row:
    """From the canvas's move to nine new maps, the rest before drawing included."""
    done = []
    dock.maps.drawn.connect(lambda: done.append(time.perf_counter()))
    canvas.setExtent(extent)
    _let(1.5)
    done.clear()
    freezes.begin()
    started = time.perf_counter()
    dock.maps.draw()
    _until(lambda: done)
    dock.maps.drawn.disconnect()
    return Row(
        f"nine maps, {zoom:.0%} of the CAM's side: seconds (A), the longest freeze, ms (B)",
        f"{done[0] - started:.2f}",
        f"{freezes.longest:.0f}",
        "",
        "A < 2, B < 100",
    )


def _figures(dock: ThresholdDock) -> Row:
    """Metrics at a new threshold."""
    taken = []
    for move in range(100):
        started = time.perf_counter()
        dock.metrics.show_all(dock.counter.counted, move / 100)
        taken.append(1000 * (time.perf_counter() - started))
    return Row(
        "figures at a new threshold, ms: median (A), worst (B)",
        f"{statistics.median(taken):.2f}",
        f"{max(taken):.2f}",
        "",
        "B < 10",
    )


if __name__ == "__main__":
    main()
