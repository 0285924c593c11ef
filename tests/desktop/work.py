"""Stages of the work itself: learning, mapping, checking, and the end."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from beginning import load_files
from desk import Desk, Failed
from steps import Step

DOCK = "ScarpThresholdPreview"
IMAGE, INVENTORY = "image", "inventory"
#: A network and a training that are made for the time they take, not for what they find.
NETWORK = {"BANDS": 4, "PATCH_SIZE": 188, "WIDTH": 8}
TRAINING = {"EPOCHS": 2, "PATCHES_PER_EPOCH": 24}
_QUITTING = 30


def _run(
    desk: Desk, step: str, picture: str, unless_offered: dict | None = None, **values
) -> list[str]:
    """Opens a step from the toolbox, fills it in, runs it; gives the names of new layers.

    Args:
        desk: QGIS.
        step: Its id without "scarp:".
        picture: The beginning of the pictures' names.
        unless_offered: Values of parameters that keep what the window offers, if it does.
        values: Of the other parameters.
    """
    before = desk.layer_names()
    window = Step(desk, step)
    desk.screen.picture(f"{picture}-opened")
    window.fill(**values)
    for name, value in (unless_offered or {}).items():
        if not window.offered(name):
            window.fill(**{name: str(value)})
        desk.made[name + step] = Path(window.offered(name))
    desk.screen.picture(f"{picture}-filled")
    window.run()
    desk.screen.picture(f"{picture}-done")
    window.close()
    after = desk.ask("layers")
    broken = [layer["name"] for layer in after if not layer["valid"]]
    if broken:
        raise Failed(f"{step}: no valid layers: {broken}")
    new = [layer["name"] for layer in after]
    for name in before:
        new.remove(name)
    return new


def draw(desk: Desk, folder: Path) -> None:
    """Draws a landslide into a new layer, as the start panel offers it."""
    if not desk.ask("widget", text="New layer to draw in…", showing=True):
        desk.click(kind="QToolButton", text="2  Draw", of="ScarpStart")
    desk.click(text="New layer to draw in…", showing=True)
    desk.window("New layer to draw landslides in")
    desk.screen.press("Return")
    desk.until(
        lambda: any("_landslides" in one["source"] for one in desk.ask("layers")), "no layer"
    )
    x, y, width, height = desk.find(name="theMapCanvas")["rect"]
    x, y = x + width // 2, y + height // 2
    for right, down in ((0, 0), (40, 0), (40, 40), (0, 40)):
        desk.screen.click(x + right, y + down)
        time.sleep(0.6)
    desk.screen.click_right(x, y + 40)
    drawn = "__import__('qgis.utils').utils.iface.activeLayer().featureCount()"
    desk.until(lambda: desk.evaluate(drawn) == 1, "no landslide is drawn")
    desk.screen.picture("drawn")
    desk.menu("Layer", "Save Layer Edits")
    desk.check_errors()


def map_now(desk: Desk, folder: Path) -> None:
    """Maps the image with the starter, from the start panel, with nothing filled in."""
    before = desk.layer_names()
    if not desk.ask("widget", text="Map now…", showing=True):
        desk.click(kind="QToolButton", text="1  Map now", of="ScarpStart")
    desk.click(text="Map now…", showing=True)
    window = Step(desk, "mapanewimage", opened=True)
    desk.screen.picture("now-opened")
    window.run()
    desk.screen.picture("now-done")
    window.close()
    desk.check_errors()
    new = len(desk.layer_names()) - len(before)
    _expect(new >= 2, f"a class activation raster and polygons, not {new} layers")
    time.sleep(2)
    desk.screen.picture("now-mapped")


def label(desk: Desk, folder: Path) -> None:
    """Makes a label raster."""
    new = _run(desk, "createlabelraster", "label", INPUT=IMAGE, INVENTORY=INVENTORY)
    _expect(len(new) == 1, f"a label raster, not {new}")
    desk.made["label"] = new[0]


def split(desk: Desk, folder: Path) -> None:
    """Splits its area."""
    label_raster = desk.made["label"]
    new = _run(desk, "splitarea", "split", INPUT=label_raster, BLOCK_SIZE=128)
    _expect(len(new) == 2, f"two parts, not {new}")
    desk.made["parts"] = new


def initialize(desk: Desk, folder: Path) -> None:
    """Makes a narrow network."""
    offer = {"OUTPUT": folder / "network.h5"}
    _run(desk, "initializemodel", "initialize", offer, **NETWORK)
    _expect(_network(desk).is_file(), "a model file")


def train(desk: Desk, folder: Path) -> None:
    """Trains it for two short epochs."""
    parts = desk.made["parts"]
    training = next(name for name in parts if "alid" not in name)
    validation = next(name for name in parts if "alid" in name)
    _run(
        desk,
        "trainmodel",
        "train",
        {"OUTPUT": folder / "model.h5"},
        MODEL=str(_network(desk)),
        TRAINING=[training],
        VALIDATION=[validation],
        **TRAINING,
    )
    _expect(_model(desk).is_file(), "a model file")
    reports = desk.evaluate(
        "len(__import__('processing').core.ProcessingResults.resultsList.results)"
    )
    _expect(reports >= 1, "a report in the Results Viewer")
    report = "__import__('processing').core.ProcessingResults.resultsList.results[-1].filename"
    typed = f"<th>epochs</th><td>{TRAINING['EPOCHS']}</td>"
    _expect(desk.evaluate(f"{typed!r} in open({report}).read()"), "the epochs that were typed")


def learn(desk: Desk, folder: Path) -> None:
    """Label raster, split, network and training in one step."""
    network = {name: NETWORK[name] for name in ("PATCH_SIZE", "WIDTH")}
    offer = {"MODEL": folder / "model.h5"}
    values = {"IMAGE": IMAGE, "INVENTORY": INVENTORY, **network, **TRAINING}
    _run(desk, "trainononeevent", "learn", offer, **values)
    _expect(_model(desk).is_file(), "a model file")


def classify(desk: Desk, folder: Path) -> None:
    """Makes a class activation raster."""
    model = str(_model(desk))
    new = _run(desk, "classify", "classify", INPUT=IMAGE, MODEL=model)
    _expect(len(new) == 1, f"a class activation raster, not {new}")


def preview(desk: Desk, folder: Path) -> None:
    """Opens the threshold preview and moves its slider."""
    desk.open_panel("ScarpThresholdPreviewAction")
    time.sleep(4)
    desk.read_help()
    desk.screen.picture("preview-opened")
    slider = desk.find(kind="QSlider", of=DOCK)
    x, y, width, height = slider["rect"]
    least, most = slider["limits"]

    def place(value: float) -> tuple[int, int]:
        return round(x + 6 + (width - 12) * (value - least) / (most - least)), y + height // 2

    wanted = least + 0.3 * (most - least)
    desk.screen.drag(place(slider["value"]), place(wanted))
    moved = desk.find(kind="QSlider", of=DOCK)["value"]
    _expect(abs(moved - wanted) < 0.05 * (most - least), f"the slider at {wanted}, not {moved}")
    time.sleep(3)
    desk.screen.picture("preview-moved")
    desk.check_errors()


def extract(desk: Desk, folder: Path) -> None:
    """Extracts polygons from the dock."""
    before = len(desk.layer_names())
    desk.click(kind="QToolButton", text="Extract polygons", of=DOCK)
    window = Step(desk, "thresholdtopolygons", opened=True)
    desk.screen.picture("extract-opened")
    _expect(desk.ask("step"), "a window of the step with its Python half: Run does nothing")
    window.run()
    desk.screen.picture("extract-done")
    window.close()
    _expect(len(desk.layer_names()) == before + 1, "one more layer")
    time.sleep(2)
    desk.screen.picture("extracted")


def extract_by_toolbox(desk: Desk, folder: Path) -> None:
    """The way round where the dock fails."""
    new = _run(desk, "thresholdtopolygons", "toolbox-extract")
    _expect(len(new) == 1, f"polygons, not {new}")


def assess(desk: Desk, folder: Path) -> None:
    """Assesses them."""
    new = _run(desk, "assessaccuracy", "assess", PREDICTED=_mapped(desk), INVENTORY=INVENTORY)
    _expect(new, "polygons with their verdict")


def compare(desk: Desk, folder: Path) -> None:
    """Stacks the image with that from before the event, and tells which polygons are new."""
    load_files(desk, folder / "scene", "before.tif", "dem.tif")
    dates = {"POST": IMAGE, "DEM": "dem"}
    new = _run(desk, "stackimages", "stack", PRE=["before"], **dates)
    _expect(len(new) == 1, f"a stack, not {new}")
    new = _run(desk, "excludepreevent", "exclude", INPUT=_mapped(desk), PRE="before", **dates)
    _expect(len(new) == 1, f"polygons with their status, not {new}")
    time.sleep(2)
    desk.screen.picture("excluded")


def hand_over(desk: Desk, folder: Path) -> None:
    """Makes statistics and the event inventory of the landslides."""
    new = _run(desk, "inventorystatistics", "statistics", INPUT=INVENTORY, TRIGGER="earthquake")
    _expect(len(new) == 1, f"measured landslides, not {new}")
    output = {"OUTPUT": str(folder / "event.gpkg")}
    values = {"INPUT": INVENTORY, "IMAGE": IMAGE, "EVENT_DATE": "2018-09-06", **output}
    new = _run(desk, "eventinventory", "event", **values)
    _expect(sorted(new) == ["density", "gaps", "landslides", "mapped_area"], f"layers, not {new}")
    time.sleep(2)
    desk.screen.picture("handed-over")


def map_new(desk: Desk, folder: Path) -> None:
    """Maps a new image in one step."""
    model = str(_model(desk))
    new = _run(desk, "mapanewimage", "map", IMAGE=IMAGE, MODEL=model)
    _expect(len(new) >= 2, f"a class activation raster and polygons, not {new}")


def batch(desk: Desk, folder: Path) -> None:
    """Maps two images in a batch."""
    window = Step(desk, "mapanewimage")
    window.as_batch(2)
    for row in range(2):
        window.in_row(row)
        window.fill(
            IMAGE=IMAGE,
            MODEL=str(_model(desk)),
            CAM=str(folder / f"cam{row}.tif"),
            LANDSLIDES=str(folder / f"landslides{row}.gpkg"),
            REPORT=str(folder / f"report{row}.html"),
        )
    desk.screen.picture("batch-filled")
    window.run()
    desk.screen.picture("batch-done")
    desk.check_errors()
    window.close()
    for row in range(2):
        for name in (f"cam{row}.tif", f"landslides{row}.gpkg", f"report{row}.html"):
            _expect((folder / name).is_file(), name)


def leave(desk: Desk, folder: Path) -> None:
    """Quits QGIS without keeping the project."""
    desk.menu("Project", "Exit QGIS")
    end = time.monotonic() + _QUITTING
    while time.monotonic() < end:
        try:
            desk.process.wait(1)
        except subprocess.TimeoutExpired:
            for text in ("Discard", "Yes", "Close without Saving"):
                try:
                    found = desk.ask("widget", kind="QPushButton", text=text)
                except Failed:
                    break
                if found:
                    desk.click_on(found)
                    break
        else:
            _expect(desk.process.returncode == 0, f"QGIS ended with {desk.process.returncode}")
            return
    raise Failed("QGIS cannot be quit")


def _network(desk: Desk) -> Path:
    """The model file that “Initialize model” has made."""
    return desk.made["OUTPUTinitializemodel"]


def _model(desk: Desk) -> Path:
    """The model file that “Train model” has made, or “Train on one event”."""
    return desk.made.get("OUTPUTtrainmodel") or desk.made["MODELtrainononeevent"]


def _mapped(desk: Desk) -> str:
    """The topmost layer of polygons that “Threshold to polygons” has made."""
    return desk.evaluate(
        "[l.name() for l in project.layerTreeRoot().layerOrder() "
        "if l.type() == 0 and 'cam_mean' in l.fields().names()][0]"
    )


def _expect(holds, what: str) -> None:
    if not holds:
        raise Failed(f"expected {what}")
