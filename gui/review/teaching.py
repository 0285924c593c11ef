"""What the model is taught: checked tiles, and training on with them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from qgis.core import QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.cam.cam import Cam
from ...core.messages import ScarpError
from ...core.review.tiles import propose_tiles
from ...models.settings import TRAIN_ON, WAYS
from ...translation import tr
from .layers import ReviewLayers
from .layout import ReviewLayout
from .outline import Outline, to_canvas
from .rounds import Rounds, model_of, show_map
from .tile_layer import CheckedTiles


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
        self.rounds = Rounds(self)
        self.rounds.progressed.connect(self._show_progress)
        self.rounds.done.connect(self._show_round)
        self.rounds.failed.connect(self.said)
        layout.retrain.clicked.connect(lambda: self.retrain(TRAIN_ON))
        for way, action in layout.ways.items():
            action.triggered.connect(lambda _checked=False, way=way: self.retrain(way))
        layout.versions.activated.connect(self._show_version)

    def take_cam(self, cam: QgsRasterLayer | None) -> None:
        """Takes the map whose tiles are checked."""
        self._tiles = None
        with suppress(ScarpError):
            self._tiles = CheckedTiles(cam) if cam is not None else None
        self._fill_versions()

    def count(self) -> int:
        """Number of the tiles that are checked."""
        return self._tiles.count() if self._tiles is not None else 0

    # Tiles

    def check_tile(self) -> None:
        """Marks the tile in the middle of the map as checked, or no longer."""
        if self._tiles is None:
            self.said.emit(tr("Choose the class activation raster: tiles follow its grid."))
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
            self.said.emit(tr("Choose the class activation raster: tiles follow its grid."))
            return
        with Cam(cam.source()) as opened:
            found = propose_tiles(opened, 1, self._tiles.middles())
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

    # Rounds

    def retrain(self, way: str) -> None:
        """Trains the model on with what was checked, in the background; again: ends that.

        Args:
            way: One of `scarp.models.settings.WAYS`.
        """
        if self.rounds.is_running:
            self.rounds.cancel()
            return
        polygons, cam, image = (self._layers.layer(name) for name in ("polygons", "cam", "image"))
        if None in (polygons, cam, image) or self._tiles is None:
            self.said.emit(tr("Choose polygons, class activation raster and image."))
            return
        if not self._tiles.count():
            self.said.emit(tr("Mark at least one tile as checked (T): it shows background."))
            return
        model = model_of(cam)
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
        self.rounds.start(cam, parameters)
        self.said.emit(tr("The model is trained on; you can go on meanwhile."))

    def _show_round(self, figures: dict) -> None:
        cam = self._layers.layer("cam")
        number = len(self.rounds.versions(cam)) if cam is not None else 1
        show_map(figures["cam"], tr("CAM – round {number}", number=number))
        self._fill_versions()
        if not figures.get("TILES_KEPT"):
            self.said.emit(tr("The image is mapped again; no tile was kept to measure on."))
            return
        self.said.emit(
            tr(
                "F1 on {count} tiles that were not learned from: {before:.3f} before, {after:.3f} "
                "after.",
                count=int(figures["TILES_KEPT"]),
                before=figures.get("F1_BEFORE", float("nan")),
                after=figures.get("F1", float("nan")),
            )
        )

    def _fill_versions(self) -> None:
        box, cam = self._layout.versions, self._layers.layer("cam")
        box.clear()
        box.addItem(tr("Rounds"), None)
        for number, one in enumerate(self.rounds.versions(cam) if cam is not None else [], 1):
            f1 = one.get("F1")
            text = tr("Round {number}", number=number)
            box.addItem(text if f1 is None else f"{text}: F1 {f1:.3f}", one)
        box.setEnabled(box.count() > 1)

    def _show_version(self, index: int) -> None:
        one = self._layout.versions.itemData(index)
        if one:
            show_map(one["cam"], tr("CAM – round {number}", number=index))

    def _show_progress(self, percent: int) -> None:
        self._layout.progress.setVisible(percent >= 0)
        self._layout.progress.setValue(max(percent, 0))
        self._layout.retrain.setText(tr("Cancel") if percent >= 0 else tr("Retrain"))
