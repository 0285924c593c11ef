"""The arrangement of the dock."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsMapLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...translation import tr
from ..counting.accuracy_table import MetricsTable
from ..maps.small_maps import SmallMaps
from .curve_plot import CurvePlot
from .filter_fields import FilterFields
from .layer_choice import LayerChoice
from .threshold_slider import ThresholdSlider

_CURVE, _LAYERS = 0, 2


class DockLayout(QWidget):
    """The contents of the dock: the slider, which never scrolls away, above what it changes.

    Args:
        active: Gives QGIS's active layer, or None.
        parent: The widget that it is in.
    """

    def __init__(self, active: Callable[[], QgsMapLayer | None], parent: QWidget | None = None):
        super().__init__(parent)
        self.slider = ThresholdSlider()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.message.hide()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(6)
        self.progress.hide()
        self.metrics = MetricsTable()
        self.metrics.setToolTip(
            tr("At this threshold, after smallest area and holes; counted pixel by pixel.")
        )
        self.filters = FilterFields()
        self.plot = CurvePlot()
        self.maps = SmallMaps()
        self.choice = LayerChoice(active)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._curve_page(), tr("Curve"))
        self.tabs.addTab(self._maps_page(), tr("Nine maps"))
        self.tabs.addTab(self.choice, tr("Layers"))
        self._has_cam: bool | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(4)
        for widget in (self.slider, self.message, self.progress):
            layout.addWidget(widget)
        layout.addWidget(self._scrolling(), 1)
        layout.addLayout(self._bottom_row())

    def show_message(self, text: str) -> None:
        """Shows a message below the slider; "" hides it."""
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def show_progress(self, percent: int) -> None:
        """Shows a percentage; a negative one hides the bar."""
        self.progress.setVisible(percent >= 0)
        self.progress.setValue(percent)

    def show_choice(self, cam: QgsMapLayer | None) -> None:
        """Shows the page of layers while there is no CAM, and the curve once there is one."""
        has_cam = cam is not None
        for widget in (self.metrics, self.filters):
            widget.setVisible(has_cam)
        if has_cam != self._has_cam:
            self._has_cam = has_cam
            # Somebody who is choosing layers stays on their page for the next one.
            is_choosing = self.choice.isAncestorOf(QApplication.focusWidget() or self)
            if not has_cam:
                self.tabs.setCurrentIndex(_LAYERS)
            elif not is_choosing:
                self.tabs.setCurrentIndex(_CURVE)
        name = cam.name() if has_cam else tr("Choose a class activation raster here.")
        self.tabs.setTabToolTip(_LAYERS, name)

    def _scrolling(self) -> QScrollArea:
        contents = QWidget()
        layout = QVBoxLayout(contents)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.metrics)
        layout.addWidget(self.filters)
        layout.addWidget(self.tabs, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(contents)
        # Scrolls vertically only: sideways, the right edge would be hidden.
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = scroll.verticalScrollBar().sizeHint().width()
        scroll.setMinimumWidth(contents.minimumSizeHint().width() + bar)
        return scroll

    def _curve_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(4, 4, 4, 4)
        row = QHBoxLayout()
        self.scope = QComboBox()
        self.scope.addItems([tr("Whole area"), tr("Present extent only")])
        self.scope.setAccessibleName(tr("What the metrics cover"))
        self.scope.setToolTip(tr("What the metrics cover: the whole CAM, or what the map shows."))
        row.addWidget(self.scope)
        row.addStretch(1)
        self.copy = _button(
            tr("Copy table"), tr("Copies the metrics at 0.1 to 0.9 and at 0.51 to 0.59.")
        )
        row.addWidget(self.copy)
        layout.addLayout(row)
        layout.addWidget(self.plot, 1)
        return page

    def _maps_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(4, 4, 4, 4)
        row = QHBoxLayout()
        all_ = _button(tr("0.1 to 0.9"), tr("As Figure 12 of the paper"))
        all_.clicked.connect(lambda: self.maps.show_all())
        self.around = _button(
            tr("Around"), tr("Nine hundredths around this threshold, as Figure 13 of the paper")
        )
        self.save = _button(
            tr("Save…"), tr("Draws the nine maps anew for a printed page: PNG picture or PDF")
        )
        row.addWidget(all_)
        row.addWidget(self.around)
        row.addStretch(1)
        row.addWidget(self.save)
        layout.addLayout(row)
        layout.addWidget(self.maps, 1)
        return page

    def _bottom_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.on_map = QCheckBox(tr("On the map"))
        self.on_map.setToolTip(
            tr(
                "Shows the preview on the map, without polygons that were extracted before; off: "
                "the layers as they are."
            )
        )
        self.on_map.setChecked(True)
        self.extract = _button(
            tr("Extract polygons…"),
            tr("Opens “Threshold to polygons” with this CAM, this threshold and these areas"),
        )
        self.extract.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        menu = QMenu(self.extract)
        self.extract_now = menu.addAction(tr("Extract at once, to a temporary layer"))
        self.extract.setMenu(menu)
        self.help = _button("?", tr("Help"))
        row.addWidget(self.on_map)
        row.addStretch(1)
        row.addWidget(self.extract)
        row.addWidget(self.help)
        return row


def _button(text: str, help_: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(help_)
    return button
