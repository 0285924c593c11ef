"""Nine small maps of what the canvas shows, each at a threshold of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.core import QgsMapLayer, QgsMapRendererParallelJob, QgsMapSettings
from qgis.PyQt.QtCore import QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QImage, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ...translation import tr
from ..counting.accuracy_table import THRESHOLDS

#: Milliseconds that the canvas has to rest before the maps are redrawn.
_REST = 150
_LEAST_SHRUNK = 0.35


class SmallMaps(QWidget):
    """Nine small maps, at 0.1 to 0.9 or around one threshold; a click takes a map's threshold.

    Args:
        parent: The widget that it is in.

    Attributes:
        chosen: Emitted with the threshold of the map that was clicked.
        drawn: Emitted when all nine maps are drawn.
    """

    chosen = pyqtSignal(float)
    drawn = pyqtSignal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.thresholds = THRESHOLDS
        self.maps = [_SmallMap(self) for _ in range(9)]
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for number, small in enumerate(self.maps):
            layout.addWidget(small, number // 3, number % 3)
            small.clicked.connect(lambda _=False, number=number: self._choose(number))
        self._source: Callable[[], Wanted | None] = lambda: None
        self._jobs: list[QgsMapRendererParallelJob] = []
        self._ending: list[QgsMapRendererParallelJob] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._draw)
        self._caption()

    def set_source(self, source: Callable[[], Wanted | None]) -> None:
        """Sets the function that is asked what to draw, each time the maps are drawn."""
        self._source = source

    def show_all(self) -> None:
        """Shows the thresholds 0.1 to 0.9, as in Zhang et al. 2020, Figure 12."""
        self._show(THRESHOLDS)

    def show_around(self, threshold: float) -> None:
        """Shows nine thresholds around one, 0.01 apart, as in Figure 13."""
        first = min(max(round(100 * threshold) - 4, 1), 91)
        self._show(tuple(step / 100 for step in range(first, first + 9)))

    def _show(self, thresholds: tuple[float, ...]) -> None:
        self.thresholds = thresholds
        self._caption()
        self.draw()

    def mark(self, threshold: float) -> None:
        """Frames the map at a threshold, if there is one."""
        for small in self.maps:
            small.set_present(abs(small.threshold - threshold) < 5e-4)

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is being drawn, nor about to be."""
        return not self._jobs and not self._rest.isActive()

    def draw(self) -> None:
        """Redraws the maps once nothing has changed for a moment."""
        self.cancel()
        self._rest.start(_REST)

    def cancel(self) -> None:
        """Cancels the drawing."""
        self._rest.stop()
        jobs, self._jobs = self._jobs, []
        for job in jobs:
            if job.isActive():
                # A job is kept until its threads have ended.
                self._ending.append(job)
                job.cancelWithoutBlocking()

    def close_maps(self) -> None:
        """Ends what is being drawn and waits for it."""
        self.cancel()
        for job in self._ending:
            job.cancel()
        self._ending = []

    def resizeEvent(self, event):
        """Maps are drawn at their size."""
        super().resizeEvent(event)
        self.draw()

    def showEvent(self, event):
        """Draws what was left undrawn while the maps were hidden."""
        super().showEvent(event)
        self.draw()

    def hideEvent(self, event):
        """Stops drawing while nobody sees the maps."""
        super().hideEvent(event)
        self.cancel()

    def _choose(self, number: int) -> None:
        self.chosen.emit(self.thresholds[number])

    def _caption(self) -> None:
        digits = 1 if self.thresholds == THRESHOLDS else 2
        for small, threshold in zip(self.maps, self.thresholds):
            small.set_threshold(threshold, f"{threshold:.{digits}f}")

    def _draw(self) -> None:
        wanted = self._source() if self.isVisible() else None
        if wanted is None:
            for small in self.maps:
                small.forget()
            return
        size = self.maps[0].size() * self.devicePixelRatioF()
        for place, layers in (("below", wanted.below), ("above", wanted.above)):
            self._start(wanted, layers, size, self._keep_shared, place)
        for number, threshold in enumerate(self.thresholds):
            wanted.cam.renderer().threshold = threshold
            self._start(wanted, [wanted.cam], size, self._keep_own, number)

    def _start(self, wanted, layers: list[QgsMapLayer], size: QSize, keep, place) -> None:
        settings = settings_of_part(wanted.settings, layers, size, place != "below")
        job = QgsMapRendererParallelJob(settings)
        job.finished.connect(lambda: self._finish(job, keep, place))
        self._jobs.append(job)
        job.start()

    def _finish(self, job: QgsMapRendererParallelJob, keep, place) -> None:
        # The connection keeps the job alive, and the job its picture.
        job.finished.disconnect()
        if job in self._ending:
            self._ending.remove(job)
        if job in self._jobs:
            self._jobs.remove(job)
            keep(place, job.renderedImage())
            if not self._jobs:
                self.drawn.emit()

    def _keep_shared(self, place: str, image: QImage) -> None:
        for small in self.maps:
            small.set_image(place, image)

    def _keep_own(self, number: int, image: QImage) -> None:
        self.maps[number].set_image("cam", image)


