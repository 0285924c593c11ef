"""The dock in which a threshold is chosen by looking at the map."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsMapLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QDockWidget, QWidget

from ...core.regions.filters import Filters, usual_smallest_area
from ...translation import tr
from ..counting.accuracy_table import copy_table
from ..counting.counter import Counter
from ..counting.counting_task import Source
from ..layer_changes import LayerChanges
from ..maps.cam_layers import CamFacts, facts_of
from ..maps.preview_layers import (
    CanvasPreview,
    Shown,
    cam_at_threshold,
    layer_id,
    layers_below,
    red_outlines,
    shown_extent,
)
from ..maps.printing import Printing
from ..maps.small_maps import Wanted
from .dock_layout import DockLayout
from .extracting import open_step, run_step, step_parameters
from .help import show_help
from .project_entries import read_settings, write_settings


class ThresholdDock(QDockWidget):
    """Shows a class activation raster at a threshold over the image, and how accurate that is.

    Args:
        canvas: QGIS's map canvas.
        parent: QGIS's window.
        active: Gives QGIS's active layer, or None.
    """

    def __init__(
        self,
        canvas: QgsMapCanvas,
        parent: QWidget | None = None,
        active: Callable[[], QgsMapLayer | None] = lambda: None,
    ):
        super().__init__(tr("Scarp: threshold preview"), parent)
        self.setObjectName("ScarpThresholdPreview")
        self.preview = CanvasPreview(canvas, self)
        self.counter = Counter(self._source, self)
        self._canvas = canvas
        self._cam, self._facts, self._problem = "", CamFacts(), ""
        self._start: float | None = None
        self._is_starting = False
        self._small_cam, self._small_tops = None, []
        self._was_hidden = True
        self._changes = LayerChanges(self)
        self._layout = DockLayout(active)
        for name in ("choice", "slider", "metrics", "filters", "plot", "maps", "scope"):
            setattr(self, name, getattr(self._layout, name))
        for name in ("on_map", "tabs", "copy", "extract", "extract_now", "message"):
            setattr(self, name, getattr(self._layout, name))
        self.setWidget(self._layout)
        self.printing = Printing(self)
        self._connect()

    def _connect(self) -> None:
        layout = self._layout
        self.choice.changed.connect(self._take_layers)
        self.slider.changed.connect(self._take_settings)
        self.filters.changed.connect(self._take_filters)
        self.plot.clicked.connect(self.slider.set_threshold)
        self.maps.chosen.connect(self._take_map)
        self.maps.set_source(self._small_maps)
        self.scope.currentIndexChanged.connect(self.counter.count_later)
        self.on_map.toggled.connect(self._show_on_canvas)
        self.copy.clicked.connect(self._copy)
        self.extract.clicked.connect(lambda: open_step(self._step()))
        self.extract_now.triggered.connect(self._extract_now)
        layout.around.clicked.connect(lambda: self.maps.show_around(self.slider.threshold))
        layout.save.clicked.connect(lambda: self.printing.ask(self._small_maps(outline=2)))
        layout.help.clicked.connect(lambda: show_help(self))
        self.counter.changed.connect(self._show_counted)
        self.counter.failed.connect(self._show_problem)
        self.counter.progressed.connect(self.show_progress)
        self._changes.happened.connect(self._show_edits)
        self._canvas.extentsChanged.connect(self._follow_canvas)
        self._canvas.layersChanged.connect(self.maps.draw)
        self.visibilityChanged.connect(self._follow_visibility)

    # Following the user

    @property
    def shown(self) -> Shown:
        """What is shown of the CAM."""
        return Shown(self.slider.threshold, self.filters.filters)

    @property
    def image_name(self) -> str:
        """Name of the image that the CAM was made from, "" if unknown."""
        return self._facts.image

    def _take_layers(self, *_) -> None:
        """Shows the chosen layers; while the dock is hidden, everything stops."""
        self._small_cam = None
        self.counter.forget()
        self.show_message("")
        self._changes.listen(map(self.choice.layer, ("inventory", "area")))
        cam = self.choice.layer("cam")
        if layer_id(cam) != self._cam or cam is None:
            self._start_with(cam)
        self._show_on_canvas()
        self._show_counted()
        self.maps.draw()
        for widget in (self.extract, self.on_map, self._layout.save):
            widget.setEnabled(cam is not None)
        self._layout.show_choice(cam)
        self.counter.count_later()

    def _start_with(self, cam) -> None:
        """Sets the threshold and the filters that a CAM starts with."""
        self._cam, self._facts = layer_id(cam), facts_of(cam)
        self._start = self._facts.threshold
        threshold, filters = read_settings(self._cam)
        least = usual_smallest_area(self._facts.pixel_area)
        self._is_starting = True
        self.filters.set_step(least)
        if filters is not None:
            self.filters.set_filters(filters)
        elif cam is None or not self.filters.is_users:
            # Filters that a person has set are kept for the next CAM.
            self.filters.set_filters(Filters(least), by_user=False)
        if threshold is not None:
            self.slider.set_threshold(threshold)
        else:
            # Otsu's threshold is not known yet.
            self.slider.suggest(0.5 if self._start is None else self._start)
        self._is_starting = False

    def _take_settings(self, *_) -> None:
        """Shows a new threshold or new filters; what a person sets is kept in the project."""
        threshold = self.slider.threshold if self.slider.is_users else None
        filters = self.filters.filters if self.filters.is_users else None
        is_set = threshold is not None or filters is not None
        if self._cam and is_set and not self._is_starting:
            write_settings(self._cam, threshold, filters)
        self.preview.set_shown(self.shown)
        self.plot.set_threshold(self.slider.threshold)
        self.maps.mark(self.slider.threshold)
        self._show_metrics()

    def _take_filters(self, *_) -> None:
        self._small_cam = None
        self.maps.draw()
        self._take_settings()

    def _take_map(self, threshold: float) -> None:
        self.slider.set_threshold(threshold)
        self.maps.show_around(threshold)
        self.maps.mark(threshold)

    def _follow_visibility(self, *_) -> None:
        # Behind another tab the dock is not visible, but not closed either.
        if self.isHidden() != self._was_hidden:
            self._was_hidden = self.isHidden()
            if not self._was_hidden:
                self.choice.follow_active()
            self._take_layers()

    def _follow_canvas(self) -> None:
        self.maps.draw()
        if self.scope.currentIndex() == 1:
            self.counter.follow_extent()

    def _show_on_canvas(self, *_) -> None:
        cam = self.choice.layer("cam")
        if cam is None or not self.on_map.isChecked() or self.isHidden():
            self.preview.hide()
            return
        inventory, image = self.choice.layer("inventory"), self.choice.layer("image")
        area = self._facts.pixel_area
        self.preview.show(cam, self.choice.band, self.shown, area, inventory, image)

    def _show_edits(self) -> None:
        self._small_cam = None
        self._show_on_canvas()
        self.maps.draw()
        self.counter.count_later()

    # Metrics

    def _source(self) -> Source | None:
        """What to count; None if there is nothing."""
        cam = self.choice.layer("cam")
        if cam is None or self.isHidden():
            return None
        extent = None
        if self.scope.currentIndex() == 1:
            extent = shown_extent(self._canvas, cam.crs())
            if extent is None:
                self.show_message(
                    tr("The extent of the map cannot be transformed to the CRS of the CAM.")
                )
                return None
        inventory, area = map(self.choice.layer, ("inventory", "area"))
        known = self.slider.threshold if self.slider.is_users else self._start
        return Source(cam.source(), self.choice.band, inventory, area, extent, known)

    def _show_counted(self) -> None:
        counted = self.counter.counted
        self.plot.set_curve(counted and counted.curve, bool(counted and counted.compared))
        self.plot.set_threshold(self.slider.threshold)
        self.slider.set_marks(counted.marks() if counted else {})
        self.copy.setEnabled(counted is not None)
        if counted is not None and counted.start is not None and not self.slider.is_users:
            self._start = counted.start
            self.slider.suggest(counted.start)
        self._show_metrics()

    def _show_metrics(self) -> None:
        counted, shown = self.counter.counted, self.shown
        if counted is None or not shown.filters.reach(counted.pixel_area):
            self.metrics.show_all(counted, shown.threshold)
        else:
            left = self.counter.left(shown.threshold, shown.filters)
            self.metrics.show_left(counted, shown.threshold, left)

    # Actions

    def _small_maps(self, outline: int = 1) -> Wanted | None:
        cam, inventory = self.choice.layer("cam"), self.choice.layer("inventory")
        if cam is None or self.isHidden():
            return None
        if self._small_cam is None:
            self._small_cam = self._cam_copy(cam, 1)
            self._small_tops = [red_outlines(inventory)] if inventory is not None else []
        replaced = [layer_id(cam), layer_id(inventory)]
        below = layers_below(replaced, layer_id(self.choice.layer("image")))
        copy = self._small_cam if outline == 1 else self._cam_copy(cam, outline)
        return Wanted(self._canvas.mapSettings(), below, copy, self._small_tops)

    def _cam_copy(self, cam, outline: int):
        area = self._facts.pixel_area
        return cam_at_threshold(cam, self.choice.band, self.shown, outline, area)

    def _step(self) -> dict:
        return step_parameters(self.choice.layer("cam"), self.shown)

    def _extract_now(self) -> None:
        hint = tr("Switch off “On the map” to see them.") if self.preview.is_shown else ""
        image = self._facts.image or self.choice.layer("cam").name()
        run_step(self._step(), image, self.show_message, hint)

    def _copy(self) -> None:
        copy_table(self.counter.counted)
        if self.filters.filters.reach(self.counter.counted.pixel_area):
            self.show_message(
                tr(
                    "The table is copied. It covers all pixels: smallest area and holes are not "
                    "taken into account."
                )
            )
        else:
            self.show_message(tr("The table is copied."))

    def _show_problem(self, problem: str) -> None:
        # A message about something else stays.
        if problem or self.message.text() == self._problem:
            self.show_message(problem)
        self._problem = problem

    def show_message(self, text: str) -> None:
        """Shows a message below the slider; "" hides it."""
        self._layout.show_message(text)

    def show_progress(self, percent: int) -> None:
        """Shows a percentage; a negative one hides the bar."""
        self._layout.show_progress(percent)

    def close_dock(self) -> None:
        """Ends all work and disconnects from canvas and project, before the dock is deleted."""
        self.counter.end()
        self.printing.cancel()
        self._changes.stop()
        self.maps.close_maps()
        self.preview.close()
        self.choice.close_choice()
        self._canvas.extentsChanged.disconnect(self._follow_canvas)
        self._canvas.layersChanged.disconnect(self.maps.draw)
        self.visibilityChanged.disconnect(self._follow_visibility)
        self._small_cam, self._small_tops = None, []
