"""A window with help, beside which work can go on."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget


def show_text(parent: QWidget, title: str, html: str) -> None:
    """Shows a text.

    Args:
        parent: The panel that it explains.
        title: Of the window.
        html: The text.
    """
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(480, 440)
    text = QTextBrowser(dialog)
    text.setHtml(html)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(text)
    layout.addWidget(buttons)
    dialog.show()
