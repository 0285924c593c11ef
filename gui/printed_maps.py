"""The nine maps at the size of a printed page, as a picture or PDF."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsDistanceArea,
    QgsMapLayer,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointXY,
)
from qgis.PyQt.QtCore import QMarginsF, QObject, QPointF, QRectF, QSize, QSizeF, Qt, pyqtSignal
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

from ..core.errors import ScarpError
from ..core.files import staged
from ..translation import tr
from .preview_layers import INVENTORY_RED
from .small_maps import Wanted, settings_of_part
from .threshold_renderer import FILL_OPACITY, YELLOW

#: Of the picture in pixels, and of the paper in millimetres.
WIDTH, WIDTH_MM = 2400, 203.2
_INCH = 25.4
_MARGIN, _GAP = 40, 20
_TITLE, _TEXT = 44, 32
_COLUMNS = 3


@dataclass(frozen=True)
class Captions:
    """What is written beside the maps.

    Attributes:
        title: Above them.
        subtitle: Below the title.
        above: What yellow is.
        inventory: What red is; "": there is none.
    """

    title: str
    subtitle: str
    above: str
    inventory: str


class PrintedMaps(QObject):
    """Draws nine maps anew, in the background, and saves them on one page.

    Args:
        wanted: What to draw.
        thresholds: Of the maps.
        captions: What to write beside them.
        path: Of the file: a PDF where it ends so, else a PNG picture.
        parent: Of this object.

    Attributes:
        progressed: Emitted with a percentage, and -1 at the end.
        saved: Emitted with "", or with what went wrong.
    """

    progressed = pyqtSignal(int)
    saved = pyqtSignal(str)

    def __init__(
        self,
        wanted: Wanted,
        thresholds: tuple[float, ...],
        captions: Captions,
        path: str,
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self._wanted = wanted
        self._thresholds = thresholds
        self._captions = captions
        self._path = path
        shown = wanted.settings.outputSize()
        width = (WIDTH - 2 * _MARGIN - (_COLUMNS - 1) * _GAP) // _COLUMNS
        self.size = QSize(width, max(round(width * shown.height() / max(shown.width(), 1)), 1))
        self._images: dict[object, QImage] = {}
        self._jobs: list[QgsMapRendererParallelJob] = []
        self._waiting: list[tuple[object, list[QgsMapLayer], float | None]] = [
            ("below", wanted.below, None),
            ("above", wanted.above, None),
            *((number, [wanted.cam], threshold) for number, threshold in enumerate(thresholds)),
        ]
        self._count = len(self._waiting)
        self._settings: QgsMapSettings | None = None

    def start(self) -> None:
        """Begins to draw."""
        self.progressed.emit(0)
        self._next()

    def cancel(self) -> None:
        """Ends what is being drawn, and waits for it."""
        self._waiting = []
        jobs, self._jobs = self._jobs, []
        for job in jobs:
            job.finished.disconnect()
            job.cancel()

    def _next(self) -> None:
        """One after the other: each takes all processors, and memory."""
        if not self._waiting:
            self.progressed.emit(-1)
            self.saved.emit(self._save())
            return
        place, layers, threshold = self._waiting.pop(0)
        if threshold is not None:
            self._wanted.cam.renderer().threshold = threshold
        settings = settings_of_part(self._wanted.settings, layers, self.size, place != "below")
        self._settings = settings
        job = QgsMapRendererParallelJob(settings)
        job.finished.connect(lambda: self._finish(job, place))
        self._jobs.append(job)
        job.start()

    def _finish(self, job: QgsMapRendererParallelJob, place) -> None:
        # Its connection holds the job, and the job its picture.
        job.finished.disconnect()
        if job in self._jobs:
            self._jobs.remove(job)
            self._images[place] = job.renderedImage()
            self.progressed.emit(round(100 * len(self._images) / self._count))
            self._next()

    # The page, in pixels of the picture

    @property
    def _top(self) -> float:
        return _MARGIN + 1.5 * _TITLE + 2 * _TEXT

    @property
    def height(self) -> int:
        """Of the page."""
        rows = math.ceil(len(self._thresholds) / _COLUMNS)
        below = _GAP + 3 * _TEXT + _MARGIN
        return math.ceil(self._top + rows * (self.size.height() + _GAP) - _GAP + below)

    def _save(self) -> str:
        """Writes the page; "" or what went wrong."""
        failed = tr("{path} cannot be written.", path=self._path)
        try:
            with staged(self._path) as path:
                is_pdf = Path(self._path).suffix.lower() == ".pdf"
                if not (self._save_pdf if is_pdf else self._save_picture)(str(path)):
                    return failed
        except ScarpError as problem:
            return tr(problem.template, **problem.values)
        except OSError:
            return failed
        return ""

    def _save_picture(self, path: str) -> bool:
        image = QImage(WIDTH, self.height, QImage.Format.Format_RGB32)
        dots = round(1000 * WIDTH / WIDTH_MM)
        image.setDotsPerMeterX(dots)
        image.setDotsPerMeterY(dots)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        self._draw(painter)
        painter.end()
        return image.save(path, "PNG")

    def _save_pdf(self, path: str) -> bool:
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
                _MARGIN + column * (self.size.width() + _GAP),
                self._top + row * (self.size.height() + _GAP),
                self.size.width(),
                self.size.height(),
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
        """Draws a scale bar; where it ends."""
        settings = self._settings
        extent = settings.visibleExtent()
        measure = QgsDistanceArea()
        measure.setSourceCrs(settings.destinationCrs(), settings.transformContext())
        measure.setEllipsoid(settings.destinationCrs().ellipsoidAcronym())
        y = extent.center().y()
        ends = QgsPointXY(extent.xMinimum(), y), QgsPointXY(extent.xMaximum(), y)
        across = measure.measureLine(*ends)
        if not 0 < across < math.inf:
            return corner.x()
        metres = _round_length(0.6 * across)
        length = self.size.width() * metres / across
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
            # Grey as the image below it may be, on which yellow shows.
            painter.fillRect(sample, QColor("#808080"))
            painter.setBrush(fill)
            painter.setPen(QPen(line, 5))
            painter.drawRect(sample.adjusted(3, 3, -3, -3))
            painter.setPen(Qt.GlobalColor.black)
            left = sample.right() + 0.5 * _TEXT
            painter.drawText(QPointF(left, corner.y() + _TEXT), text)
            left += QFontMetricsF(painter.font()).horizontalAdvance(text) + 2 * _TEXT


def picture_path(path: str, chosen_filter: str) -> str:
    """A path with a suffix: the one that was typed, else that of the file type chosen.

    Args:
        path: As a dialog gives it.
        chosen_filter: The file type chosen in the dialog.
    """
    if Path(path).suffix.lower() in (".png", ".pdf"):
        return path
    return path + (".pdf" if "*.pdf" in chosen_filter else ".png")


def _font(pixels: int, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def _line(painter: QPainter, place: QRectF, text: str) -> None:
    """Writes a line, shortened where there is no room for it."""
    metrics = QFontMetricsF(painter.font())
    text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _round_length(most: float) -> float:
    """The greatest of 1, 2, 5, 10, 20 … that is no more than some length."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1, 2, 5) if step * power <= most)
