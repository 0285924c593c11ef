"""The nine maps redrawn at the size of a printed page, and saved as a picture or PDF."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsMapLayer, QgsMapRendererParallelJob, QgsMapSettings
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QImage

from ...core.files import staged
from ...core.messages import ScarpError
from ...translation import tr
from .printed_page import Captions, Page, map_size
from .small_maps import Wanted, settings_of_part


class PrintedMaps(QObject):
    """Redraws nine maps in the background, and saves them on one page.

    Args:
        wanted: What to draw.
        thresholds: One for each map.
        captions: What to write beside them.
        path: The file to write: a PDF if it ends in “.pdf”, else a PNG picture.
        parent: The parent of this object.

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
        self._size = map_size(wanted.settings.outputSize())
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
        """Draws the next picture; one at a time, as each takes all processors, and memory."""
        if not self._waiting:
            self.progressed.emit(-1)
            self.saved.emit(self._save())
            return
        place, layers, threshold = self._waiting.pop(0)
        if threshold is not None:
            self._wanted.cam.renderer().threshold = threshold
        settings = settings_of_part(self._wanted.settings, layers, self._size, place != "below")
        self._settings = settings
        job = QgsMapRendererParallelJob(settings)
        job.finished.connect(lambda: self._finish(job, place))
        self._jobs.append(job)
        job.start()

    def _finish(self, job: QgsMapRendererParallelJob, place) -> None:
        # The connection keeps the job alive, and the job its picture.
        job.finished.disconnect()
        if job in self._jobs:
            self._jobs.remove(job)
            self._images[place] = job.renderedImage()
            self.progressed.emit(round(100 * len(self._images) / self._count))
            self._next()

    def _save(self) -> str:
        """Writes the page; returns what went wrong, or ""."""
        page = Page(self._thresholds, self._images, self._settings, self._captions)
        failed = tr("{path} cannot be written.", path=self._path)
        try:
            with staged(self._path) as path:
                is_pdf = Path(self._path).suffix.lower() == ".pdf"
                if not (page.save_pdf if is_pdf else page.save_picture)(str(path)):
                    return failed
        except ScarpError as problem:
            return tr(problem.template, **problem.values)
        except OSError:
            return failed
        return ""


def picture_path(path: str, chosen_filter: str) -> str:
    """A path with a suffix: the one that was typed, else that of the file type chosen.

    Args:
        path: As a dialog gives it.
        chosen_filter: The file type chosen in the dialog.
    """
    if Path(path).suffix.lower() in (".png", ".pdf"):
        return path
    return path + (".pdf" if "*.pdf" in chosen_filter else ".png")
