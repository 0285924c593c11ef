"""Runs steps on damaged files, as a process of its own: one case a line, one answer a line."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import traceback
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
TESTS = Path(__file__).resolve().parents[1]
sys.path[0] = str(TESTS)

import conftest  # noqa: E402, F401 - makes the plugin importable as `scarp`
import numpy as np  # noqa: E402
from osgeo import gdal  # noqa: E402
from scarp.core.assessment.assess import assess  # noqa: E402
from scarp.core.assessment.inputs import AssessmentSettings  # noqa: E402
from scarp.core.cam.cam import Cam  # noqa: E402
from scarp.core.cam.suggestion import SuggestionSettings, suggest_threshold  # noqa: E402
from scarp.core.cam.threshold_choice import choose_threshold  # noqa: E402
from scarp.core.labels.label_raster import LabelRaster  # noqa: E402
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster  # noqa: E402
from scarp.core.labels.split_area import SplitSettings, split_area  # noqa: E402
from scarp.core.messages import ScarpError  # noqa: E402
from scarp.core.rasters.identity import identity  # noqa: E402
from scarp.core.rasters.raster import Raster  # noqa: E402
from scarp.core.rasters.windows import Window  # noqa: E402
from scarp.core.tracing.landslide_polygons import PolygonSettings, landslide_polygons  # noqa: E402
from scarp.core.vectors.polygon_layer import PolygonSource  # noqa: E402
from scarp.models.inference.compatibility import check_trained  # noqa: E402
from scarp.models.model_file import load_model  # noqa: E402
from scarp.models.networks.build import load_network  # noqa: E402
from scarp.models.reports.model_reports import model_report  # noqa: E402

from fuzz.hostile import SECRET  # noqa: E402

_READ = 600


class LeakedError(Exception):
    """Something was read from another file."""


def use_model(path: Path, originals: Path, folder: Path) -> None:
    """As “Model info” and “Classify” begin."""
    model = load_model(path)
    model_report(model, path.name).encode()
    if any((array == SECRET).any() for array in model.weights.values()):
        raise LeakedError(path)
    check_trained(model)
    load_network(model)


def create_labels(path: Path, originals: Path, folder: Path) -> None:
    """As “Create label raster”, of a damaged image or a damaged inventory."""
    is_inventory = path.name.startswith("inventory")
    image = originals / "image.tif" if is_inventory else path
    inventory = path if is_inventory else originals / "inventory.gpkg"
    settings = LabelRasterSettings(
        str(image), PolygonSource(str(inventory)), str(folder / "out.tif"), "kind"
    )
    create_label_raster(settings)


def read_labels(path: Path, originals: Path, folder: Path) -> None:
    """As “Train model” begins: its identity, and all of it."""
    identity(str(path))
    with LabelRaster(str(path)) as raster:
        raster.require_georeference()
        for window in _some(raster.shape):
            raster.labels(window)
            raster.read_valid(window)


def split(path: Path, originals: Path, folder: Path) -> None:
    """As “Split area”."""
    outputs = (str(folder / name) for name in ("t.tif", "v.tif"))
    split_area(SplitSettings(str(path), *outputs, block_size=64))


def read_image(path: Path, originals: Path, folder: Path) -> None:
    """As “Classify” reads."""
    identity(str(path))
    with Raster(str(path)) as raster:
        raster.require_georeference()
        for window in _some(raster.shape):
            raster.read(window)
            raster.valid(window)


def draw_polygons(path: Path, originals: Path, folder: Path) -> None:
    """As “Threshold to polygons”."""
    with Cam(str(path)) as cam:
        if cam.shape[0] * cam.shape[1] > 1 << 26:
            return  # What takes long is no damage.
    settings = PolygonSettings(str(path), 5000.0)
    for number, _ in enumerate(landslide_polygons(settings, choose_threshold(str(path)).value)):
        if number > 1000:
            break


def suggest(path: Path, originals: Path, folder: Path) -> None:
    """As “Suggest threshold”, of a damaged CAM or a damaged inventory."""
    is_inventory = path.name.startswith("inventory")
    cam = originals / "cam.tif" if is_inventory else path
    with Cam(str(cam)) as opened:
        if opened.shape[0] * opened.shape[1] > 1 << 26:
            return
    inventory = path if is_inventory else originals / "inventory.gpkg"
    suggest_threshold(
        SuggestionSettings(str(cam), method="best F1", inventory=PolygonSource(str(inventory)))
    )


def assess_inventory(path: Path, originals: Path, folder: Path) -> None:
    """As “Assess accuracy”."""
    whole = PolygonSource(str(originals / "inventory.gpkg"))
    assess(AssessmentSettings(PolygonSource(str(path)), whole))


def _some(shape: tuple[int, int]):
    """Windows at the beginning and at the end of a raster of any size."""
    height, width = min(shape[0], _READ), min(shape[1], _READ)
    yield Window(0, 0, height, width)
    yield Window(shape[0] - height, shape[1] - width, height, width)


#: Steps by the beginning of a file's name.
STEPS = {
    "envinet5": (use_model,),
    "resunet": (use_model,),
    "label": (read_labels, split, read_image),
    "cam": (draw_polygons, suggest),
    "inventory": (create_labels, assess_inventory, suggest),
    "image": (create_labels, read_image),
    "plain": (create_labels, read_image),
    "envi": (create_labels, read_image),
}


def run(path: Path, originals: Path, folder: Path, choice: int) -> dict:
    """Runs one of the steps for a file, and tells how it ended."""
    steps = next(steps for name, steps in STEPS.items() if path.name.startswith(name))
    step = steps[choice % len(steps)]
    started = time.monotonic()
    try:
        step(path, originals, folder)
        outcome = {"outcome": "done"}
    except ScarpError as error:
        outcome = {"outcome": "refused", "sentence": str(error)}
    except LeakedError:
        outcome = {"outcome": "leaked"}
    except BaseException:
        outcome = {"outcome": "traceback", "sentence": traceback.format_exc()[-1500:]}
    kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    largest = [resource.getrusage(kind).ru_maxrss // 1024 for kind in kinds]
    left = [name for name in gdal.ReadDirRecursive("/vsimem/") or [] if "scarp" in name]
    took = round(time.monotonic() - started, 2)
    return {"step": step.__name__, "megabytes": largest, "seconds": took, "left": left, **outcome}


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    np.seterr(all="ignore")
    for line in sys.stdin:
        case = json.loads(line)
        paths = (Path(case[name]) for name in ("path", "originals", "folder"))
        answers.write(json.dumps(run(*paths, case["choice"])) + "\n")
