"""The stage of the review: verdicts by keys, landslides by clicks, tiles, and training on."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
from desk import Desk, Failed
from osgeo import gdal

DOCK = "ScarpReview"
#: With one doubtful polygon, 30 are looked at.
_ACCEPTED, _REJECTED, _EDITED, _ADDED, _TILES = 21, 5, 3, 4, 2
#: Seconds that a short training and the map may take.
_TRAINING = 400
#: Minutes that the training takes.
_MINUTES = "0.5"
_CANVAS = "iface.mapCanvas()"


def review(desk: Desk, folder: Path) -> None:
    """Checks polygons with real keys, adds some, marks tiles, and trains the model on."""
    desk.open_panel("ScarpReviewAction")
    desk.until(lambda: "looked at" in _text(desk, "counts"), "the panel has read no polygons", 30)
    time.sleep(1)
    desk.screen.picture("review-opened")
    _focus_map(desk)
    for key in ["a"] * _ACCEPTED + ["r"] * _REJECTED:
        desk.screen.press(key)
    desk.screen.press("space", "BackSpace", "d")
    time.sleep(1)
    desk.screen.picture("review-verdicts")
    counts = _counts(desk)
    if (counts["checked"], counts["rejected"], counts["doubtful"]) != (_ACCEPTED, _REJECTED, 1):
        raise Failed(f"verdicts are {counts}")
    for number in range(1, _EDITED + 1):
        _edit(desk, number)
    _add(desk)
    _check_tiles(desk)
    desk.click(text="Save verdicts", of=DOCK)
    _train(desk, folder)


def _text(desk: Desk, label: str) -> str:
    """What a label of the panel says."""
    return desk.evaluate(f"{_dock()}.layout_.{label}.text()")


def _dock() -> str:
    return f"iface.mainWindow().findChild(__import__('qgis').PyQt.QtWidgets.QDockWidget, {DOCK!r})"


def _counts(desk: Desk) -> dict[str, int]:
    found = desk.evaluate(f"{_dock()}.queue.counts()")
    return {name: found.get(name, 0) for name in ("checked", "rejected", "doubtful", "edited")}


def _place(desk: Desk, point: str) -> tuple[int, int]:
    """Where a point of the map is on the screen; ``point`` gives it in Python."""
    qt = "__import__('qgis').PyQt.QtCore"
    to_pixels = f"{_CANVAS}.getCoordinateTransform().transform({point})"
    x, y = desk.evaluate(f"(lambda q: [q.x(), q.y()])({to_pixels})")
    left, top = desk.evaluate(
        f"(lambda q: [q.x(), q.y()])({_CANVAS}.viewport().mapToGlobal({qt}.QPoint(0, 0)))"
    )
    return round(left + x), round(top + y)


def _focus_map(desk: Desk) -> None:
    """A click on the map, with the pan tool, gives it the keys."""
    desk.evaluate("iface.actionPan().trigger()")
    desk.screen.click(*_place(desk, f"{_CANVAS}.center()"))
    time.sleep(0.5)


def _edit(desk: Desk, number: int) -> None:
    """Moves a corner of the current polygon with QGIS's vertex tool, and goes on to the next."""
    desk.screen.press("e")
    time.sleep(1)
    corner = f"{_dock()}.queue.layer.getFeature({_dock()}.queue.current).geometry().vertexAt(0)"
    point = f"__import__('qgis').core.QgsPointXY({corner})"
    x, y = _place(desk, point)
    desk.screen.click(x, y)
    time.sleep(0.5)
    desk.screen.click(x - 12, y - 12)
    desk.until(lambda: _counts(desk)["edited"] == number, "the vertex tool edited nothing")
    if number == 1:
        desk.screen.picture("review-edited")
    desk.screen.press("space")
    time.sleep(1)


