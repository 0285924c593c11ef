"""Measures what the image before the event and the slope are good for, by objects.

    build/runtime/bin/python tests/benchmarks/stacking/objects.py [--seeds 0 1 2] [--folder FOLDER]

Of two built-in scenes, one is learned from and the other is mapped. Only landslides that are new
are landslides: old scars, fields and whatever else is mapped is false. Prints a table in Markdown.
CAMs that FOLDER holds already are not made again.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import paths  # noqa: F401
from common.running import run_quietly, say
from osgeo import gdal, ogr
from repository import ROOT
from scarp.core.assessment.assess import assess
from scarp.core.assessment.inputs import AssessmentSettings
from scarp.core.cam.cam import Cam
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from scarp.core.pre_event.verdicts import NEW
from scarp.core.tracing.landslide_polygons import PolygonSettings, landslide_polygons
from scarp.core.vectors.polygon_layer import PolygonSource
from scarp.models.settings import NetworkSettings, TrainingSettings

gdal.UseExceptions()

#: Columns and rows of the scenes.
_SIZE = 1200, 1000
#: That of the demo, for either image.
_NETWORK = {"width": 12, "patch_size": 380}
_TRAINING = {"epochs": 7, "patches_per_epoch": 70}
#: What is derived for the stack, besides the bands of both dates.
_DERIVED = ("ndvi_change", "brightness_change", "slope")
#: Thresholds that are tried, from high to low.
_THRESHOLDS = [step / 25 for step in range(24, 0, -1)]


@dataclass(frozen=True)
class Objects:
    """How well objects are found.

    Attributes:
        recall: Share of the new landslides that are found.
        false: Polygons that are not a new landslide.
        precision: Share of the polygons that are.
    """

    recall: float
    false: int
    precision: float


@dataclass(frozen=True)
class Place:
    """A built-in scene: its images, and its landslides.

    Attributes:
        post: Path of the image after the event.
        stack: Path of the stack of both dates and the slope.
        pre: Path of the image before.
        dem: Path of the heights.
        new: Path of the landslides that are new.
    """

    post: str
    stack: str
    pre: str
    dem: str
    new: str

    @classmethod
    def make(cls, folder: Path, seed: int) -> Place:
        """Makes the scene of a seed, where it is not there yet."""
        from scene import make_before, make_scene

        new, stack = folder / "new.gpkg", folder / "stack.tif"
        names = (folder / name for name in ("image.tif", "before.tif", "dem.tif"))
        post, pre, dem = map(str, names)
        if not stack.exists():
            _, inventory = make_scene(folder, *_SIZE, seed=seed)
            make_before(folder, *_SIZE, seed=seed)
            options = {"SQLStatement": "SELECT * FROM landslides WHERE before = 0"}
            gdal.VectorTranslate(str(new), str(inventory), layerName="new", **options)
            arguments = {"post": post, "pre": [pre], "dem": dem, "derived": _DERIVED}
            run_quietly("stack_images", output=str(stack), **arguments)
        return cls(post, str(stack), pre, dem, str(new))


def map_place(learned: Place, mapped: Place, kind: str, seed: int, folder: Path) -> str:
    """Learns from one scene and gives the path of the CAM of another one.

    Args:
        learned: The scene that is learned from.
        mapped: The other one.
        kind: "post" or "stack": which raster of them is used.
        seed: Of the training.
        folder: Where what is made is kept.
    """
    labels, model, cam = (
        str(folder / f"{kind}_{name}") for name in ("labels.vrt", "model.h5", "cam.tif")
    )
    if Path(cam).exists():
        return cam
    create_label_raster(
        LabelRasterSettings(getattr(learned, kind), PolygonSource(learned.new), labels)
    )
    run_quietly(
        "train_model",
        model=None,
        network=asdict(NetworkSettings(seed=seed, **_NETWORK)),
        training=[labels],
        validation=[],
        settings=asdict(TrainingSettings(seed=seed, **_TRAINING)),
        output=model,
    )
    run_quietly(
        "classify",
        image=getattr(mapped, kind),
        model=model,
        output=cam,
        settings={},
    )
    return cam


def draw(cam: str, threshold: float, output: Path) -> PolygonSource:
    """Writes the polygons of a CAM at a threshold, of the size that the toolbox leaves."""
    output.unlink(missing_ok=True)
    with Cam(cam) as opened:
        wkt = opened.crs_wkt
    file = ogr.GetDriverByName("GPKG").CreateDataSource(str(output))
    from scarp.core.rasters.georeference import spatial_reference

    layer = file.CreateLayer("landslides", spatial_reference(wkt), ogr.wkbUnknown)
    layer.StartTransaction()
    for polygon in landslide_polygons(PolygonSettings(cam, min_area=None), threshold):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(polygon.wkb))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    return PolygonSource(str(output))


def objects(polygons: PolygonSource, place: Place) -> Objects:
    """How many of a scene's new landslides are found, and what is false."""
    settings = AssessmentSettings(polygons, PolygonSource(place.new), image=place.post)
    metrics = assess(settings).metrics()
    return Objects(metrics["object_recall"], metrics["false"], metrics["object_precision"])


