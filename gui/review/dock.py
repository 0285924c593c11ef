"""The review panel: one key a verdict, what was missed by a click, and training on with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from qgis.core import QgsGeometry, QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt.QtCore import QEvent, Qt, QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QLineEdit, QWidget

from ...core.cam.cam import Cam
from ...core.messages import ScarpError
from ...core.review.tiles import propose_tiles
from ...core.statuses import AUTOMATIC, CHECKED, DOUBTFUL, EDITED, REJECTED
from ...layer_kinds import is_cam, is_image, is_mapped
from ...models.settings import TRAIN_ON, WAYS
from ...translation import tr
from .click_tool import ClickTool
from .drafts import Draft
from .editing import merge, split, start_tool
from .help import show_help
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
from .outline import Outline, to_canvas
from .queue import ReviewQueue
from .rounds import Rounds, model_of, show_map
from .tile_layer import CheckedTiles
from .verdicts import add_landslide, start_editing, usual_mapper, write_verdict

_SCOPE = "scarp"
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
        # Connected before the boxes are, which would replace a removed layer by any other.
        QgsProject.instance().layersWillBeRemoved.connect(self._forget)
        self.layout_ = ReviewLayout()
        self.setWidget(self.layout_)
        self.queue = ReviewQueue(self)
        self.outline = Outline(canvas)
        self.tool = ClickTool(canvas, self.outline)
        self.rounds = Rounds(self)
        self._tiles: CheckedTiles | None = None
        self._draft: Draft | None = None
        self._tool_before: QgsMapTool | None = None
        self._blinked: list[QgsMapLayer] | None = None
        self._quiet = False
        self._count_later = QTimer(self)
        self._count_later.setSingleShot(True)
        self._count_later.setInterval(_REST)
        self._count_later.timeout.connect(self._show_counts)
        self._connect()
        self.layout_.mapper.setText(usual_mapper())
        self.restore()

    def _connect(self) -> None:
        layout, project = self.layout_, QgsProject.instance()
        actions: dict[str, Callable[[], None]] = {
            **{name: lambda name=name: self.judge(_VERDICTS[name]) for name in _VERDICTS},
            EDIT: self.edit,
            SPLIT: lambda: self._edit_with(split),
            MERGE: lambda: self._edit_with(merge),
            NEXT: self.go_on,
            BACK: self.go_back,
            ADD: self.toggle_adding,
            TILE: self.check_tile,
            PROPOSE: self.go_to_tile,
            BLINK: self.blink,
        }
        self._actions = actions
        for name, action in actions.items():
            layout.buttons[name].clicked.connect(lambda _checked=False, action=action: action())
        for name, box in layout.boxes.items():
            box.layerChanged.connect(lambda _layer, name=name: self._choose(name))
        layout.order.currentIndexChanged.connect(
            lambda _index: self.queue.set_order(layout.order.currentData())
        )
        layout.filter.currentIndexChanged.connect(self._take_filter)
        layout.least.valueChanged.connect(self._take_filter)
        layout.save.clicked.connect(self.save)
        layout.restore.clicked.connect(self.take_draft)
        layout.retrain.clicked.connect(lambda: self.retrain(TRAIN_ON))
        for way, action in layout.ways.items():
            action.triggered.connect(lambda _checked=False, way=way: self.retrain(way))
        layout.versions.activated.connect(self._show_version)
        layout.help.clicked.connect(lambda: show_help(self))
        self.queue.moved.connect(self._show_current)
        self.queue.changed.connect(self._count_later.start)
        self.tool.taken.connect(self._add)
        self.tool.said.connect(self.show_message)
        self.rounds.progressed.connect(self._show_progress)
        self.rounds.done.connect(self._show_round)
        self.rounds.failed.connect(self.show_message)
        project.readProject.connect(self.restore)
        project.layersAdded.connect(self._take_added)
        self._canvas.installEventFilter(self)
        self._canvas.mapToolSet.connect(self._follow_tool)
        self.visibilityChanged.connect(self._follow_visibility)

    # Layers

    def layer(self, name: str) -> QgsMapLayer | None:
        """A layer: "polygons", "cam", "image" or "before"; None where none is chosen."""
        return self.layout_.boxes[name].currentLayer()

    def choose(self, name: str, layer: QgsMapLayer | None) -> None:
        """Chooses a layer."""
        self.layout_.boxes[name].setLayer(layer)

    def restore(self, *_) -> None:
        """Chooses the layers that the project names, else likely ones."""
        project = QgsProject.instance()
        self._quiet = True
        for name, box in self.layout_.boxes.items():
            kept, is_kept = project.readEntry(_SCOPE, f"review/{name}", "")
            box.setLayer(project.mapLayer(kept) if is_kept and kept else self._likely(name))
        self._quiet = False
        for name in self.layout_.boxes:
            self._take(name)

    def _likely(self, name: str) -> QgsMapLayer | None:
        fits = {"polygons": is_mapped, "cam": is_cam, "image": is_image}.get(name)
        if fits is None:
            return None
        layers = QgsProject.instance().layerTreeRoot().layerOrder()
        return next((layer for layer in layers if fits(layer)), None)

    def _take_added(self, *_) -> None:
        for name in ("polygons", "cam", "image"):
            if self.layer(name) is None:
                likely = self._likely(name)
                if likely is not None:
                    self.choose(name, likely)

    def _choose(self, name: str) -> None:
        if self._quiet:
            return
        layer = self.layer(name)
        chosen = layer.id() if layer is not None else ""
        if QgsProject.instance().readEntry(_SCOPE, f"review/{name}", "")[0] != chosen:
            QgsProject.instance().writeEntry(_SCOPE, f"review/{name}", chosen)
        self._take(name)

    def _take(self, name: str) -> None:
        """Takes a layer that was chosen; while the panel is hidden, nothing is read."""
        layer = self.layer(name)
        if self.isHidden():
            return
        if name == "polygons" and layer is not self.queue.layer:
            self._leave_layer()
            self.queue.set_layer(layer)
            self._draft = Draft(layer) if layer is not None else None
            if layer is not None:
                layer.geometryChanged.connect(self._follow_geometry)
                layer.afterCommitChanges.connect(self._forget_draft)
            count = self._draft.count if self._draft else 0
            self.layout_.restore.setVisible(bool(count))
            if count:
                self.show_message(
                    tr(
                        "QGIS ended before {count} verdicts on {name} were saved: they can be "
                        "taken back.",
                        count=count,
                        name=layer.name(),
                    )
                )
        elif name == "cam":
            self.tool.set_cam(layer if isinstance(layer, QgsRasterLayer) else None)
            self._tiles = None
            with suppress(ScarpError):
                self._tiles = CheckedTiles(layer) if layer is not None else None
            self._fill_versions()
        elif name == "before":
            self.layout_.buttons[BLINK].setEnabled(layer is not None)
        self._count_later.start()

    def _leave_layer(self) -> None:
        layer = self.queue.layer
        if layer is not None:
            with suppress(RuntimeError, TypeError):
                layer.geometryChanged.disconnect(self._follow_geometry)
                layer.afterCommitChanges.disconnect(self._forget_draft)
        self.outline.hide()

    def _forget(self, ids: list[str]) -> None:
        """Lets go of layers that are about to be removed."""
        for name, box in self.layout_.boxes.items():
            layer = box.currentLayer()
            if layer is not None and layer.id() in ids:
                if name == "polygons":
                    self._leave_layer()
                    self.queue.set_layer(None)
                self.choose(name, None)

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
        if self.isHidden() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
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
            self.show_message(
                tr("All of these polygons have been looked at.")
                if self.queue.total
                else tr("Choose polygons to go through.")
            )

    def go_back(self) -> None:
        """Shows the one that was looked at before."""
        self.queue.go_back()

    def _show_current(self) -> None:
        layer, fid = self.queue.layer, self.queue.current
        if layer is None or fid is None:
            self.outline.hide()
            return
        geometry = layer.getFeature(fid).geometry()
        self.outline.show(geometry, layer)
        if not self._is_drawing():
            self.outline.zoom(geometry, layer)

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
        self._keep(fid)
        self.queue.note_verdict()
        self.go_on()

    def _keep(self, fid: int) -> None:
        if self._draft is not None and self.queue.layer is not None:
            try:
                self._draft.keep(self.queue.layer, fid)
            except OSError as error:
                self.show_message(
                    tr("The draft cannot be kept ({reason}): save often.", reason=error.strerror)
                )

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
        # Not within the command that moves them.
        QTimer.singleShot(0, lambda: self._note_edit(fid))

    def _note_edit(self, fid: int) -> None:
        layer = self.queue.layer
        if layer is None or not layer.isEditable() or not layer.getFeature(fid).isValid():
            return
        if not write_verdict(layer, fid, EDITED, self.mapper):
            self._keep(fid)
            self.queue.note_verdict()

    def save(self) -> None:
        """Saves the layer's edits, and stays in edit mode."""
        layer = self.queue.layer
        if layer is None or not layer.isEditable():
            return
        if layer.commitChanges(False):
            self.show_message(tr("The verdicts are saved."))
        else:
            self.show_message("\n".join(layer.commitErrors()))

    def _forget_draft(self) -> None:
        if self._draft is not None:
            self._draft.forget()
        self.layout_.restore.hide()

    def take_draft(self) -> None:
        """Writes the verdicts of a session that ended early into the edit buffer."""
        layer = self.queue.layer
        if layer is None or self._draft is None:
            return
        problem = start_editing(layer)
        if problem:
            self.show_message(problem)
            return
        layer.beginEditCommand(tr("Draft of a review"))
        count = self._draft.restore(layer)
        layer.endEditCommand()
        self.layout_.restore.hide()
        self.queue.read_again()
        self.show_message(tr("{count} verdicts were taken back: save them.", count=count))

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

    def _add(self, geometry: QgsGeometry, polygon) -> None:
        layer = self.queue.layer
        if layer is None:
            return
        problem = start_editing(layer)
        if problem:
            self.show_message(problem)
            return
        from qgis.core import QgsCoordinateTransform

        shown = self._canvas.mapSettings().destinationCrs()
        geometry.transform(QgsCoordinateTransform(shown, layer.crs(), QgsProject.instance()))
        names = ("area_m2", "perim_m", "length_m", "width_m", "cam_mean", "cam_max")
        values = {name: getattr(polygon, name) for name in names} if polygon else {}
        if polygon:
            values["class"] = polygon.class_name
        fid = add_landslide(layer, geometry, self.mapper, values)
        if fid is None:
            self.show_message(tr("The landslide could not be added to {name}.", name=layer.name()))
            return
        self._keep(fid)
        layer.triggerRepaint()
        self.show_message(tr("Added. Click on the next one, or press N to end."))

    # Checked tiles

    def check_tile(self) -> None:
        """Marks the tile in the middle of the map as checked, or no longer."""
        if self._tiles is None:
            self.show_message(tr("Choose the class activation raster: tiles follow its grid."))
            return
        crs = self._canvas.mapSettings().destinationCrs()
        tile = self._tiles.tile_at(self._canvas.center(), crs)
        if tile is None:
            self.show_message(tr("There is no tile in the middle of the map."))
            return
        is_checked = self._tiles.toggle(tile, self.mapper)
        self.show_message(
            tr("The tile is checked: what is no landslide there is background.")
            if is_checked
            else tr("The tile is no longer checked.")
        )
        self._count_later.start()

    def go_to_tile(self) -> None:
        """Shows the tile that would teach the model most."""
        cam = self.layer("cam")
        if self._tiles is None or cam is None:
            self.show_message(tr("Choose the class activation raster: tiles follow its grid."))
            return
        with Cam(cam.source()) as opened:
            found = propose_tiles(opened, 1, self._tiles.middles())
        if not found:
            self.show_message(tr("All tiles are checked."))
            return
        geometry = self._tiles.geometry(found[0])
        box = to_canvas(geometry.boundingBox(), cam, self._canvas)
        if box is not None:
            self._canvas.setExtent(box.buffered(0.05 * box.width()))
            self._canvas.refresh()
        self.outline.show(geometry, self._tiles.layer)
        self.show_message(
            tr(
                "Look at all in this tile: judge its polygons, add what was missed (N), then press "
                "T."
            )
        )

    # Both dates

    def blink(self) -> None:
        """Shows the image before the event, or what was shown before."""
        before = self.layer("before")
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

    # Training on

    def retrain(self, way: str) -> None:
        """Trains the model on with what was checked, in the background."""
        if self.rounds.is_running:
            self.rounds.cancel()
            return
        polygons, cam, image = (self.layer(name) for name in ("polygons", "cam", "image"))
        if None in (polygons, cam, image) or self._tiles is None:
            self.show_message(tr("Choose polygons, class activation raster and image."))
            return
        if not self._tiles.count():
            self.show_message(tr("Mark at least one tile as checked (T): it shows background."))
            return
        model = model_of(cam)
        if not model:
            self.show_message(
                tr(
                    "The model that made {name} is not among those that were used last: run “Model "
                    "info” with it, and try again.",
                    name=cam.name(),
                )
            )
            return
        parameters = {
            "INPUT": polygons.id(),
            "CHECKED": self._tiles.layer.id(),
            "IMAGE": image.id(),
            "MODEL": model,
            "WAY": WAYS.index(way),
            "MINUTES": self.layout_.minutes.value(),
        }
        self.rounds.start(cam, parameters)
        self.show_message(tr("The model is trained on; you can go on meanwhile."))

    def _show_round(self, figures: dict) -> None:
        cam = self.layer("cam")
        name = tr("CAM – round {number}", number=len(self.rounds.versions(cam)) if cam else 1)
        show_map(figures["cam"], name)
        self._fill_versions()
        told = tr(
            "F1 on {count} tiles that were not learned from: {before:.3f} before, {after:.3f} "
            "after.",
            count=int(figures.get("TILES_KEPT", 0)),
            before=figures.get("F1_BEFORE", float("nan")),
            after=figures.get("F1", float("nan")),
        )
        if not figures.get("TILES_KEPT"):
            told = tr("The image is mapped again; no tile was kept to measure on.")
        self.show_message(told)

    def _fill_versions(self) -> None:
        box, cam = self.layout_.versions, self.layer("cam")
        box.clear()
        box.addItem(tr("Rounds"), None)
        for number, one in enumerate(self.rounds.versions(cam) if cam is not None else [], 1):
            f1 = one.get("F1")
            text = tr("Round {number}", number=number)
            box.addItem(text if f1 is None else f"{text}: F1 {f1:.3f}", one)
        box.setEnabled(box.count() > 1)

    def _show_version(self, index: int) -> None:
        one = self.layout_.versions.itemData(index)
        if one:
            show_map(one["cam"], tr("CAM – round {number}", number=index))

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
        tiles = self._tiles.count() if self._tiles is not None and not self.isHidden() else 0
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

    def _show_progress(self, percent: int) -> None:
        self.layout_.progress.setVisible(percent >= 0)
        self.layout_.progress.setValue(max(percent, 0))
        self.layout_.retrain.setText(tr("Cancel") if percent >= 0 else tr("Retrain"))

    def close_dock(self) -> None:
        """Ends all work and disconnects from canvas and project, before the dock is deleted."""
        project = QgsProject.instance()
        self._end_blink()
        self.rounds.cancel()
        self._leave_layer()
        self.queue.stop()
        if self._canvas.mapTool() is self.tool:
            self._canvas.unsetMapTool(self.tool)
        self.tool.close()
        self._canvas.removeEventFilter(self)
        self._canvas.mapToolSet.disconnect(self._follow_tool)
        project.layersWillBeRemoved.disconnect(self._forget)
        project.readProject.disconnect(self.restore)
        project.layersAdded.disconnect(self._take_added)
        self.visibilityChanged.disconnect(self._follow_visibility)
        self.outline.close()
