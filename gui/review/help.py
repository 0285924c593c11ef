"""The panel's help."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtWidgets import QWidget

from ...translation import tr
from ..help_window import show_text

_MOVIE = Path(__file__).parents[2] / "resources" / "review.gif"


def show_help(parent: QWidget) -> None:
    """Explains the panel in a window beside which work can go on."""
    show_text(
        parent,
        tr("Scarp: review"),
        tr(
            "<p>Every map that a model has made is checked before it is used, and what you correct "
            "is the best there is to learn from.</p>"
            "<p><b>Polygons</b> come one after the other, the least sure first, with a yellow "
            "outline. <b>A</b> accepts, <b>R</b> rejects, <b>D</b> says that it cannot be told; "
            "each shows the next one. <b>Space</b> goes on without a verdict, <b>Backspace</b> "
            "goes back. <b>E</b> takes QGIS's vertex tool: a polygon whose corners you move is "
            "<i>edited</i>. <b>S</b> splits and <b>M</b> merges with QGIS's tools. All of it can "
            "be undone as any other edit.</p>"
            "<p><b>What was missed</b>: press <b>N</b> and click on it. The outline is that of the "
            "class activation raster around the point, where it shows something there, else that "
            "of the image; a second click there asks the image, too. The mouse wheel makes it "
            "larger or smaller, <b>Enter</b> takes it. With the button of the mouse held you draw "
            "by hand.</p>"
            "<p><b>Tiles</b>: <b>P</b> goes to the tile that would teach the model most. When you "
            "have seen all in it, press <b>T</b>: only in checked tiles is what is no landslide "
            "known to be background.</p>"
            "<p><b>B</b> shows the image before the event, and hides it again.</p>"
            "<p><b>Retrain</b> trains the model on for a few minutes and maps the image again, "
            "while you go on. Of three checked tiles with landslides one is kept to measure on. "
            "Old and new map are shown side by side, and each round is kept: choose it from the "
            "list of rounds to see it again. Each trains the first model on, with all that has "
            "been checked by then.</p>"
            "<p>The fields <i>status</i>, <i>mapper</i> and <i>checked</i> are written into the "
            "layer's edit buffer; <i>Save verdicts</i> saves them. Should QGIS end before, all "
            "edits are offered again when the layer is opened here; a temporary layer ends with "
            "QGIS: make it permanent first. The keys work on the map and in this panel.</p>"
        ),
        _MOVIE,
    )
