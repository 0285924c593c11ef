"""The dock's help."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ..translation import tr


def show_help(parent: QWidget) -> None:
    """Shows what the dock is for, beside which one can go on working."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(tr("Scarp: threshold preview"))
    dialog.resize(480, 420)
    text = QTextBrowser(dialog)
    text.setHtml(
        tr(
            "<p>A class activation raster (CAM) says of each pixel how sure the model is that it "
            "is a landslide, from 0 to 1. The inventory is of the pixels at or above a threshold: "
            "a low one finds more landslides and more that are none, a high one fewer of both.</p>"
            "<p><b>Move the slider</b> and the map follows: yellow is what would be mapped, red "
            "the inventory. The layers of the project and their styles stay as they are.</p>"
            "<p><b>Figures</b>: with an inventory precision, recall, F1 and IoU at every "
            "threshold. Give the mapped area too if the inventory is not complete everywhere. "
            "Click on the plot to go to a threshold. The marks are Otsu's threshold, the one of "
            "the best F1, and what the model suggests.</p>"
            "<p><b>Nine maps</b>: 0.1 to 0.9, as Figure 12 of Zhang et al. 2020. Click on one for "
            "nine hundredths around it, as Figure 13.</p>"
            "<p><b>Keys</b>: on the slider the arrows move by 0.01, the page keys by 0.1; Tab "
            "goes on, the space bar takes a map.</p>"
            "<p><b>Extract polygons</b> makes the inventory at the threshold chosen.</p>"
        )
    )
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(text)
    layout.addWidget(buttons)
    dialog.show()
