"""Colours that colour-blind people tell apart, on light and on dark windows."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QPalette

#: Okabe & Ito 2008, on light windows and, lighter, on dark ones.
_COLOURS = {
    "precision": ("#0072b2", "#56b4e9"),
    "recall": ("#d55e00", "#ff9a4d"),
    "f1": ("#000000", "#ffffff"),
    "iou": ("#009e73", "#3fd6ab"),
    "area": ("#0072b2", "#56b4e9"),
}


def is_dark(palette: QPalette) -> bool:
    """Whether windows are dark."""
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def colour_of(figure: str, palette: QPalette) -> QColor:
    """The colour of a figure's curve.

    Args:
        figure: "precision", "recall", "f1", "iou" or "area".
        palette: Of the widget that shows it.
    """
    return QColor(_COLOURS[figure][is_dark(palette)])


def text_colour(palette: QPalette) -> QColor:
    """Of what is written on a widget: some themes leave the palette's own text dark on dark."""
    return QColor("#e6e6e6" if is_dark(palette) else "#1a1a1a")
