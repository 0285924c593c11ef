"""The nine maps at print size."""

from __future__ import annotations

import re

import numpy as np
import pytest
from helpers.desk import wait_until
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QRect
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QMessageBox
from scarp.core.regions.filters import Filters
from scarp.gui.maps.printed_maps import picture_path
from scarp.gui.maps.printed_page import map_size


def _save(desk, name: str) -> str:
    path = str(desk.folder / name)
    dock = desk.dock
    dock.printing.save(dock._small_maps(outline=2), path)
    wait_until(lambda: not dock.printing.goes_on, "for the maps")
    return path


def _pixels(image: QImage) -> np.ndarray:
    """int (rows, columns, 3)."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    data = image.constBits().asstring(image.sizeInBytes())
    shape = image.height(), image.bytesPerLine() // 4, 4
    return np.frombuffer(data, np.uint8).reshape(shape)[:, : image.width(), 2::-1].astype(int)


def test_a_picture_of_a_page(desk):
    """Nine maps of 760 pixels each, drawn anew: outlines are thin, and yellow gets less."""
    desk.drawn()
    image = QImage(_save(desk, "nine maps.png"))
    assert image.width() == 2400 and image.height() > 1000
    assert image.dotsPerMeterX() == pytest.approx(300 / 0.0254, rel=0.01)
    assert desk.dock.message.text().startswith("Saved to ")
    assert desk.dock.message.text().endswith("nine maps.png")
    size = map_size(desk.canvas.size())
    top = image.height() - 40 - 3 * 32 - 20 - 3 * size.height() - 2 * 20
    shares = []
    for number in range(9):
        row, column = divmod(number, 3)
        place = QRect(
            40 + column * (size.width() + 20),
            top + row * (size.height() + 20),
            size.width(),
            size.height(),
        )
        one = _pixels(image.copy(place))[60:-10, 10:-10]
        shares.append((one[..., 0] - one[..., 2] > 30).mean())
        red = (one[..., 0] > 180) & (one[..., 1] < 90)
        assert red.any(), "the inventory"
    assert shares == sorted(shares, reverse=True) and shares[0] > 3 * shares[-1]
    footer = _pixels(image)[-(40 + 2 * 32) :]
    assert (footer.sum(axis=-1) < 60).any(), "the scale bar"
    assert ((footer[..., 0] > 240) & (footer[..., 2] < 20)).any(), "yellow in the legend"


def test_small_things_are_left_out_of_the_maps(desk):
    def yellow(name: str) -> float:
        pixels = _pixels(QImage(_save(desk, name)))
        return (pixels[..., 0] - pixels[..., 2] > 30).mean()

    desk.canvas.setExtent(desk.cam.extent().buffered(-900))
    desk.drawn()
    before = yellow("before.png")
    desk.dock.filters.set_filters(Filters(2000, 0))
    assert yellow("after.png") < 0.9 * before


def test_a_pdf_on_one_page(desk):
    path = _save(desk, "maps.pdf")
    with open(path, "rb") as file:
        data = file.read()
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", data)) == 1
    (box,) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert float(box[0]) == pytest.approx(203.2 / 25.4 * 72, abs=1)
    assert len(re.findall(rb"/Subtype /Image", data)) >= 9


def test_where_maps_cannot_be_written(desk, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *said_: said.append(said_[2]))
    (desk.folder / "taken.png").mkdir()
    _save(desk, "taken.png")
    assert said and not desk.dock.message.text()


def test_layers_that_go_while_maps_are_drawn(desk):
    dock = desk.dock
    path = desk.folder / "maps.png"
    dock.printing.save(dock._small_maps(outline=2), str(path))
    QgsProject.instance().removeMapLayer(desk.cam.id())
    wait_until(lambda: not dock.printing.goes_on, "for the end")
    dock.tabs.setCurrentIndex(1)


def test_closed_while_maps_are_drawn(desk):
    dock = desk.dock
    dock.printing.save(dock._small_maps(outline=2), str(desk.folder / "maps.png"))
    dock.close_dock()
    assert not dock.printing.goes_on
    desk.dock = None
    dock.deleteLater()


@pytest.mark.parametrize(
    ("typed", "kind", "named"),
    [
        ("a.png", "PDF (*.pdf)", "a.png"),
        ("a.PDF", "PNG picture (*.png)", "a.PDF"),
        ("a.2", "PDF (*.pdf)", "a.2.pdf"),
        ("a", "PNG picture (*.png)", "a.png"),
    ],
)
def test_suffixes(typed, kind, named):
    assert picture_path(typed, kind) == named