@dataclass(frozen=True)
class Wanted:
    """What to draw.

    Attributes:
        settings: The canvas's map settings.
        below: Layers below the CAM, from the topmost.
        cam: The CAM, as `scarp.gui.maps.preview_layers.cam_at_threshold` makes it.
        above: Layers above it.
    """

    settings: QgsMapSettings
    below: list[QgsMapLayer]
    cam: QgsMapLayer
    above: list[QgsMapLayer]


def settings_of_part(
    whole: QgsMapSettings, layers: list[QgsMapLayer], size: QSize, is_above: bool
) -> QgsMapSettings:
    """Map settings to draw some layers of a map at another size.

    Args:
        whole: Settings of the map.
        layers: From the topmost.
        size: In pixels.
        is_above: Whether they lie above others, which are to show between them.
    """
    settings = QgsMapSettings(whole)
    # Lines shrink with the map, but not to nothing.
    shrunk = size.width() / max(settings.outputSize().width(), 1)
    settings.setOutputDpi(settings.outputDpi() * min(max(shrunk, _LEAST_SHRUNK), 1))
    settings.setLayers(layers)
    settings.setOutputSize(size)
    settings.setDevicePixelRatio(1)
    if is_above:
        settings.setBackgroundColor(Qt.GlobalColor.transparent)
    return settings


class _SmallMap(QAbstractButton):
    """One of the maps."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.threshold = 0.0
        self._present = False
        self._images: dict[str, QImage] = {}
        self.setMinimumSize(90, 66)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_threshold(self, threshold: float, text: str) -> None:
        self.threshold = threshold
        self.setText(text)
        self.setAccessibleName(tr("Map at the threshold {threshold}", threshold=text))
        self.setToolTip(tr("Takes {threshold} and shows the thresholds around it", threshold=text))
        self._images.pop("cam", None)
        self.update()

    def set_present(self, present: bool) -> None:
        if present != self._present:
            self._present = present
            self.update()

    def set_image(self, place: str, image: QImage) -> None:
        self._images[place] = image
        self.update()

    def forget(self) -> None:
        self._images = {}
        self.update()

    @property
    def is_drawn(self) -> bool:
        """Whether the map is drawn at its current threshold."""
        return "cam" in self._images

    def paintEvent(self, event):
        painter = QPainter(self)
        self._paint(painter)
        if self._present or self.hasFocus():
            role = QPalette.ColorRole.Highlight
            style = Qt.PenStyle.SolidLine if self._present else Qt.PenStyle.DotLine
            painter.setPen(QPen(self.palette().color(role), 4, style))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _paint(self, painter: QPainter) -> None:
        """Draws the map and its threshold."""
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Mid))
        for place in ("below", "cam", "above"):
            if place in self._images:
                painter.drawImage(self.rect(), self._images[place])
        metrics = painter.fontMetrics()
        label = metrics.boundingRect(self.text()).adjusted(-4, -2, 4, 2)
        label.moveTopLeft(self.rect().topLeft())
        painter.fillRect(label, Qt.GlobalColor.white)
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self.text())
