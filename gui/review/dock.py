"""The review panel: one key a verdict, what was missed by a click, and training on with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from qgis.core import (
    QgsCoordinateTransform,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt.QtCore import QEvent, Qt, QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QLineEdit, QWidget

from ...core.statuses import AUTOMATIC, CHECKED, DOUBTFUL, EDITED, REJECTED
from ...layer_kinds import is_cam
from ...translation import tr
from .click_tool import ClickTool
from .drafts import Draft
from .editing import (
    add_landslide,
    merge,
    split,
    start_editing,
    start_tool,
    usual_mapper,
    write_verdict,
)
from .facts import status_of
from .help import show_help
from .layers import ReviewLayers
from .layout import (
    ACCEPT,
    ADD,
    BACK,
    BLINK,
    DOUBT,
    EDIT,
    KEYS,
    MERGE,
    NEXT,
    PROPOSE,
    REJECT,
    SPLIT,
    TILE,
    ReviewLayout,
)
from .outline import Outline
from .queue import ReviewQueue
from .teaching import Teaching

_VERDICTS = {ACCEPT: CHECKED, REJECT: REJECTED, DOUBT: DOUBTFUL}
#: Milliseconds after the last keystroke or edit before counts are written anew.
_REST = 60


class ReviewDock(QDockWidget):
    """Goes through polygons, and writes what a person says of them into their layer.

    Args:
        canvas: QGIS's map canvas.
        parent: QGIS's window.
    """

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None):
        super().__init__(tr("Scarp: review"), parent)
        self.setObjectName("ScarpReview")
        self._canvas = canvas
        self.layers = ReviewLayers(self)
        self.layout_ = ReviewLayout()
        self.setWidget(self.layout_)
        self.queue = ReviewQueue(self)
        self.outline = Outline(canvas)
        self.tool = ClickTool(canvas, self.outline)
        self.teaching = Teaching(
            canvas, self.layout_, self.layers, self.outline, lambda: self.mapper, self
        )
        #: By the ids of layers that have been reviewed in this session.
        self._drafts: dict[str, Draft] = {}
        self._tool_before: QgsMapTool | None = None
        self._blinked: list[QgsMapLayer] | None = None
        self._is_restoring = False
        self._count_later = QTimer(self)
        self._count_later.setSingleShot(True)
        self._count_later.setInterval(_REST)
        self._count_later.timeout.connect(self._show_counts)
        self._connect()
        self.layout_.mapper.setText(usual_mapper())
        self.layers.follow(self.layout_.boxes)
        self.layers.restore()

    def _connect(self) -> None:
        layout = self.layout_
        actions: dict[str, Callable[[], None]] = {
            **{name: lambda name=name: self.judge(_VERDICTS[name]) for name in _VERDICTS},
            EDIT: self.edit,
            SPLIT: lambda: self._edit_with(split),
            MERGE: lambda: self._edit_with(merge),
            NEXT: self.go_on,
            BACK: self.go_back,
            ADD: self.toggle_adding,
            TILE: self.teaching.check_tile,
            PROPOSE: self.teaching.go_to_tile,
            BLINK: self.blink,
        }
        self._actions = actions
        for name, action in actions.items():
            layout.buttons[name].clicked.connect(lambda _checked=False, action=action: action())
        self.layers.chosen.connect(self._take)
        self.layers.leaving.connect(self._leave)
        layout.order.currentIndexChanged.connect(
            lambda _index: self.queue.set_order(layout.order.currentData())
        )
        layout.filter.currentIndexChanged.connect(self._take_filter)
        layout.least.valueChanged.connect(self._take_filter)
        layout.save.clicked.connect(self.save)
        layout.restore.clicked.connect(self.take_draft)
        layout.help.clicked.connect(lambda: show_help(self))
        self.queue.moved.connect(lambda: self._show_current(zoom=True))
        self.queue.reshaped.connect(lambda: self._show_current(zoom=False))
        self.queue.changed.connect(self._count_later.start)
        self.tool.taken.connect(self._add)
        self.tool.said.connect(self.show_message)
        self.teaching.said.connect(self.show_message)
        self.teaching.changed.connect(self._count_later.start)
        self._canvas.installEventFilter(self)
        self._canvas.mapToolSet.connect(self._follow_tool)
        self.visibilityChanged.connect(self._follow_visibility)

    # Layers

    def _take(self, name: str) -> None:
        """Takes a layer that was chosen; while the panel is hidden, nothing is read."""
        layer = self.layers.layer(name)
        if self.isHidden():
            return
        if name == "polygons" and layer is not self.queue.layer:
            self._leave_layer()
            self.queue.set_layer(layer)
            self.show_message("")
            if layer is not None:
                layer.geometryChanged.connect(self._follow_geometry)
            self._offer_draft(layer)
        elif name == "cam":
            self.tool.set_cam(layer if layer is not None and is_cam(layer) else None)
            self.teaching.take_cam(layer)
        elif name == "image":
            self.tool.set_image(layer)
        elif name == "before":
            self.layout_.buttons[BLINK].setEnabled(layer is not None)
        self._count_later.start()

    def _offer_draft(self, layer: QgsVectorLayer | None) -> None:
        """Follows a layer's edits from here on, and offers what an earlier session has left."""
        if layer is not None and layer.id() not in self._drafts:
            draft = self._drafts[layer.id()] = Draft(layer, self)
            draft.failed.connect(
                lambda reason: self.show_message(
                    tr("The draft cannot be kept ({reason}): save often.", reason=reason)
                )
            )
        count = self._drafts[layer.id()].count if layer is not None else 0
        self.layout_.restore.setVisible(bool(count))
        if count:
            self.show_message(
                tr(
                    "QGIS ended before the edits of {count} polygons of {name} were saved: they "
                    "can be taken back.",
                    count=count,
                    name=layer.name(),
                )
            )
        elif layer is not None and layer.providerType() == "memory":
            self.show_message(
                tr(
                    "{name} is a temporary layer, which ends with QGIS: make it permanent (Layer > "
                    "Save As) before you review it.",
                    name=layer.name(),
                )
            )

    def _leave(self, name: str) -> None:
        """Lets go of a layer that is about to be removed."""
        if name == "polygons":
            self._leave_layer()
            self.queue.set_layer(None)
        elif name == "image":
            self.tool.set_image(None)
        elif name == "before":
            self._end_blink()

    def _leave_layer(self) -> None:
        layer = self.queue.layer
        if layer is not None:
            with suppress(RuntimeError, TypeError):
                layer.geometryChanged.disconnect(self._follow_geometry)
        self.outline.hide()

    def _follow_visibility(self, *_) -> None:
        if self.isHidden():
            self._leave_layer()
            self.queue.set_layer(None)
            self.tool.close()
            if self.layout_.buttons[ADD].isChecked():
                self.toggle_adding()
            self._end_blink()
            return
        for name in self.layout_.boxes:
            if name != "polygons" or self.queue.layer is None:
                self._take(name)

    # Keys

    def eventFilter(self, watched, event) -> bool:
        """Takes the keys of the review on the map, unless a tool of QGIS needs them."""
        if event.type() == QEvent.Type.KeyPress and watched is self._canvas:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event) -> None:
        """Takes the keys of the review in the panel."""
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event) -> bool:
        # Behind another panel, nobody would see what is said.
        if (
            self.visibleRegion().isEmpty()
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            return False
        name = next((name for name, key in KEYS.items() if key == event.key()), None)
        if name is None or (isinstance(self.focusWidget(), QLineEdit) and self._is_typing()):
            return False
        if name == BACK and self._is_drawing():
            return False
        self._actions[name]()
        return True

    def _is_typing(self) -> bool:
        focused = self.focusWidget()
        return focused is not None and focused.hasFocus()

    def _is_drawing(self) -> bool:
        """Whether an editing tool of QGIS has the map, whose last point this key takes back."""
        tool = self._canvas.mapTool()
        return (
            tool is not None
            and tool is not self.tool
            and bool(tool.flags() & QgsMapTool.Flag.EditTool)
        )

    # Going through

    def go_on(self) -> None:
        """Shows the next polygon."""
        self.show_message("")
        if not self.queue.go_on():
            # A further key is not to change the verdict on the last one.
            self.queue.leave()
            self.outline.hide()
            self.show_message(
                tr("All of these polygons have been looked at.")
                if self.queue.total
                else tr("Choose polygons to go through.")
            )

    def go_back(self) -> None:
        """Shows the one that was looked at before."""
        self.show_message("")
        self.queue.go_back()

    def _show_current(self, zoom: bool) -> None:
        layer, fid = self.queue.layer, self.queue.current
        if layer is None or fid is None:
            self.outline.hide()
            return
        geometry = layer.getFeature(fid).geometry()
        self.outline.show(geometry, layer)
        if zoom:
            self.outline.zoom(geometry, layer, self._pixel())

    def _pixel(self) -> float:
        """Side of a pixel of the CAM in units of the map, 0 where that is not known."""
        cam = self.layers.layer("cam")
        shown = self._canvas.mapSettings().destinationCrs()
        if cam is None or cam.crs().mapUnits() != shown.mapUnits():
            return 0.0
        return float(cam.rasterUnitsPerPixelX())

    # Verdicts

    @property
    def mapper(self) -> str:
        """Who checks."""
        return self.layout_.mapper.text().strip() or usual_mapper()

    def judge(self, status: str) -> None:
        """Writes a verdict on the current polygon, and shows the next one."""
        layer, fid = self.queue.layer, self.queue.current
        if layer is None or fid is None:
            self.go_on()
            return
        problem = write_verdict(layer, fid, status, self.mapper)
        if problem:
            self.show_message(problem)
            return
        self.queue.note_verdict()
        self.go_on()

    def edit(self) -> None:
        """Takes QGIS's vertex tool for the current polygon."""
        self._edit_with(lambda layer, _fid: start_tool(layer, "actionVertexToolActiveLayer"))

    def _edit_with(self, action: Callable[[QgsVectorLayer, int], str]) -> None:
        layer, fid = self.queue.layer, self.queue.current
        if layer is None or fid is None:
            return
        problem = start_editing(layer) or action(layer, fid)
        self.show_message(problem)

    def _follow_geometry(self, fid: int, _geometry) -> None:
        """A polygon whose corners a person has moved is an edited one."""
        layer = self.queue.layer
        # What is undone, given up or taken back from a draft is no edit of a person.
        if layer is not None and layer.isEditCommandActive() and not self._is_restoring:
            # Not within the command that moves them.
            QTimer.singleShot(0, lambda: self._note_edit(fid))

    def _note_edit(self, fid: int) -> None:
        layer = self.queue.layer
        feature = layer.getFeature(fid) if layer is not None and layer.isEditable() else None
        if feature is None or not feature.isValid() or status_of(feature) == EDITED:
            return
        if not write_verdict(layer, fid, EDITED, self.mapper):
            self.queue.note_verdict()

    def save(self) -> None:
        """Saves the layer's edits, and stays in edit mode."""
        layer = self.queue.layer
        if layer is None or not layer.isEditable():
            return
        if layer.commitChanges(False):
            self.show_message(
                tr("The verdicts are saved in a temporary layer, which ends with QGIS.")
                if layer.providerType() == "memory"
                else tr("The verdicts are saved.")
            )
        else:
            self.show_message("\n".join(layer.commitErrors()))

    def take_draft(self) -> None:
        """Writes the edits of a session that ended early into the edit buffer."""
        layer = self.queue.layer
        if layer is None:
            return
        problem = start_editing(layer)
        if problem:
            self.show_message(problem)
            return
        self._is_restoring = True
        layer.beginEditCommand(tr("Draft of a review"))
        count = self._drafts[layer.id()].restore()
        layer.endEditCommand()
        self._is_restoring = False
        self.layout_.restore.hide()
        # It may have a verdict by now.
        self.queue.leave()
        self.queue.read_again()
        self.show_message(
            tr("The edits of {count} polygons were taken back: save them.", count=count)
        )

    # What was missed

    def toggle_adding(self) -> None:
        """Takes the tool that adds landslides, or gives it back."""
        button = self.layout_.buttons[ADD]
        if self._canvas.mapTool() is self.tool:
            if self._tool_before is not None:
                self._canvas.setMapTool(self._tool_before)
            else:
                self._canvas.unsetMapTool(self.tool)
            button.setChecked(False)
            self.show_message("")
            return
        if self.queue.layer is None:
            button.setChecked(False)
            self.show_message(tr("Choose the polygons to which landslides are added."))
            return
        self._tool_before = self._canvas.mapTool()
        self._canvas.setMapTool(self.tool)
        button.setChecked(True)
        self._canvas.setFocus()
        self.show_message(
            tr("Click on a landslide that was missed, or draw it with the button held.")
        )

    def _follow_tool(self, tool, *_) -> None:
        self.layout_.buttons[ADD].setChecked(tool is self.tool)

    def _add(self, geometry: QgsGeometry, values: dict) -> None:
        layer = self.queue.layer
        if layer is None:
            return
        problem = start_editing(layer)
        if problem:
            self.show_message(problem)
            return
        shown = self._canvas.mapSettings().destinationCrs()
        geometry.transform(QgsCoordinateTransform(shown, layer.crs(), QgsProject.instance()))
        fid = add_landslide(layer, geometry, self.mapper, values)
        if fid is None:
            self.show_message(tr("The landslide could not be added to {name}.", name=layer.name()))
            return
        layer.triggerRepaint()
        self.show_message(tr("Added. Click on the next one, or press N to end."))

    # Both dates

    def blink(self) -> None:
        """Shows the image before the event, or what was shown before."""
        before = self.layers.layer("before")
        if self._blinked is not None or before is None:
            self._end_blink()
            return
        self._blinked = self._canvas.layers()
        vectors = [one for one in self._blinked if isinstance(one, QgsVectorLayer)]
        self._canvas.setLayers([*vectors, before])
        self.layout_.buttons[BLINK].setChecked(True)

    def _end_blink(self) -> None:
        if self._blinked is not None:
            alive = set(QgsProject.instance().mapLayers().values())
            self._canvas.setLayers([one for one in self._blinked if one in alive])
        self._blinked = None
        self.layout_.buttons[BLINK].setChecked(False)

    # Saying what there is

    def _take_filter(self, *_) -> None:
        self.queue.set_filter(set(self.layout_.filter.currentData()), self.layout_.least.value())

    def _show_counts(self) -> None:
        counts, total = self.queue.counts(), self.queue.total
        if self.queue.is_reading:
            self.layout_.counts.setText(tr("Reading…"))
            return
        done = total - counts.get(AUTOMATIC, 0)
        self.layout_.share.setMaximum(max(total, 1))
        self.layout_.share.setValue(done)
        tiles = 0 if self.isHidden() else self.teaching.count()
        told = tr(
            "{done} of {total} looked at: {accepted} accepted, {edited} edited, {rejected} "
            "rejected, {doubtful} doubtful; {tiles} tiles checked.",
            done=done,
            total=total,
            accepted=counts.get(CHECKED, 0),
            edited=counts.get(EDITED, 0),
            rejected=counts.get(REJECTED, 0),
            doubtful=counts.get(DOUBTFUL, 0),
            tiles=tiles,
        )
        minutes = self.queue.minutes_left
        if minutes is not None:
            told += " " + tr("About {minutes:.0f} minutes left at this pace.", minutes=minutes)
        self.layout_.counts.setText(told)

    def show_message(self, text: str) -> None:
        """Shows a message; "" hides it."""
        self.layout_.message.setText(text)
        self.layout_.message.setVisible(bool(text))

    def close_dock(self) -> None:
        """Ends all work and disconnects from canvas and project, before the dock is deleted."""
        self._end_blink()
        self.teaching.close()
        self._leave_layer()
        for draft in self._drafts.values():
            draft.close()
        self.queue.stop()
        if self._canvas.mapTool() is self.tool:
            self._canvas.unsetMapTool(self.tool)
        self.tool.close()
        self._canvas.removeEventFilter(self)
        self._canvas.mapToolSet.disconnect(self._follow_tool)
        self.layers.close()
        self.visibilityChanged.disconnect(self._follow_visibility)
        self.outline.close()
