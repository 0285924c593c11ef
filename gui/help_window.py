"""A window with help, beside which work can go on."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QMovie
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

#: Of animated pictures, in pixels.
_WIDTH = 800


def show_text(parent: QWidget, title: str, html: str, movie: Path | None = None) -> None:
    """Shows a text.

    Args:
        parent: The panel that it explains.
        title: Of the window.
        html: The text.
        movie: An animated picture, shown above the text.
    """
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(480, 440)
    text = QTextBrowser(dialog)
    text.setHtml(html)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    if movie is not None:
        layout.addWidget(_playing(movie, dialog))
        dialog.resize(_WIDTH + 40, 680)
    layout.addWidget(text, 1)
    layout.addWidget(buttons)
    dialog.show()


def _playing(path: Path, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    movie = QMovie(str(path), parent=label)
    label.setMovie(movie)
    movie.start()
    return label
