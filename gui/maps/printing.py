"""Saving the nine maps from the dock."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox

from ...translation import tr
from .printed_maps import PrintedMaps, picture_path
from .printed_page import Captions
from .small_maps import Wanted


class Printing(QObject):
    """Asks for a file, draws in the background and says how it went.

    Args:
        dock: The `ThresholdDock`.
    """

    def __init__(self, dock):
        super().__init__(dock)
        self._dock = dock
        self._maps: PrintedMaps | None = None

    @property
    def goes_on(self) -> bool:
        """Whether maps are being drawn."""
        return self._maps is not None

    def ask(self, wanted: Wanted | None) -> None:
        """Asks for a file, and saves the maps there.

        Args:
            wanted: What to draw; None: nothing.
        """
        if wanted is None:
            return
        path, kind = QFileDialog.getSaveFileName(
            self._dock,
            tr("Save the nine maps"),
            "thresholds.png",
            ";;".join((tr("PNG picture (*.png)"), tr("PDF (*.pdf)"))),
        )
        if not path:
            return
        named = picture_path(path, kind)
        # The dialog has asked about the name as typed, without the suffix added since.
        if named != path and Path(named).exists() and not self._may_replace(named):
            return
        self.save(wanted, named)

    def save(self, wanted: Wanted, path: str) -> None:
        """Begins to save; a drawing still in progress is cancelled."""
        self.cancel()
        self._maps = PrintedMaps(wanted, self._dock.maps.thresholds, self._captions(), path, self)
        self._maps.progressed.connect(self._dock.show_progress)
        self._maps.saved.connect(lambda problem: self._finish(path, problem))
        self._dock.show_message(tr("The nine maps are being drawn…"))
        self._maps.start()

    def cancel(self) -> None:
        """Cancels the drawing."""
        maps, self._maps = self._maps, None
        if maps is not None:
            maps.cancel()
            maps.deleteLater()

    def _may_replace(self, path: str) -> bool:
        question = tr("{path} exists already. Do you want to replace it?", path=path)
        answer = QMessageBox.question(self._dock, "Scarp", question)
        return answer == QMessageBox.StandardButton.Yes

    def _finish(self, path: str, problem: str) -> None:
        maps, self._maps = self._maps, None
        maps.deleteLater()
        if problem:
            self._dock.show_message("")
            QMessageBox.warning(self._dock, "Scarp", problem)
        else:
            self._dock.show_message(tr("Saved to {path}", path=path))

    def _captions(self) -> Captions:
        choice, filters = self._dock.choice, self._dock.filters.filters
        image, inventory = choice.layer("image"), choice.layer("inventory")
        parts = []
        name = image.name() if image is not None else self._dock.image_name
        if name:
            parts.append(tr("Image: {name}", name=name))
        if filters.min_area:
            parts.append(tr("smallest area {area:g} m²", area=filters.min_area))
        if filters.fill_holes:
            parts.append(tr("holes filled up to {area:g} m²", area=filters.fill_holes))
        return Captions(
            tr("{cam}: nine thresholds", cam=choice.layer("cam").name()),
            " · ".join(parts),
            tr("At or above the threshold"),
            tr("Inventory: {name}", name=inventory.name()) if inventory is not None else "",
        )
