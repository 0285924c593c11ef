"""A page of maps: what is drawn where."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qgis.core import QgsDistanceArea, QgsMapSettings, QgsPointXY
from qgis.PyQt.QtCore import QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from qgis.PyQt.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from .preview_layers import INVENTORY_RED
from .threshold_renderer import FILL_OPACITY, YELLOW

#: Width of the picture in pixels, and of the paper in millimetres.
WIDTH, WIDTH_MM = 2400, 203.2
_INCH = 25.4
_MARGIN, _GAP = 40, 20
_TITLE, _TEXT = 44, 32
_COLUMNS = 3


@dataclass(frozen=True)
class Captions:
    """What is written beside the maps.

    Attributes:
        title: Shown above the maps.
        subtitle: Shown below the title.
        above: What yellow stands for.
        inventory: What red stands for; "" without an inventory.
    """

    title: str
    subtitle: str
    above: str
    inventory: str


def map_size(shown: QSize) -> QSize:
    """The size in pixels of each map on the page.

    Args:
        shown: Size of the map on the screen.
    """
    width = (WIDTH - 2 * _MARGIN - (_COLUMNS - 1) * _GAP) // _COLUMNS
    return QSize(width, max(round(width * shown.height() / max(shown.width(), 1)), 1))


class Page:
    """Maps at thresholds, with title, scale bar and legend.

    Args:
        thresholds: One for each map.
        images: What was drawn: "below" and "above" for all maps, and one for each by its number.
        settings: The map settings with which they were drawn.
        captions: What to write beside them.
    """

    def __init__(
        self,
        thresholds: tuple[float, ...],
        images: dict[object, QImage],
        settings: QgsMapSettings,
        captions: Captions,
    ):
        self._thresholds = thresholds
        self._images = images
        self._settings = settings
        self._captions = captions
        self._size = settings.outputSize()

    @property
    def _top(self) -> float:
        return _MARGIN + 1.5 * _TITLE + 2 * _TEXT

    @property
    def height(self) -> int:
        """Height of the page in pixels."""
        rows = math.ceil(len(self._thresholds) / _COLUMNS)
        below = _GAP + 3 * _TEXT + _MARGIN
        return math.ceil(self._top + rows * (self._size.height() + _GAP) - _GAP + below)

    def save_picture(self, path: str) -> bool:
        """Writes a PNG picture; returns whether that succeeded."""
        image = QImage(WIDTH, self.height, QImage.Format.Format_RGB32)
        dots = round(1000 * WIDTH / WIDTH_MM)
        image.setDotsPerMeterX(dots)
        image.setDotsPerMeterY(dots)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        self._draw(painter)
        painter.end()
        return image.save(path, "PNG")

    def save_pdf(self, path: str) -> bool:
        """Writes a PDF; returns whether that succeeded."""
        writer = QPdfWriter(path)
        writer.setTitle(self._captions.title)
        writer.setCreator("Scarp")
        writer.setResolution(round(_INCH * WIDTH / WIDTH_MM))
        page = QSizeF(WIDTH_MM, self.height * WIDTH_MM / WIDTH)
        writer.setPageSize(QPageSize(page, QPageSize.Unit.Millimeter))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        painter = QPainter()
        if not painter.begin(writer):
            return False
        painter.scale(writer.width() / WIDTH, writer.height() / self.height)
        self._draw(painter)
        return painter.end()

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.GlobalColor.black)
        width = WIDTH - 2 * _MARGIN
        painter.setFont(_font(_TITLE, bold=True))
        _line(painter, QRectF(_MARGIN, _MARGIN, width, 1.4 * _TITLE), self._captions.title)
        painter.setFont(_font(_TEXT))
        subtitle = QRectF(_MARGIN, _MARGIN + 1.5 * _TITLE, width, 1.4 * _TEXT)
        _line(painter, subtitle, self._captions.subtitle)
        for number, threshold in enumerate(self._thresholds):
            row, column = divmod(number, _COLUMNS)
            place = QRectF(
                _MARGIN + column * (self._size.width() + _GAP),
                self._top + row * (self._size.height() + _GAP),
                self._size.width(),
                self._size.height(),
            )
            self._draw_map(painter, place, number, threshold)
        footer = self.height - _MARGIN - 2 * _TEXT
        painter.setFont(_font(_TEXT))
        left = self._draw_scale(painter, QPointF(_MARGIN, footer))
        self._draw_legend(painter, QPointF(left + 3 * _TEXT, footer))

    def _draw_map(self, painter: QPainter, place: QRectF, number: int, threshold: float) -> None:
        for layer in ("below", number, "above"):
            painter.drawImage(place, self._images[layer])
        digits = 1 if round(10 * threshold, 6) == round(10 * threshold) else 2
        text = f"{threshold:.{digits}f}"
        font = _font(_TEXT, bold=True)
        metrics = QFontMetricsF(font)
        label = QRectF(place.topLeft(), QSizeF(metrics.horizontalAdvance(text) + 20, 1.4 * _TEXT))
        painter.fillRect(label, Qt.GlobalColor.white)
        painter.setFont(font)
        painter.setPen(QPen(Qt.GlobalColor.black, 2))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)

    def _draw_scale(self, painter: QPainter, corner: QPointF) -> float:
        """Draws a scale bar; returns where it ends."""
        settings = self._settings
        measure = QgsDistanceArea()
        measure.setSourceCrs(settings.destinationCrs(), settings.transformContext())
        measure.setEllipsoid(settings.destinationCrs().ellipsoidAcronym())
        middle = settings.visibleExtent().center()
        half = settings.mapUnitsPerPixel() * self._size.width() / 2
        ends = (QgsPointXY(middle.x() + side * half, middle.y()) for side in (-1, 1))
        across = measure.measureLine(*ends)
        if not 0 < across < math.inf:
            return corner.x()
        metres = _round_length(0.6 * across)
        length = self._size.width() * metres / across
        thick = 0.4 * _TEXT
        bar = QRectF(corner.x(), corner.y() + 0.5 * _TEXT, length, thick)
        painter.setPen(QPen(Qt.GlobalColor.black, 2))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(bar)
        painter.fillRect(QRectF(bar.topLeft(), QSizeF(length / 2, thick)), Qt.GlobalColor.black)
        text = f"{metres:g} m" if metres < 1000 else f"{metres / 1000:g} km"
        painter.drawText(QPointF(bar.right() + 0.5 * _TEXT, corner.y() + _TEXT), text)
        return bar.right() + _TEXT + QFontMetricsF(painter.font()).horizontalAdvance(text)

    def _draw_legend(self, painter: QPainter, corner: QPointF) -> None:
        yellow, red = QColor(*YELLOW), QColor(*INVENTORY_RED)
        faint = QColor(yellow)
        faint.setAlphaF(FILL_OPACITY)
        left = corner.x()
        clear = QColor(Qt.GlobalColor.transparent)
        for text, line, fill in (
            (self._captions.above, yellow, faint),
            (self._captions.inventory, red, clear),
        ):
            if not text:
                continue
            sample = QRectF(left, corner.y() + 0.1 * _TEXT, 1.6 * _TEXT, _TEXT)
            # On grey, as of an image below it: yellow would not show on white.
            painter.fillRect(sample, QColor("#808080"))
            painter.setBrush(fill)
            painter.setPen(QPen(line, 5))
            painter.drawRect(sample.adjusted(3, 3, -3, -3))
            painter.setPen(Qt.GlobalColor.black)
            left = sample.right() + 0.5 * _TEXT
            metrics = QFontMetricsF(painter.font())
            text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, WIDTH - _MARGIN - left)
            painter.drawText(QPointF(left, corner.y() + _TEXT), text)
            left += metrics.horizontalAdvance(text) + 2 * _TEXT


def _font(pixels: int, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def _line(painter: QPainter, place: QRectF, text: str) -> None:
    """Writes a line of text, elided where there is no room for it."""
    metrics = QFontMetricsF(painter.font())
    text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _round_length(most: float) -> float:
    """The greatest of 1, 2, 5, 10, 20 … that does not exceed some length."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1, 2, 5) if step * power <= most)
