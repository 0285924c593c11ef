"""The page to print of an event inventory, as PDF by QGIS's layout engine."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutFrame,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemManualTable,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapLayerStyle,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsTableCell,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF

from ...core.event.settings import DENSITY, GAPS, LANDSLIDES, MAPPED_AREA
from ...core.files import staged
from ...core.messages import ScarpError, tr
from .loading import style_path

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_MARGIN, _WIDTH, _GAP = 12.0, 186.0, 4.0
#: Sides of the maps.
_MAP, _SMALL = (126.0, 126.0), (56.0, 62.0)
_TITLES, _HEADING, _TEXT = (18, 14, 12), 10, 8
#: Lines that a title in the smallest letters, and what stands below it, may take.
_LINES = 2
#: Millimetres in a point, and parts of a millimetre in which texts are measured.
_POINT, _PARTS = 25.4 / 72, 20
#: Width of a half of the scale bar, and the length in metres from which on it is in kilometres.
_HALF_BAR, _KILOMETRES = 19.0, 2000.0
_GREY = QColor("#555555")
#: What is behind maps and legend: outlines of areas are white.
_BELOW = QColor("#dddddd")
#: Layers of the map, the topmost first, by the names of their styles.
_SHOWN = {LANDSLIDES: "inventory", GAPS: "gaps", MAPPED_AREA: "mapped_area"}


@dataclass(frozen=True)
class EventPage:
    """What stands on the page.

    Attributes:
        title: Its title.
        about: What it is about, in a line.
        figures: Key figures by name.
        method: How the landslides were mapped, in a paragraph.
        caveats: What a reader must not overlook, in sentences.
    """

    title: str
    about: str
    figures: Mapping[str, str]
    method: str
    caveats: Sequence[str]


@dataclass(frozen=True)
class ShownLayer:
    """A raster layer as it is shown: no layer, which a step must not keep.

    Attributes:
        source: What it is read from.
        provider: What reads it.
        style: Its style.
    """

    source: str
    provider: str
    style: str

    @classmethod
    def of(cls, layer: QgsRasterLayer) -> ShownLayer:
        """That of a layer."""
        style = QgsMapLayerStyle()
        style.readFromLayer(layer)
        return cls(layer.source(), layer.providerType(), style.xmlData())

    def opened(self) -> QgsRasterLayer:
        """The same layer anew."""
        layer = QgsRasterLayer(self.source, "image", self.provider)
        QgsMapLayerStyle(self.style).writeToLayer(layer)
        return layer


def write_page(page: EventPage, event: str, image: ShownLayer | None, output: str) -> None:
    """Writes the page; to be called on the main thread. An older page stays if that fails.

    Args:
        page: What stands on it.
        event: Path of the event inventory.
        image: The image below the landslides, or None.
        output: Path of the PDF.

    Raises:
        ScarpError: if it cannot be written.
    """
    layers = {name: _layer(event, name, style) for name, style in _SHOWN.items()}
    density = _layer(event, DENSITY, DENSITY)
    below: list[QgsMapLayer] = [image.opened()] if image else []
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    layout.setName(page.title)
    page_size = layout.pageCollection().page(0)
    page_size.setPageSize("A4", page_size.Orientation.Portrait)
    extent = QgsRectangle()
    for layer in (one for one in layers.values() if one.featureCount()):
        extent.combineExtentWith(layer.extent())
    extent.scale(1.06)
    top = _head(layout, page) + 2
    large = _map(layout, [*layers.values(), *below], extent, (_MARGIN, top, *_MAP))
    right = _MARGIN + _MAP[0] + _GAP
    _map(layout, [density, layers[MAPPED_AREA]], extent, (right, top, *_SMALL))
    _legend(layout, large, [*layers.values(), density], (right, top + _SMALL[1] + 1))
    _arrow(layout, (right + _SMALL[0] - 9, top + _MAP[1] - 12))
    _scale_bar(layout, large, (right, top + _MAP[1] - 10))
    top += _MAP[1] + _GAP
    half = (_WIDTH - _GAP) / 2
    _label(layout, "Key figures", _HEADING, (_MARGIN, top, half, 5), bold=True)
    _table(layout, page.figures, (_MARGIN, top + 6, half, 297 - _MARGIN - top - 6))
    right = _MARGIN + half + _GAP
    _label(layout, "Method", _HEADING, (right, top, half, 5), bold=True)
    _label(layout, page.method, _TEXT, (right, top + 6, half, 34))
    if page.caveats:
        _label(layout, "To be kept in mind", _HEADING, (right, top + 41, half, 5), bold=True)
        said = "\n".join(page.caveats)
        _label(layout, said, _TEXT, (right, top + 47, half, 297 - _MARGIN - top - 47))
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = 200
    with staged(output) as path:
        outcome = QgsLayoutExporter(layout).exportToPdf(str(path), settings)
        if outcome != QgsLayoutExporter.ExportResult.Success or not _is_whole(path):
            raise ScarpError(tr("{path} could not be written: is the disk full?"), path=output)


def _is_whole(path: Path) -> bool:
    """Whether a PDF has its beginning and its end: Qt does not tell of a disk that is full."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")