def _add(desk: Desk) -> None:
    """Adds landslides of the inventory that were not mapped, by clicks."""
    desk.menu("View", "Zoom Full")
    time.sleep(2)
    _focus_map(desk)
    desk.menu("View", "Zoom Full")
    time.sleep(2)
    places = desk.evaluate(
        "[(lambda p: [p.x(), p.y()])(f.geometry().pointOnSurface().asPoint()) for f in "
        "[l for l in project.mapLayers().values() if l.name().startswith('inventory')][0]"
        f".getFeatures() if not any(g.geometry().intersects(f.geometry()) for g in "
        f"{_dock()}.queue.layer.getFeatures())][:{3 * _ADDED}]"
    )
    desk.screen.press("n")
    added = 0
    before = desk.evaluate(f"{_dock()}.queue.total")
    for x, y in places:
        if added == _ADDED:
            break
        desk.screen.click(*_place(desk, f"__import__('qgis').core.QgsPointXY({x}, {y})"))
        time.sleep(0.3)
        if not added:
            desk.screen.picture("review-proposed")
        desk.screen.press("Return")
        added = desk.evaluate(f"{_dock()}.queue.total") - before
    desk.screen.picture("review-added")
    if places and not added:
        raise Failed("no landslide could be added by a click")
    desk.screen.press("n")


def _check_tiles(desk: Desk) -> None:
    """Goes to the tiles that are proposed, and marks them as checked."""
    for number in range(_TILES):
        desk.screen.press("p")
        time.sleep(1)
        desk.screen.press("t")
        time.sleep(0.5)
        if number == 0:
            desk.screen.picture("review-tile")
    desk.until(
        lambda: f"{_TILES} tiles checked" in _text(desk, "counts"), "the tiles are not checked"
    )


def _train(desk: Desk, folder: Path) -> None:
    """Trains the model on for a short while, and waits for the new map, which is to be better."""
    old = desk.evaluate(f"{_dock()}.layers.layer('cam').source()")
    box = desk.find(kind="QDoubleSpinBox", of=DOCK, nth=1)
    desk.write(box, _MINUTES)
    desk.click(kind="QToolButton", text="Retrain", of=DOCK)
    time.sleep(5)
    desk.screen.picture("review-training")
    comparison = f"{_dock()}.teaching.comparison"
    desk.until(lambda: desk.evaluate(f"{comparison} is not None"), "no new map", _TRAINING)
    time.sleep(2)
    desk.screen.picture("review-round")
    said = _text(desk, "message")
    if "F1 on" not in said and "mapped again" not in said:
        raise Failed(f"the panel says {said!r}")
    tiles = desk.evaluate(f"{_dock()}.teaching._tiles.layer.source()")
    desk.click(text="Go on with the new map")
    new = desk.evaluate(f"{_dock()}.layers.layer('cam').source()")
    before, after = (_f1(cam, tiles, folder) for cam in (old, new))
    print(f"  F1 outside of the checked tiles: {before:.3f} before, {after:.3f} after", flush=True)
    if after <= before:
        raise Failed(f"the new map is no better: F1 {before:.3f} before, {after:.3f} after")
    desk.check_errors()


def _f1(cam: str, tiles: str, folder: Path) -> float:
    """F1 of a map at 0.5, outside of the checked tiles, with the whole inventory of the scene."""
    dataset = gdal.Open(cam)
    values = dataset.ReadAsArray()

    def burned(path: str, name: str | None = None) -> np.ndarray:
        mask = gdal.GetDriverByName("MEM").Create("", *reversed(values.shape), 1)
        mask.SetGeoTransform(dataset.GetGeoTransform())
        mask.SetProjection(dataset.GetProjection())
        vectors = gdal.OpenEx(path)
        layer = vectors.GetLayerByName(name) if name else vectors.GetLayer(0)
        gdal.RasterizeLayer(mask, [1], layer, burn_values=[1])
        return mask.ReadAsArray() > 0

    known = (values >= 0) & ~burned(tiles.split("|")[0])
    found = values[known] >= 0.5
    truth = burned(str(folder / "scene" / "inventory.gpkg"), "landslides")[known]
    return float(2 * (found & truth).sum() / max(found.sum() + truth.sum(), 1))
