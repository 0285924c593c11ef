"""The page to print of an event inventory, as PDF by QGIS's layout engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
from qgis.PyQt.QtGui import QColor, QFont

from ...core.event.settings import DENSITY, GAPS, LANDSLIDES, MAPPED_AREA
from ...core.messages import ScarpError, tr
from .loading import style_path

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_MARGIN, _WIDTH, _GAP = 12.0, 186.0, 4.0
#: Sides of the maps.
_MAP, _SMALL = (126.0, 126.0), (56.0, 62.0)
_TITLE, _HEADING, _TEXT = 18, 10, 8
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
    """Writes the page; to be called on the main thread.

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
    extent = QgsRectangle(layers[MAPPED_AREA].extent())
    for layer in (one for one in layers.values() if one.featureCount()):
        extent.combineExtentWith(layer.extent())
    extent.scale(1.06)
    top = _MARGIN
    _label(layout, page.title, _TITLE, (_MARGIN, top, _WIDTH, 9), bold=True)
    _label(layout, page.about, _TEXT, (_MARGIN, top + 9.5, _WIDTH, 5), colour=_GREY)
    top += 16
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
    _label(layout, "To be kept in mind", _HEADING, (right, top + 41, half, 5), bold=True)
    said = "\n".join(page.caveats)
    _label(layout, said, _TEXT, (right, top + 47, half, 297 - _MARGIN - top - 47))
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = 200
    outcome = QgsLayoutExporter(layout).exportToPdf(output, settings)
    if outcome != QgsLayoutExporter.ExportResult.Success:
        raise ScarpError(tr("{path} cannot be written."), path=output)


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
    label.setText(text)
    if hasattr(label, "setTextFormat"):
        label.setTextFormat(_format(size, bold, colour))
    else:  # QGIS before 3.24.
        label.setFont(_font(size, bold))
        label.setFontColor(colour or QColor("#222222"))
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
    table.setTableContents(
        [[QgsTableCell(name), QgsTableCell(str(value))] for name, value in figures.items()]
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