def _head(layout: QgsPrintLayout, page: EventPage) -> float:
    """Adds the title, in smaller letters if it is long, and the line below; where they end."""
    lines = {one: _height(page.title, one, True) / _height("x", one, True) for one in _TITLES}
    size = next((one for one, count in lines.items() if count < 1.5), _TITLES[-1])
    top = _MARGIN
    for text, letters, bold, colour in (
        (page.title, size, True, None),
        (page.about, _TEXT, False, _GREY),
    ):
        most = _LINES * _height("x", letters, bold)
        height = min(_height(text, letters, bold), most) + 1
        _label(layout, text, letters, (_MARGIN, top, _WIDTH, height), bold, colour)
        top += height
    return top


def _height(text: str, size: float, bold: bool = False, width: float = _WIDTH) -> float:
    """Millimetres that a text takes in lines of a width; infinite where a word is wider."""
    font = _font(size, bold)
    font.setPixelSize(round(size * _POINT * _PARTS))
    room = QRectF(0, 0, width * _PARTS, 1e6)
    taken = QFontMetricsF(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
    return taken.height() / _PARTS if taken.width() <= room.width() else math.inf


def _shortened(text: str, size: float, bold: bool, width: float, height: float) -> str:
    """A text, or as much of it as fits into a box with “…” at its end."""
    if _height(text, size, bold, width) <= height:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        is_short = _height(f"{text[:middle]}…", size, bold, width) <= height
        fits, too_long = (middle, too_long) if is_short else (fits, middle)
    return f"{text[:fits].rstrip()}…"


def _layer(event: str, name: str, style: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{event}|layername={name}", name.replace("_", " "), "ogr")
    layer.loadNamedStyle(str(style_path(style)))
    return layer


def _place(item: QgsLayoutItem, box: tuple[float, float, float, float]) -> None:
    item.attemptMove(QgsLayoutPoint(box[0], box[1], _MM))
    item.attemptResize(QgsLayoutSize(box[2], box[3], _MM))


def _font(size: float, bold: bool = False) -> QFont:
    font = QFont("Sans Serif")
    font.setPointSizeF(size)
    font.setBold(bold)
    return font


def _format(size: float, bold: bool = False, colour: QColor | None = None) -> QgsTextFormat:
    shown = QgsTextFormat()
    shown.setFont(_font(size, bold))
    shown.setSize(size)
    shown.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    shown.setColor(colour or QColor("#222222"))
    return shown


def _label(
    layout: QgsPrintLayout,
    text: str,
    size: float,
    box: tuple[float, float, float, float],
    bold: bool = False,
    colour: QColor | None = None,
) -> None:
    label = QgsLayoutItemLabel(layout)
    text = _shortened(text, size, bold, *box[2:])
    # What follows “[%” would be evaluated as an expression.
    label.setText(text.replace("[%", "[% '[%' %]"))
    if hasattr(label, "setTextFormat"):
        label.setTextFormat(_format(size, bold, colour))
    else:  # QGIS before 3.24.
        label.setFont(_font(size, bold))
        label.setFontColor(colour or QColor("#222222"))
    label.setHAlign(Qt.AlignmentFlag.AlignLeft)
    layout.addLayoutItem(label)
    _place(label, box)


def _map(
    layout: QgsPrintLayout,
    layers: list[QgsMapLayer],
    extent: QgsRectangle,
    box: tuple[float, float, float, float],
) -> QgsLayoutItemMap:
    shown = QgsLayoutItemMap(layout)
    shown.setLayers(layers)
    shown.setKeepLayerSet(True)
    shown.setCrs(layers[0].crs())
    shown.setFrameEnabled(True)
    shown.setBackgroundColor(_BELOW)
    layout.addLayoutItem(shown)
    _place(shown, box)
    # This changes its size, which it needs before.
    shown.setExtent(extent)
    _place(shown, box)
    shown.zoomToExtent(extent)
    return shown


def _legend(
    layout: QgsPrintLayout,
    linked: QgsLayoutItemMap,
    layers: Sequence[QgsMapLayer],
    place: tuple[float, float],
) -> None:
    legend = QgsLayoutItemLegend(layout)
    # From here on it has a tree of its own.
    legend.setAutoUpdateModel(False)
    tree = legend.model().rootGroup()
    tree.clear()
    for layer in layers:
        tree.addLayer(layer)
    legend.setLinkedMap(linked)
    legend.setBackgroundColor(_BELOW)
    legend.setSymbolHeight(3)
    for kind in (QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Style.SymbolLabel):
        own = legend.style(kind)
        if hasattr(own, "setTextFormat"):
            own.setTextFormat(_format(_TEXT))
        else:  # QGIS before 3.30.
            own.setFont(_font(_TEXT))
        legend.setStyle(kind, own)
    layout.addLayoutItem(legend)
    legend.attemptMove(QgsLayoutPoint(*place, _MM))
    legend.adjustBoxSize()


def _scale_bar(layout: QgsPrintLayout, of: QgsLayoutItemMap, place: tuple[float, float]) -> None:
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(of)
    bar.applyDefaultSize()
    bar.setStyle("Line Ticks Up")
    bar.setNumberOfSegmentsLeft(0)
    bar.setNumberOfSegments(2)
    half = of.extent().width() / of.rect().width() * _HALF_BAR
    power = 10.0 ** math.floor(math.log10(half))
    half = max(step * power for step in (1, 2, 5) if step * power <= half)
    in_km = 2 * half >= _KILOMETRES
    bar.setUnits(QgsUnitTypes.decodeDistanceUnit("km" if in_km else "meters")[0])
    bar.setUnitLabel("km" if in_km else "m")
    bar.setMapUnitsPerScaleBarUnit(1)
    bar.setUnitsPerSegment(half / 1000 if in_km else half)
    bar.setTextFormat(_format(_TEXT))
    layout.addLayoutItem(bar)
    bar.attemptMove(QgsLayoutPoint(*place, _MM))


def _arrow(layout: QgsPrintLayout, place: tuple[float, float]) -> None:
    arrow = QgsLayoutItemPicture(layout)
    arrow.setPicturePath(":/images/north_arrows/layout_default_north_arrow.svg")
    layout.addLayoutItem(arrow)
    _place(arrow, (*place, 9, 12))


def _table(
    layout: QgsPrintLayout,
    figures: Mapping[str, str],
    box: tuple[float, float, float, float],
) -> None:
    table = QgsLayoutItemManualTable.create(layout)
    layout.addMultiFrame(table)
    room = 0.5 * box[2] - 5, _LINES * _height("x", _TEXT)
    table.setTableContents(
        [
            [QgsTableCell(_shortened(str(one), _TEXT, False, *room)) for one in row]
            for row in figures.items()
        ]
    )
    table.setColumnWidths([0.5 * box[2] - 2, 0.5 * box[2] - 2])
    table.setIncludeTableHeader(False)
    table.setContentTextFormat(_format(_TEXT))
    table.setWrapBehavior(table.WrapBehavior.WrapText)
    table.setGridStrokeWidth(0.2)
    table.setGridColor(QColor("#cccccc"))
    frame = QgsLayoutFrame(layout, table)
    _place(frame, box)
    table.addFrame(frame)
