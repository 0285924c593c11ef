"""The arrangement of the review panel."""

from __future__ import annotations

from qgis.core import QgsMapLayerProxyModel
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.review.order import LARGEST, PATH, UNSURE
from ...core.statuses import AUTOMATIC, DOUBTFUL, REJECTED, STATUSES
from ...models.settings import FROM_START, ONLY_DECODER, RETRAIN_MINUTES
from ...translation import tr

#: Keys by what they do; the same as buttons.
ACCEPT, REJECT, DOUBT, EDIT, SPLIT, MERGE, NEXT, BACK, ADD, TILE, PROPOSE, BLINK = (
    *("accept", "reject", "doubt", "edit", "split", "merge", "next", "back"),
    *("add", "tile", "propose", "blink"),
)
KEYS = {
    ACCEPT: Qt.Key.Key_A,
    REJECT: Qt.Key.Key_R,
    DOUBT: Qt.Key.Key_D,
    EDIT: Qt.Key.Key_E,
    SPLIT: Qt.Key.Key_S,
    MERGE: Qt.Key.Key_M,
    NEXT: Qt.Key.Key_Space,
    BACK: Qt.Key.Key_Backspace,
    ADD: Qt.Key.Key_N,
    TILE: Qt.Key.Key_T,
    PROPOSE: Qt.Key.Key_P,
    BLINK: Qt.Key.Key_B,
}


def _buttons() -> dict[str, tuple[str, str]]:
    """The text on each button, with its key, and its tooltip."""
    return {
        ACCEPT: (tr("Accept (A)"), tr("It is a landslide.")),
        REJECT: (tr("Reject (R)"), tr("It is none.")),
        DOUBT: (tr("Doubtful (D)"), tr("It cannot be told: it is left out of the training.")),
        EDIT: (tr("Edit (E)"), tr("Moves its corners, with QGIS's vertex tool.")),
        SPLIT: (tr("Split (S)"), tr("Draw a line across it, with QGIS's tool.")),
        MERGE: (
            tr("Merge (M)"),
            tr("With those that touch it, or with those that are selected, by QGIS's tool."),
        ),
        BACK: (tr("Back (Backspace)"), tr("The one that was looked at before.")),
        NEXT: (tr("Next (Space)"), tr("The next one, without a verdict.")),
        ADD: (
            tr("Add (N)"),
            tr("Click on a landslide that was missed; or draw it with the button held."),
        ),
        BLINK: (tr("Blink (B)"), tr("Shows the image before the event, and hides it again.")),
        TILE: (
            tr("Tile checked (T)"),
            tr(
                "All in the tile in the middle of the map has been seen: what is no landslide "
                "there is background. Again: no longer."
            ),
        ),
        PROPOSE: (tr("Propose tile (P)"), tr("Goes to the tile that would teach the model most.")),
    }


class ReviewLayout(QWidget):
    """The contents of the panel.

    Attributes:
        boxes: Of the layers: "polygons", "cam", "image" and "before".
        buttons: By what they do.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.boxes: dict[str, QgsMapLayerComboBox] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.order, self.filter = QComboBox(), QComboBox()
        for text, kind in (
            (tr("Least sure first"), UNSURE),
            (tr("Largest first"), LARGEST),
            (tr("Along a path"), PATH),
        ):
            self.order.addItem(text, kind)
        for text, statuses in (
            (tr("Not looked at"), [AUTOMATIC]),
            (tr("Doubtful"), [DOUBTFUL]),
            (tr("Rejected"), [REJECTED]),
            (tr("All"), list(STATUSES)),
        ):
            self.filter.addItem(text, statuses)
        self.least = QDoubleSpinBox()
        self.least.setRange(0, 1e9)
        self.least.setDecimals(0)
        self.least.setSuffix(" m²")
        self.mapper = QLineEdit()
        self.minutes = QDoubleSpinBox()
        self.minutes.setRange(0.1, 600)
        self.minutes.setValue(RETRAIN_MINUTES)
        self.minutes.setSuffix(tr(" min"))
        self.counts, self.message = QLabel(), QLabel()
        for label in (self.counts, self.message):
            label.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.message.hide()
        self.share, self.progress = QProgressBar(), QProgressBar()
        self.share.setMaximumHeight(8)
        self.share.setTextVisible(False)
        self.progress.hide()
        self.save = QPushButton(tr("Save verdicts"))
        self.restore = QPushButton(tr("Take the draft back"))
        self.restore.hide()
        self.retrain = QToolButton()
        self.retrain.setText(tr("Retrain"))
        self.retrain.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.retrain.setToolTip(
            tr("Trains the model on with what was checked, and maps the image again.")
        )
        menu = QMenu(self.retrain)
        self.ways = {
            FROM_START: menu.addAction(tr("From the start")),
            ONLY_DECODER: menu.addAction(tr("Decoder only")),
        }
        self.retrain.setMenu(menu)
        self.versions = QComboBox()
        self.versions.setToolTip(tr("Shows the map of an earlier round."))
        self.help = QPushButton(tr("Help"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self._scrolling(), 1)
        layout.addWidget(self.message)
        layout.addWidget(self.progress)
        layout.addLayout(self._bottom())

    def _scrolling(self) -> QScrollArea:
        contents = QWidget()
        layout = QVBoxLayout(contents)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.share)
        layout.addWidget(self.counts)
        layout.addLayout(self._verdicts())
        layout.addLayout(self._form())
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(contents)
        scroll.setMinimumWidth(contents.minimumSizeHint().width() + 16)
        return scroll

    def _verdicts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(3)
        for number, (name, (text, help_)) in enumerate(_buttons().items()):
            button = QPushButton(text)
            button.setToolTip(help_)
            # Keys belong to the verdicts: a button that has the focus would take the space bar.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCheckable(name in (ADD, BLINK))
            grid.addWidget(button, number // 2, number % 2)
            self.buttons[name] = button
        return grid

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(3)
        polygon, raster = (
            QgsMapLayerProxyModel.Filter.PolygonLayer,
            QgsMapLayerProxyModel.Filter.RasterLayer,
        )
        for name, label, kind, help_ in (
            ("polygons", tr("&Polygons"), polygon, tr("What was mapped, and is checked here.")),
            ("cam", tr("&CAM"), raster, tr("Gives outlines by a click, and tiles to look at.")),
            ("image", tr("Im&age"), raster, tr("What the model is trained on with.")),
            ("before", tr("&Before"), raster, tr("The image before the event, to blink with.")),
        ):
            box = QgsMapLayerComboBox(self)
            box.setFilters(kind)
            box.setAllowEmptyLayer(True)
            box.setToolTip(help_)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            form.addRow(label, box)
            self.boxes[name] = box
        form.addRow(tr("&Order"), self.order)
        form.addRow(tr("&Show"), self.filter)
        form.addRow(tr("S&mallest"), self.least)
        form.addRow(tr("Chec&ked by"), self.mapper)
        return form

    def _bottom(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.save)
        first.addWidget(self.restore)
        first.addStretch(1)
        first.addWidget(self.help)
        second.addWidget(self.retrain)
        second.addWidget(self.minutes)
        second.addWidget(self.versions, 1)
        rows.addLayout(first)
        rows.addLayout(second)
        return rows
