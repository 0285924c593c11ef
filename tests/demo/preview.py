"""Draws preview.png: the image, the CAM, and the image with inventory and result, by QGIS.

python preview.py FOLDER IMAGE INVENTORY
"""

from __future__ import annotations

import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsContrastEnhancement,
    QgsFillSymbol,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsMultiBandColorRenderer,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter

PANEL = 760
GAP = 12
STYLES = Path(__file__).resolve().parents[2] / "resources" / "styles"
TITLE = 34
_LIMITS = QgsRasterMinMaxOrigin.Limits.CumulativeCut


def image_layer(path: str) -> QgsRasterLayer:
    """The image in its first three bands, stretched between percentiles."""
    layer = QgsRasterLayer(path, "image")
    layer.setRenderer(QgsMultiBandColorRenderer(layer.dataProvider(), 1, 2, 3))
    stretch = QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
    layer.setContrastEnhancement(stretch, _LIMITS)
    layer.brightnessFilter().setGamma(1.7)  # Forest is dark beside clouds and bare ground.
    return layer


def outline_layer(source: str, colour: str, width: float) -> QgsVectorLayer:
    """Polygons as outlines."""
    layer = QgsVectorLayer(source, "polygons", "ogr")
    symbol = QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": colour, "outline_width": str(width)}
    )
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def draw(layers: list, size: QSize) -> QImage:
    """A map of layers, the first on top, over the extent of the last one."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[-1].crs())
    settings.setExtent(layers[-1].extent())
    settings.setOutputSize(size)
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def main(folder: str, image_path: str, inventory: str) -> None:
    """Draws the picture."""
    image = image_layer(image_path)
    cam = QgsRasterLayer(str(Path(folder, "cam.tif")), "cam")
    result = outline_layer(str(Path(folder, "landslides.gpkg")), "0,214,255,255", 0.3)
    mapped = outline_layer(inventory, "255,30,30,255", 0.8)
    for layer in (image, cam, result, mapped):
        if not layer.isValid():
            sys.exit(f"QGIS cannot open {layer.source()}")
    compared = Path(folder, "compared.gpkg")
    size = QSize(PANEL, round(PANEL * image.height() / image.width()))
    panels = [
        ("Image", [image]),
        ("Class activation raster", [cam]),
        ("Inventory (red) and result (light blue)", [result, mapped, image]),
    ]
    if compared.exists():
        statuses = QgsVectorLayer(str(compared), "statuses", "ogr")
        statuses.loadNamedStyle(str(STYLES / "statuses.qml"))
        title = "New (orange), existing (blue), reactivated (pink), doubtful (yellow)"
        panels.append((title, [statuses, image]))
    picture = QImage(
        len(panels) * (PANEL + GAP) + GAP, size.height() + TITLE + GAP, QImage.Format.Format_RGB32
    )
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setFont(QFont("DejaVu Sans", 13))
    for number, (title, layers) in enumerate(panels):
        left = GAP + number * (PANEL + GAP)
        painter.drawText(left, 0, PANEL, TITLE, int(Qt.AlignmentFlag.AlignVCenter), title)
        painter.drawImage(left, TITLE, draw(layers, size))
    painter.end()
    picture.save(str(Path(folder, "preview.png")))


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    main(*sys.argv[1:])
    application.exitQgis()
