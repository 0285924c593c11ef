"""One row of the start panel as a card."""

from __future__ import annotations

from html import escape

from qgis.PyQt.QtCore import QEvent, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...translation import tr
from ..colours import is_dark, text_colour
from .flow_layout import FlowLayout
from .start_rows import Row, name_of, words_of

#: Width in pixels at which names of layers are elided, so that they do not widen the panel.
_NAME_WIDTH = 190
THERE, MISSING = "✓", "—"
#: Between two items: a non-breaking space, and one that breaks.
_BETWEEN = "\u00a0 "


class Card(QWidget):
    """A frame, in the theme's highlight colour if its contents are what to do next."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.is_next = False

    def set_next(self, is_next: bool) -> None:
        """Sets whether the contents are what to do next."""
        self.is_next = is_next
        self.update()

    def paintEvent(self, event):
        """Draws the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        line, fill = QColor(text_colour(self.palette())), QColor(colour)
        line.setAlpha(50)
        fill.setAlpha(28 if self.is_next else 0)
        painter.setPen(QPen(colour if self.is_next else line, 2 if self.is_next else 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


def there(palette: QPalette) -> str:
    """HTML of the check mark, in a colour that suits the theme."""
    colour = "#3fd6ab" if is_dark(palette) else "#00795a"
    return f'<span style="color: {colour}">{THERE}</span>'


class StartCard(Card):
    """A part of the work: its purpose, what it needs and whether that exists, and its steps.

    Folded, it shows its title and its needs in one line.

    Args:
        number: The row's number.
        row: What it shows.
        parent: The widget that it is in.

    Attributes:
        asked: Emitted with the name of what a button opens.
    """

    asked = pyqtSignal(str)

    def __init__(self, number: int, row: Row, parent: QWidget | None = None):
        super().__init__(parent)
        self.row = row
        self._found: dict[str, str] = {}
        self._is_suggested = False
        self.head = QToolButton()
        self.head.setText(f"{number}  {row.title}")
        self.head.setToolTip(row.purpose)
        self.head.setCheckable(True)
        self.head.setAutoRaise(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head.toggled.connect(self._unfold)
        font = self.head.font()
        font.setBold(True)
        self.head.setFont(font)
        self.badge = QLabel()
        self.badge.setFont(font)
        self.short = _wrapped()
        self.needs = _wrapped()
        purpose = _wrapped()
        purpose.setText(row.purpose)
        head = QHBoxLayout()
        head.addWidget(self.head)
        head.addStretch(1)
        head.addWidget(self.badge)
        self.buttons: dict[str, QAbstractButton] = {}
        self.body = QWidget()
        body = QVBoxLayout(self.body)
        body.setContentsMargins(4, 0, 0, 2)
        body.setSpacing(3)
        body.addWidget(purpose)
        body.addWidget(self.needs)
        body.addLayout(self._steps())
        self.short.setContentsMargins(4, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 3, 8, 4)
        layout.setSpacing(1)
        layout.addLayout(head)
        layout.addWidget(self.short)
        layout.addWidget(self.body)
        self._unfold(False)

    def show_found(self, found: dict[str, str], next_: str, suggested: str) -> None:
        """Shows which of its needs are met.

        Args:
            found: As `ProjectState.found`.
            next_: The key of what to do next.
            suggested: The key of the card to look at, which is unfolded once.
        """
        self._found = found
        self.set_next(next_ == self.row.key)
        is_done = self.row.is_done(found)
        self.badge.setText(tr("Next") if self.is_next else THERE if is_done else "")
        state = tr("next to do") if self.is_next else tr("done") if is_done else ""
        self.head.setAccessibleName(f"{self.head.text()} {state}".strip())
        if (suggested == self.row.key) != self._is_suggested:
            self._is_suggested = not self._is_suggested
            self.head.setChecked(self._is_suggested)
        self._show_needs()

    def changeEvent(self, event):
        """Follows the theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "needs"):
            self._show_needs()

    def _steps(self) -> FlowLayout:
        flow = FlowLayout()
        for opens in self.row.buttons:
            button = QToolButton() if opens.is_small else QPushButton()
            button.setText(opens.text)
            button.setToolTip(opens.help_)
            button.setAccessibleDescription(opens.help_)
            # Otherwise the keyboard does not reach tool buttons.
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            if opens.is_small:
                button.setAutoRaise(True)
            button.clicked.connect(lambda _=False, name=opens.name: self.asked.emit(name))
            flow.addWidget(button)
            self.buttons[opens.name] = button
        return flow

    def _unfold(self, is_open: bool) -> None:
        arrows = Qt.ArrowType
        self.head.setArrowType(arrows.DownArrow if is_open else arrows.RightArrow)
        self.body.setVisible(is_open)
        self.short.setVisible(not is_open)

    def _show_needs(self) -> None:
        row, found = self.row, self._found
        shown = dict.fromkeys((*row.needs, *row.uses))
        # Results are listed once they exist.
        shown |= dict.fromkeys(kind for kind in row.gives if kind in found)
        metrics = QFontMetrics(self.needs.font())
        mark = there(self.palette())
        short, named, missing, whole = [], [], [], []
        for kind in shown:
            name = name_of(kind)
            short.append(_whole(mark if kind in found else MISSING, name))
            if kind not in found:
                missing.append(f"{MISSING} {escape(words_of(kind, found))}")
                continue
            whole.append(f"{name}: {found[kind]}")
            # The path of a Python would tell nothing here.
            words = name if kind == "runtime" else found[kind]
            words = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
            named.append(_whole(mark, words))
        if "inventory" in row.gives and "image" in found and "inventory" not in found:
            missing.append(f"{MISSING} {escape(words_of('inventory', found))}")
        self.short.setText(_BETWEEN.join(short))
        self.needs.setText("<br>".join([_BETWEEN.join(named)] * bool(named) + missing))
        for label in (self.short, self.needs):
            label.setToolTip("<br>".join(map(escape, whole)))


def _whole(mark: str, words: str) -> str:
    """A mark and its words, joined by non-breaking spaces."""
    return mark + escape(f" {words}".replace(" ", "\u00a0"))


def _wrapped() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    # Otherwise Qt reserves the height of much narrower lines.
    label.setMinimumHeight(1)
    return label
