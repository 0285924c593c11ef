"""What the model is taught: checked tiles, and training on with them."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.cam.cam import Cam
from ...core.messages import ScarpError
from ...core.review.tiles import propose_tiles
from ...layer_kinds import is_cam
from ...models.settings import TRAIN_ON, WAYS
from ...translation import tr
from .comparison import Comparison
from .layers import ReviewLayers
from .layout import ReviewLayout
from .outline import Outline, to_canvas
from .rounds import Rounds, model_of, show_map
from .tile_layer import CheckedTiles

#: Seconds in which a second click on the button does not yet cancel.
_MOMENT = 1.0


class Teaching(QObject):
    """Marks tiles as checked, proposes others, and trains rounds.

    Args:
        canvas: QGIS's.
        layout: Of the panel.
        layers: Those that were chosen.
        outline: Draws what is proposed.
        mapper: Gives the name of who checks.
        parent: The parent of this object.

    Attributes:
        comparison: The window with old and new map, where it is open.
        rounds: Trains them.
        said: Emitted with what a person should know.
        changed: Emitted when another number of tiles is checked.
    """

    said = pyqtSignal(str)
    changed = pyqtSignal()

    def __init__(
        self,
        canvas: QgsMapCanvas,
        layout: ReviewLayout,
        layers: ReviewLayers,
        outline: Outline,
        mapper: Callable[[], str],
        parent: QObject,
    ):
        super().__init__(parent)
        self._canvas, self._layout, self._layers = canvas, layout, layers
        self._outline, self._mapper = outline, mapper
        self._tiles: CheckedTiles | None = None
        self.comparison: Comparison | None = None
        self._started = 0.0
        self.rounds = Rounds(self)
        self.rounds.progressed.connect(self._show_progress)
        self.rounds.done.connect(self._show_round)
        self.rounds.failed.connect(self.said)
        layout.retrain.clicked.connect(self.retrain_or_cancel)
        for way, action in layout.ways.items():
            action.triggered.connect(lambda _checked=False, way=way: self.retrain(way))
        layout.versions.activated.connect(self._show_version)

    def take_cam(self, cam: QgsRasterLayer | None) -> None:
        """Takes the map whose tiles are checked."""
        self._tiles = None
        if cam is not None and is_cam(cam):
            with suppress(ScarpError):
                self._tiles = CheckedTiles(cam)
        self._fill_versions()

    def count(self) -> int:
        """Number of the tiles that are checked."""
        return self._tiles.count() if self._tiles is not None else 0

    # Tiles

    def check_tile(self) -> None:
        """Marks the tile in the middle of the map as checked, or no longer."""
        if self._tiles is None:
            self.said.emit(self._no_tiles())
            return
        crs = self._canvas.mapSettings().destinationCrs()
        tile = self._tiles.tile_at(self._canvas.center(), crs)
        if tile is None:
            self.said.emit(tr("There is no tile in the middle of the map."))
            return
        is_checked = self._tiles.toggle(tile, self._mapper())
        self.said.emit(
            tr("The tile is checked: what is no landslide there is background.")
            if is_checked
            else tr("The tile is no longer checked.")
        )
        self.changed.emit()

    def go_to_tile(self) -> None:
        """Shows the tile that would teach the model most."""
        cam = self._layers.layer("cam")
        if self._tiles is None or cam is None:
            self.said.emit(self._no_tiles())
            return
        spread = self._layers.spread()
        try:
            with ExitStack() as stack:
                opened = stack.enter_context(Cam(cam.source()))
                over_flips = stack.enter_context(Cam(spread.source())) if spread else None
                found = propose_tiles(opened, 1, self._tiles.middles(), spread=over_flips)
        except ScarpError as problem:
            self.said.emit(tr(problem.template, **problem.values))
            return
        if not found:
            self.said.emit(tr("All tiles are checked."))
            return
        geometry = self._tiles.geometry(found[0])
        box = to_canvas(geometry.boundingBox(), cam, self._canvas)
        if box is not None:
            self._canvas.setExtent(box.buffered(0.05 * box.width()))
            self._canvas.refresh()
        self._outline.show(geometry, cam)
        self.said.emit(
            tr(
                "Look at all in this tile: judge its polygons, add what was missed (N), then press "
                "T."
            )
        )

    def _no_tiles(self) -> str:
        """Why there are no tiles."""
        cam = self._layers.layer("cam")
        if cam is None:
            return tr("Choose the class activation raster: tiles follow its grid.")
        return tr(
            "{name} is no class activation raster of Scarp, or cannot be read: choose another one.",
            name=cam.name(),
        )

    # Rounds

    def retrain_or_cancel(self) -> None:
        """Trains the model on, or ends a training that has run for a moment."""
        if not self.rounds.is_running:
            self.retrain(TRAIN_ON)
        elif time.monotonic() - self._started > _MOMENT:
            self.rounds.cancel()

    def retrain(self, way: str) -> None:
        """Trains the model on with what was checked, in the background.

        Args:
            way: One of `scarp.models.settings.WAYS`.
        """
        if self.rounds.is_running:
            self.said.emit(tr("A training is running: cancel it first."))
            return
        polygons, cam, image = (self._layers.layer(name) for name in ("polygons", "cam", "image"))
        if None in (polygons, cam, image):
            self.said.emit(tr("Choose polygons, class activation raster and image."))
            return
        if self._tiles is None:
            self.said.emit(self._no_tiles())
            return
        if not self._tiles.count():
            self.said.emit(tr("Mark at least one tile as checked (T): it shows background."))
            return
        first = self.rounds.first_map(cam)
        try:
            model = model_of(first if Path(first).exists() else cam.source())
        except ScarpError as problem:
            self.said.emit(tr(problem.template, **problem.values))
            return
        if not model:
            self.said.emit(
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
            "MINUTES": self._layout.minutes.value(),
        }
        self._started = time.monotonic()
        self.rounds.start(cam, parameters)
        self.said.emit(tr("The model is trained on; you can go on meanwhile."))

    def _show_round(self, figures: dict) -> None:
        self._fill_versions()
        box, number = self._layout.versions, figures["number"]
        if not self._is_in_project(figures):
            self.said.emit(_told(figures))
            return
        if number < box.count():
            box.setCurrentIndex(number)
        self._compare(number, figures)

    @staticmethod
    def _is_in_project(figures: dict) -> bool:
        """Whether the map that was checked is still there, in the project that is open."""
        layers = QgsProject.instance().mapLayers().values()
        return any(layer.source() == figures["before"] for layer in layers)

    def _fill_versions(self) -> None:
        box, cam = self._layout.versions, self._layers.layer("cam")
        box.clear()
        box.addItem(tr("Rounds"), None)
        for number, one in enumerate(self.rounds.versions(cam) if cam is not None else [], 1):
            f1 = one.get("F1") if one.get("TILES_KEPT") else None
            text = tr("Round {number}", number=number)
            box.addItem(text if f1 is None else f"{text}: F1 {f1:.3f}", one)
        box.setEnabled(box.count() > 1)

    def _show_version(self, index: int) -> None:
        one = self._layout.versions.itemData(index)
        if one:
            self._compare(index, one)

    def _compare(self, number: int, figures: dict) -> None:
        """Shows the map of a round beside the one that was checked for it."""
        told = _told(figures)
        self.said.emit(told)
        new = show_map(figures["cam"], tr("CAM – round {number}", number=number))
        old = show_map(figures["before"], tr("CAM – before round {number}", number=number))
        image = self._layers.layer("image")
        below = [image] if image is not None else []
        tiles = [self._tiles.layer] if self._tiles is not None else []
        self.close_comparison()
        self.comparison = Comparison(
            self._canvas,
            tr("Scarp: round {number}", number=number),
            [
                (tr("Before: {name}", name=old.name()), [*tiles, old, *below]),
                (tr("After: {name}", name=new.name()), [*tiles, new, *below]),
            ],
            told,
            self._canvas.window(),
        )
        name = new.id()
        self.comparison.taken.connect(lambda: self._take_new(name))
        self.comparison.show()

    def _take_new(self, name: str) -> None:
        """Goes on with a new map, unless it has been removed meanwhile."""
        layer = QgsProject.instance().mapLayer(name)
        if layer is not None:
            self._layers.choose("cam", layer)

    def close_comparison(self) -> None:
        """Closes the window with old and new map."""
        window, self.comparison = self.comparison, None
        if window is not None and not sip.isdeleted(window):
            window.close()

    def close(self) -> None:
        """Ends a training, and closes the window with old and new map."""
        self.rounds.cancel()
        self.close_comparison()

    def _show_progress(self, percent: int) -> None:
        self._layout.progress.setVisible(percent >= 0)
        self._layout.progress.setValue(max(percent, 0))
        self._layout.retrain.setText(tr("Cancel") if percent >= 0 else tr("Retrain"))


def _told(figures: dict) -> str:
    """How the map of a round did beside the one before it."""
    if not figures.get("TILES_KEPT"):
        return tr(
            "The image is mapped again. No tile was kept to measure on: that takes three checked "
            "tiles with landslides."
        )
    before, after = (figures.get(name, float("nan")) for name in ("F1_BEFORE", "F1"))
    return tr(
        "F1 on {count} tiles that were not learned from: {before:.3f} before, {after:.3f} after "
        "({change:+.3f}).",
        count=int(figures["TILES_KEPT"]),
        before=before,
        after=after,
        change=after - before,
    )
