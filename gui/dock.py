"""The dock in which a threshold is chosen by looking at the map."""

from __future__ import annotations

from contextlib import suppress

from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsCsException,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDockWidget,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QProgressBar,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..translation import tr
from .counting_task import Counted, CountingTask
from .curve_plot import CurvePlot
from .extracting import open_step, run_step
from .figures import Figures, copy_table
from .help import show_help
from .layer_choice import LayerChoice
from .preview_layers import (
    CanvasPreview,
    cam_at_threshold,
    layer_id,
    layers_below,
    red_outlines,
)
from .small_maps import SmallMaps, Wanted
from .threshold_slider import ThresholdSlider

#: Milliseconds that the canvas or a layer is to rest before figures are counted anew.
_REST = 300


class ThresholdDock(QDockWidget):
    """Shows a class activation raster at a threshold over the image, and how good that is.

    Args:
        canvas: QGIS's map canvas.
        parent: QGIS's window.
    """

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None):
        super().__init__(tr("Scarp: threshold preview"), parent)
        self.setObjectName("ScarpThresholdPreview")
        self.preview = CanvasPreview(canvas, self)
        self._canvas = canvas
        self._counted: Counted | None = None
        self._task: CountingTask | None = None
        self._small_cam, self._small_tops = None, []
        self._listened: list[QgsVectorLayer] = []
        self._was_hidden = True
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._count)
        self._build()
        self.choice.changed.connect(self._take_layers)
        self.slider.changed.connect(self._take_threshold)
        self.plot.clicked.connect(self.slider.set_threshold)
        self.maps.chosen.connect(self._take_map)
        self.scope.currentIndexChanged.connect(self._count_later)
        self.on_map.toggled.connect(self._show_on_canvas)
        canvas.extentsChanged.connect(self._follow_canvas)
        canvas.layersChanged.connect(self.maps.draw)
        self.visibilityChanged.connect(self._follow_visibility)
        self.maps.set_source(self._small_maps)

    # Building

    def _build(self) -> None:
        self.choice = LayerChoice()
        self.slider = ThresholdSlider()
        self.figures = Figures()
        self.plot = CurvePlot()
        self.maps = SmallMaps()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.hide()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(6)
        self.progress.hide()
        self.scope = QComboBox()
        self.scope.addItems([tr("Whole area"), tr("Present extent only")])
        self.scope.setAccessibleName(tr("What figures are of"))
        self.scope.setToolTip(tr("What figures are of: all of the CAM, or what the map shows."))
        self.on_map = QToolButton()
        self.on_map.setText(tr("On the map"))
        self.on_map.setCheckable(True)
        self.on_map.setChecked(True)
        self.on_map.setToolTip(tr("Shows the preview on the map; off: the layers as they are."))
        self.tabs = QTabWidget()
        self.tabs.addTab(self._accuracy_page(), tr("Figures"))
        self.tabs.addTab(self._maps_page(), tr("Nine maps"))
        contents = QWidget()
        layout = QVBoxLayout(contents)
        layout.setContentsMargins(6, 4, 6, 6)
        layout.setSpacing(4)
        layout.addWidget(self.choice)
        layout.addWidget(self.slider)
        layout.addWidget(self.message)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(self._bottom_row())
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(contents)
        # Low windows scroll; narrow ones would hide what is on the right.
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = scroll.verticalScrollBar().sizeHint().width()
        scroll.setMinimumWidth(contents.minimumSizeHint().width() + bar)
        self.setWidget(scroll)

    def _accuracy_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        row = QHBoxLayout()
        row.addWidget(self.scope)
        row.addStretch(1)
        self.copy = QToolButton()
        self.copy.setText(tr("Copy table"))
        self.copy.setToolTip(tr("Copies the figures of 0.1 to 0.9 and of 0.51 to 0.59."))
        self.copy.clicked.connect(self._copy)
        row.addWidget(self.copy)
        layout.addLayout(row)
        layout.addWidget(self.progress)
        layout.addWidget(self.figures)
        layout.addWidget(self.plot, 1)
        return page

    def _maps_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        row = QHBoxLayout()
        for text, help_, action in (
            (tr("0.1 to 0.9"), tr("As Figure 12 of the paper"), self.maps.show_all),
            (
                tr("Around"),
                tr("Nine hundredths around this threshold, as Figure 13 of the paper"),
                lambda: self.maps.show_around(self.slider.threshold),
            ),
        ):
            row.addWidget(_button(text, help_, action))
        row.addStretch(1)
        row.addWidget(
            _button(tr("Save…"), tr("Saves the nine maps as a picture (PNG)"), self._save_picture)
        )
        layout.addLayout(row)
        layout.addWidget(self.maps, 1)
        return page

    def _bottom_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.on_map)
        row.addStretch(1)
        self.extract = _button(
            tr("Extract polygons…"),
            tr("Opens “Threshold to polygons” with this CAM and this threshold"),
            lambda: open_step(self._step()),
        )
        self.extract.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        menu = QMenu(self.extract)
        self.extract_now = menu.addAction(tr("Extract at once, to a temporary layer"))
        self.extract_now.triggered.connect(lambda: run_step(self._step(), self.show_message))
        self.extract.setMenu(menu)
        row.addWidget(self.extract)
        row.addWidget(_button("?", tr("Help"), lambda: show_help(self)))
        return row

    # Following the user

    def _take_layers(self, *_) -> None:
        """Shows what is chosen; everything ends while nobody sees the dock."""
        self._small_cam = None
        self._end_task()
        self._counted = None
        self.show_message("")
        self._listen()
        self._show_on_canvas()
        self._show_figures()
        self.maps.draw()
        has_cam = self.choice.layer("cam") is not None
        for widget in (self.extract, self.on_map):
            widget.setEnabled(has_cam)
        self._count_later()

    def _take_threshold(self, threshold: float) -> None:
        self.preview.set_threshold(threshold)
        self.plot.set_threshold(threshold)
        self.maps.mark(threshold)
        self.figures.show_figures(self._counted, threshold)

    def _take_map(self, threshold: float) -> None:
        self.slider.set_threshold(threshold)
        self.maps.show_around(threshold)
        self.maps.mark(threshold)

    def _follow_visibility(self, *_) -> None:
        # Behind another tab it is not visible, but nobody has closed it.
        if self.isHidden() != self._was_hidden:
            self._was_hidden = self.isHidden()
            self._take_layers()

    def _follow_canvas(self) -> None:
        self.maps.draw()
        if self.scope.currentIndex() == 1:
            self._count_later()

    def _show_on_canvas(self, *_) -> None:
        cam = self.choice.layer("cam")
        if cam is None or not self.on_map.isChecked() or self.isHidden():
            self.preview.hide()
            return
        inventory, image = self.choice.layer("inventory"), self.choice.layer("image")
        self.preview.show(cam, self.choice.band, self.slider.threshold, inventory, image)

    def _listen(self) -> None:
        """Figures are counted anew when inventory or area change."""
        self._stop_listening()
        for layer in map(self.choice.layer, ("inventory", "area")):
            if layer is not None:
                for signal in _changes(layer):
                    signal.connect(self._take_changes)
                self._listened.append(layer)

    def _stop_listening(self) -> None:
        for layer in self._listened:
            # A layer that has been removed has no signals any more.
            with suppress(RuntimeError, TypeError):
                for signal in _changes(layer):
                    signal.disconnect(self._take_changes)
        self._listened = []

    def _take_changes(self, *_) -> None:
        self._small_cam = None
        self._show_on_canvas()
        self.maps.draw()
        self._count_later()

    # Figures

    def _count_later(self, *_) -> None:
        self._rest.start(_REST)

    def _count(self) -> None:
        self._end_task()
        cam = self.choice.layer("cam")
        if cam is None or self.isHidden():
            return
        extent = None
        if self.scope.currentIndex() == 1:
            extent = self._extent_of(cam)
            if extent is None:
                return
        self._task = CountingTask(
            cam.source(),
            self.choice.band,
            self.choice.layer("inventory"),
            self.choice.layer("area"),
            extent,
            lambda counted, problem: self._take_counted(task, counted, problem),
        )
        task = self._task
        task.progressChanged.connect(self._show_progress)
        self.progress.setValue(0)
        self.progress.show()
        QgsApplication.taskManager().addTask(task)

    def _extent_of(self, cam) -> QgsRectangle | None:
        settings = self._canvas.mapSettings()
        transform = QgsCoordinateTransform(
            settings.destinationCrs(), cam.crs(), settings.transformContext()
        )
        try:
            return transform.transformBoundingBox(settings.visibleExtent())
        except QgsCsException:
            self.show_message(tr("What the map shows cannot be placed on the CAM."))
            return None

    def _take_counted(self, task: CountingTask, counted: Counted | None, problem: str) -> None:
        if task is not self._task:
            return
        self._task = None
        self.progress.hide()
        self._counted = counted
        self.show_message(problem)
        self._show_figures()

    def _show_progress(self, percent: float) -> None:
        self.progress.setValue(round(percent))

    def _show_figures(self) -> None:
        counted = self._counted
        self.plot.set_curve(counted and counted.curve, bool(counted and counted.compared))
        self.slider.set_marks(counted.marks() if counted else {})
        self.copy.setEnabled(counted is not None)
        self._take_threshold(self.slider.threshold)

    def _end_task(self) -> None:
        self._rest.stop()
        self.progress.hide()
        if self._task is not None:
            task, self._task = self._task, None
            # It may have ended, and been deleted, already.
            with suppress(RuntimeError):
                task.cancel()

    # Doing

    def _small_maps(self) -> Wanted | None:
        cam, inventory = self.choice.layer("cam"), self.choice.layer("inventory")
        if cam is None or self.isHidden():
            return None
        if self._small_cam is None:
            self._small_cam = cam_at_threshold(cam, self.choice.band, 0.5, outline=1)
            self._small_tops = [red_outlines(inventory)] if inventory is not None else []
        replaced = [layer_id(cam), layer_id(inventory)]
        below = layers_below(replaced, layer_id(self.choice.layer("image")))
        return Wanted(self._canvas.mapSettings(), below, self._small_cam, self._small_tops)

    def _step(self) -> dict:
        """Parameters of `thresholdtopolygons`."""
        return {"INPUT": self.choice.layer("cam").id(), "THRESHOLD": self.slider.threshold}

    def _copy(self) -> None:
        copy_table(self._counted)

    def _save_picture(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Save the nine maps"), "thresholds.png", tr("PNG picture (*.png)")
        )
        if path and not self.maps.picture().save(path, "PNG"):
            QMessageBox.warning(self, "Scarp", tr("{path} cannot be written.", path=path))

    def show_message(self, text: str) -> None:
        """Says something below the slider; "" says nothing."""
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def close_dock(self) -> None:
        """Ends all that goes on and lets go of canvas and project, before it is deleted."""
        self._end_task()
        self._stop_listening()
        self.maps.close_maps()
        self.preview.close()
        self.choice.close_choice()
        self._canvas.extentsChanged.disconnect(self._follow_canvas)
        self._canvas.layersChanged.disconnect(self.maps.draw)
        self.visibilityChanged.disconnect(self._follow_visibility)
        self._small_cam, self._small_tops = None, []


def _button(text: str, help_: str, action) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(help_)
    button.clicked.connect(lambda _=False: action())
    return button


def _changes(layer: QgsVectorLayer) -> tuple:
    """The signals that a layer's features have changed."""
    return (
        layer.dataChanged,
        layer.featureAdded,
        layer.featuresDeleted,
        layer.geometryChanged,
        layer.subsetStringChanged,
        layer.editingStarted,
        layer.editingStopped,
    )
