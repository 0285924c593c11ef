"""Colours that colour-blind people can tell apart, for light and dark themes."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QPalette

#: Okabe & Ito 2008, for light themes and, lightened, for dark ones.
_COLOURS = {
    "precision": ("#0072b2", "#56b4e9"),
    "recall": ("#d55e00", "#ff9a4d"),
    "f1": ("#000000", "#ffffff"),
    "iou": ("#009e73", "#3fd6ab"),
    "area": ("#0072b2", "#56b4e9"),
}


def is_dark(palette: QPalette) -> bool:
    """Whether the theme is dark."""
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def colour_of(curve: str, palette: QPalette) -> QColor:
    """The colour of a curve.

    Args:
        curve: "precision", "recall", "f1", "iou" or "area".
        palette: The palette of the widget that shows it.
    """
    return QColor(_COLOURS[curve][is_dark(palette)])


def text_colour(palette: QPalette) -> QColor:
    """The colour of text drawn on a widget.

    In some dark themes the palette's own text colour is dark too.
    """
    return QColor("#e6e6e6" if is_dark(palette) else "#1a1a1a")