def without_older(polygons: PolygonSource, place: Place, output: Path) -> PolygonSource:
    """Writes those polygons that `exclude_pre_event` finds to be new."""
    found = run_quietly(
        "exclude_pre_event",
        polygons=asdict(polygons),
        post=place.post,
        pre=place.pre,
        dem=place.dem,
    )["polygons"]
    output.unlink(missing_ok=True)
    source = gdal.OpenEx(polygons.path)
    file = ogr.GetDriverByName("GPKG").CreateDataSource(str(output))
    layer = file.CreateLayer("new", source.GetLayer().GetSpatialRef(), ogr.wkbUnknown)
    for feature, verdict in zip(source.GetLayer(), found):
        if verdict["status"] == NEW:
            kept = ogr.Feature(layer.GetLayerDefn())
            kept.SetGeometry(feature.GetGeometryRef())
            layer.CreateFeature(kept)
    return PolygonSource(str(output))


def at_recall(cam: str, place: Place, recall: float, folder: Path) -> Objects | None:
    """The objects at the highest threshold at which a recall is reached; None if it never is."""
    for threshold in _THRESHOLDS:
        found = objects(draw(cam, threshold, folder / "tried.gpkg"), place)
        if found.recall >= recall:
            return found
    return None


def measure(seed: int, folder: Path) -> dict[str, Objects | None]:
    """The objects of a seed, by the way in which they were mapped."""
    say(f"seed {seed}: scenes")
    learned, mapped = (Place.make(folder / f"scene {k}", k) for k in (100 + seed, 200 + seed))
    own = folder / f"seed {seed}"
    own.mkdir(parents=True, exist_ok=True)
    cams, drawn = {}, {}
    for kind in ("post", "stack"):
        say(f"seed {seed}: {kind}")
        cams[kind] = map_place(learned, mapped, kind, seed, own)
        with Cam(cams[kind]) as cam:
            threshold = cam.description.threshold
        drawn[kind] = draw(cams[kind], threshold, own / f"{kind}.gpkg")
    found: dict[str, Objects | None] = {}
    for kind, words in (("post", "one date"), ("stack", "two dates and slope")):
        found[words] = objects(drawn[kind], mapped)
        new = without_older(drawn[kind], mapped, own / f"{kind}_new.gpkg")
        found[f"{words}, then excludepreevent"] = objects(new, mapped)
    one, two = found["one date"], found["two dates and slope"]
    again = at_recall(cams["post"], mapped, two.recall, own)
    found["one date, at the recall of two dates"] = again
    again = at_recall(cams["stack"], mapped, one.recall, own)
    found["two dates and slope, at the recall of one date"] = again
    return found


def table(found: Sequence[dict[str, Objects | None]]) -> str:
    """A line a way, with the mean over the seeds and each of them in brackets."""
    lines = [["", "false objects", "object recall", "object precision"], ["---"] + 3 * ["---:"]]
    for way in found[0]:
        measured = [one[way] for one in found]
        cells = []
        for name, digits in (("false", 0), ("recall", 2), ("precision", 2)):
            values = [getattr(one, name) if one else float("nan") for one in measured]
            each = ", ".join(f"{value:.{digits}f}" for value in values)
            cells.append(f"{statistics.mean(values):.{max(digits, 1)}f} ({each})")
        lines.append([way, *cells])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Measures all seeds and prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seeds", nargs="+", type=int, default=(0, 1, 2))
    options.add_argument("--folder", type=Path, default=ROOT / "build" / "benchmarks" / "objects")
    given = options.parse_args()
    found = []
    for seed in given.seeds:
        found.append(measure(seed, given.folder))
        print(f"seed {seed}: {found[-1]}", file=sys.stderr, flush=True)
    print(table(found))


if __name__ == "__main__":
    main()
