"""The panel that leads a newcomer through the work, and shows how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from qgis.core import QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from qgis.utils import iface

from ...layer_kinds import is_mapped
from ...models.settings import STARTER
from ...translation import tr
from ..step_dialogs import open_step
from .new_inventory import ask_for_inventory
from .project_state import ProjectState
from .sample_project import ask_for_sample
from .start_card import MISSING, Card, StartCard, there
from .start_rows import all_rows, next_row

_CLOSED = "scarp/start_panel_closed"


def was_closed() -> bool:
    """Whether somebody has closed the panel in this profile."""
    return str(QgsSettings().value(_CLOSED, "")).lower() in ("true", "1")


class StartPanel(QDockWidget):
    """Draw, train, map, check, hand over: what each needs, whether that exists, and its steps.

    Args:
        preview: Opens the threshold preview.
        review: Opens the review panel.
        parent: QGIS's window.
    """

    def __init__(
        self,
        preview: Callable[[], object],
        review: Callable[[], object],
        parent: QWidget | None = None,
    ):
        super().__init__(tr("Scarp: start"), parent)
        self.setObjectName("ScarpStart")
        self._preview, self._review = preview, review
        self.state = ProjectState(iface.activeLayer, self)
        self.state.changed.connect(self._show)
        rows = all_rows()
        self._rows = rows
        self.cards = {row.key: StartCard(n, row) for n, row in enumerate(rows, start=1)}
        for card in self.cards.values():
            card.asked.connect(self._open)
        contents = QWidget()
        layout = QVBoxLayout(contents)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(5)
        layout.addWidget(self._runtime_card())
        layout.addWidget(self._scrolling(), 1)
        layout.addWidget(self._sample_card())
        self.setWidget(contents)
        self._next = ""
        iface.currentLayerChanged.connect(self.state.look_later)
        self.visibilityChanged.connect(self._follow_visibility)

    def closeEvent(self, event):
        """Remembers that a person has closed the panel; not called when QGIS quits."""
        QgsSettings().setValue(_CLOSED, True)
        super().closeEvent(event)

    def close_panel(self) -> None:
        """Disconnects from the project, before the panel is deleted."""
        self.visibilityChanged.disconnect(self._follow_visibility)
        iface.currentLayerChanged.disconnect(self.state.look_later)
        self.state.stop()

    # Appearance

    def _runtime_card(self) -> Card:
        self.runtime_card = Card()
        self.runtime = QLabel()
        self.runtime.setWordWrap(True)
        self.runtime.setTextFormat(Qt.TextFormat.RichText)
        self.runtime_button = QPushButton()
        self.runtime_button.clicked.connect(lambda: open_step(self._runtime_step(), {}))
        layout = QHBoxLayout(self.runtime_card)
        layout.setContentsMargins(8, 4, 6, 4)
        layout.addWidget(self.runtime, 1)
        layout.addWidget(self.runtime_button)
        return self.runtime_card

    def _sample_card(self) -> Card:
        self.sample_card = Card()
        words = QLabel(tr("No data at hand?"))
        words.setWordWrap(True)
        self.sample = QPushButton(tr("Make the sample…"))
        self.sample.setToolTip(
            tr(
                "Copies an image of 512 × 512 pixels, landslides drawn on it and the area in which "
                "they are complete into a folder that you choose, and adds them to the project. "
                "The scene is computed, not photographed."
            )
        )
        self.sample.clicked.connect(lambda: ask_for_sample(iface.mainWindow()))
        layout = QHBoxLayout(self.sample_card)
        layout.setContentsMargins(8, 4, 6, 4)
        layout.addWidget(words, 1)
        layout.addWidget(self.sample)
        return self.sample_card

    def _scrolling(self) -> QScrollArea:
        contents = QWidget()
        layout = QVBoxLayout(contents)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        for card in self.cards.values():
            layout.addWidget(card)
        layout.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(contents)
        return self._scroll

    def _follow_visibility(self, *_) -> None:
        # Behind another tab the panel is not visible, but not closed either.
        if self.isHidden():
            self.state.stop()
        else:
            self.state.follow()

    def _show(self) -> None:
        found = self.state.found
        next_ = next_row(self._rows, found)
        # What to do next may be in no card: then the card that needs it.
        suggested = {"sample": "draw", "runtime": "now"}.get(next_, next_)
        for card in self.cards.values():
            card.show_found(found, next_, suggested)
        draw = self.cards["draw"].buttons
        draw["add image"].setVisible("image" not in found)
        draw["new layer"].setEnabled("image" in found)
        self.cards["hand over"].buttons["export"].setEnabled(self._to_export() is not None)
        self.sample_card.set_next(next_ == "sample")
        self._show_runtime(next_ == "runtime")
        if next_ != self._next and next_ in self.cards:
            # After the layout has settled, as texts have changed.
            QTimer.singleShot(0, self._scroll_to_next)
        self._next = next_

    def _scroll_to_next(self) -> None:
        self._scroll.ensureWidgetVisible(self.cards[self._next], 0, 0)

    def _show_runtime(self, is_next: bool) -> None:
        interpreter, problem = self.state.runtime.interpreter, self.state.runtime.problem
        self.runtime_card.set_next(is_next)
        whole = tr("The Python that trains and classifies.")
        if interpreter is not None:
            # The tooltip has room for the path, in the words of the settings page.
            whole = {
                "setting": tr("{path}, named in the settings", path=interpreter.path),
                "variable": tr("{path}, named in SCARP_PYTHON", path=interpreter.path),
                "managed": tr("{path}, managed by Scarp", path=interpreter.path),
            }[interpreter.origin]
            words = {
                "setting": tr("named in the settings"),
                "variable": tr("named in SCARP_PYTHON"),
                "managed": tr("managed by Scarp"),
            }[interpreter.origin]
        elif problem is not None:
            words = tr(problem.template, **problem.values)
        else:
            words = tr("none yet")
            whole = tr("None yet: install it, or name a Python of your own.")
        mark = MISSING if interpreter is None else there(self.palette())
        self.runtime.setText(f"{mark} <b>{escape(tr('Runtime'))}</b> {escape(words)}")
        self.runtime.setToolTip(whole)
        self.runtime_button.setText(tr("Install…") if interpreter is None else tr("Check…"))
        self.runtime_button.setToolTip(
            tr("Installs the Python that trains and classifies; it takes minutes.")
            if interpreter is None
            else tr("Tries the current settings, and writes a report that you can pass on.")
        )

    # Actions

    def _runtime_step(self) -> str:
        has_one = self.state.runtime.interpreter is not None
        return "scarp:checkruntime" if has_one else "scarp:installruntime"

    def _open(self, name: str) -> None:
        if name == "add image":
            iface.actionAddRasterLayer().trigger()
        elif name == "new layer":
            ask_for_inventory(self.state.layer("image"), iface.mainWindow())
        elif name == "starter":
            open_step("scarp:mapanewimage", {"MODEL": str(STARTER)})
        elif name == "preview":
            self._preview()
        elif name == "review":
            self._review()
        elif name == "export":
            self._export()
        else:
            open_step(name, {})

    def _to_export(self) -> QgsVectorLayer | None:
        """The active layer if it holds mapped landslides, else the first that does."""
        active = iface.activeLayer()
        if active is not None and is_mapped(active):
            return active
        return self.state.layer("mapped")

    def _export(self) -> None:
        iface.setActiveLayer(self._to_export())
        iface.actionLayerSaveAs().trigger()
