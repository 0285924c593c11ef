"""The dock's help."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

from ...translation import tr
from ..help_window import show_text


def show_help(parent: QWidget) -> None:
    """Explains the dock in a window beside which work can go on."""
    show_text(
        parent,
        tr("Scarp: threshold preview"),
        tr(
            "<p>A class activation raster (CAM) says of each pixel how sure the model is that it "
            "is a landslide, from 0 to 1. The inventory is of the pixels at or above a threshold: "
            "a low one finds more landslides and more that are none, a high one fewer of both.</p>"
            "<p><b>Move the slider</b> and the map follows: yellow is what would be mapped, red "
            "the inventory, also while it is edited. The slider starts at the threshold that the "
            "model suggests, else at Otsu's. The layers of the project and their styles stay as "
            "they are; polygons that were extracted before, light blue, are hidden until you "
            "switch off <i>On the map</i>.</p>"
            "<p><b>Smallest area</b> and <b>Fill holes up to</b> apply to the map, the nine maps, "
            "the figures and the polygons. At first what is smaller than four pixels is left out. "
            "On a map that is zoomed out, sizes are counted in pixels of the map.</p>"
            "<p><b>Figures</b>: with an inventory precision, recall, F1 and IoU at this threshold, "
            "after smallest area and holes. Give the mapped area too (<i>Layers</i>) if the "
            "inventory is not complete everywhere.</p>"
            "<p><b>Curve</b>: the figures of all pixels at every threshold, without smallest area "
            "and holes. Click on it to go to a threshold. The marks are Otsu's threshold, the one "
            "of the best F1, and what the model suggests.</p>"
            "<p><b>Nine maps</b>: 0.1 to 0.9, as Figure 12 of Zhang et al. 2020. Click on one for "
            "nine hundredths around it, as Figure 13. <i>Save…</i> draws them anew for a printed "
            "page, with scale bar and legend, as PNG picture or PDF.</p>"
            "<p><b>Keys</b>: on the slider the arrows move by 0.01, the page keys by 0.1; Tab "
            "goes on, the space bar takes a map.</p>"
            "<p><b>Extract polygons</b> makes the inventory at the threshold chosen.</p>"
            "<p>The threshold, the areas and the layers that you set are kept in the project.</p>"
        ),
    )
