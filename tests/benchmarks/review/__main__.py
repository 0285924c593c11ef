"""Measures what checking and retraining brings, by an analyst who knows the inventory.

    build/runtime/bin/python tests/benchmarks/review [--seeds 0 1 2] [--results FILE] …

A scene that no model has seen is mapped by the starter. Its tiles are checked one after the
other, in the order that Scarp proposes or at random, until ten outlines have been drawn: polygons
are accepted where at least half of them lies in the inventory and rejected elsewhere, poor outlines
are drawn anew, and missed landslides are drawn. What is left of the sixty verdicts of a round goes
to polygons outside of tiles, the least sure first or at random. Then the first model is trained on
with all that has been checked by then, and the scene is mapped again. F1 is measured on a part that
is never shown, at the threshold that the model suggests. Rounds that FILE holds already are not
made again. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import paths  # noqa: F401
from common.running import run_quietly, say
from osgeo import gdal, ogr
from repository import DATA, ROOT
from rows import load_parts
from scarp.core.cam.cam import Cam
from scarp.core.cam.threshold_choice import choose_threshold
from scarp.core.rasters.georeference import spatial_reference, utm
from scarp.core.rasters.windows import Window, cut
from scarp.core.review.order import UNSURE, review_order
from scarp.core.review.tiles import propose_tiles
from scarp.core.statuses import CHECKED, REJECTED
from scarp.core.tracing.landslide_polygons import (
    LandslidePolygon,
    PolygonSettings,
    landslide_polygons,
)
from scarp.core.vectors.one_by_one import burn, window_of
from scarp.core.vectors.polygon_layer import PolygonSource
from scarp.models.settings import RETRAIN_MINUTES, STARTER, TRAIN_ON
from scipy.ndimage import label

gdal.UseExceptions()

PROPOSED, RANDOM = "proposed", "random"
#: What an analyst does in a round of about ten minutes.
_VERDICTS, _OUTLINES = 60, 10
_PATCH, _SIDE = 128, 64
#: Landslides smaller than this are not missed, and a share that must be covered by what was mapped.
_SMALLEST, _FOUND = 6, 0.2
#: Outlines with a smaller IoU with the inventory are drawn anew.
_POOR = 0.5
_ORIGIN = 500_000.0, 4_700_000.0


@dataclass(frozen=True)
class Scene:
    """A scene with its inventory as uint8 (rows, columns); 255 where nothing is known.

    Attributes:
        image: Path of the image.
        truth: Its landslides.
        shown: bool (rows, columns), what the analyst may look at.
    """

    image: str
    truth: np.ndarray
    shown: np.ndarray


def scenes(folder: Path) -> dict[str, Scene]:
    """Iburi, of which the east is never shown, and groups of HR-GLDD, half of them."""
    found = {}
    (source,) = load_parts("hrgldd+l4s>iburi", DATA).verification[""]
    whole = Window(0, 0, *source.shape)
    shown = np.zeros(source.shape, bool)
    shown[:, : source.shape[1] // 2] = True
    found["iburi_s2"] = _written(
        folder / "iburi.tif", source.read(whole), source.labels(whole), shown, 10, source.names
    )
    for group in "BCEH":
        sources = load_parts(f"hrgldd+l4s -{group}", DATA).verification[""]
        across = int(np.ceil(np.sqrt(len(sources))))
        down = -(-len(sources) // across)
        image = np.zeros((down * _PATCH, across * _PATCH, 3), np.float32)
        truth = np.full(image.shape[:2], 255, np.uint8)
        for number, source in enumerate(sources):
            row, col = divmod(number, across)
            part = np.s_[row * _PATCH : (row + 1) * _PATCH, col * _PATCH : (col + 1) * _PATCH]
            whole = Window(0, 0, *source.shape)
            image[part], truth[part] = source.read(whole), source.labels(whole)
        rows = np.arange(image.shape[0]) // _PATCH
        cols = np.arange(image.shape[1]) // _PATCH
        shown = (rows[:, None] + cols) % 2 == 0
        path = folder / f"{group}.tif"
        found[f"HR-GLDD {group}"] = _written(path, image, truth, shown, 3, sources[0].names)
    return found


def _written(path, image, truth, shown, size, names) -> Scene:
    if not path.exists():
        rows, cols, bands = image.shape
        dataset = gdal.GetDriverByName("GTiff").Create(
            str(path), cols, rows, bands, gdal.GDT_Float32
        )
        dataset.SetGeoTransform((_ORIGIN[0], size, 0, _ORIGIN[1], 0, -size))
        dataset.SetProjection(utm(142, 42).ExportToWkt())
        for number, name in enumerate(names):
            band = dataset.GetRasterBand(number + 1)
            band.WriteArray(image[..., number])
            band.SetDescription(name)
    return Scene(str(path), truth, shown)


class Analyst:
    """Checks tiles of a scene.

    Args:
        scene: The scene.
        order: `PROPOSED` or `RANDOM`.
        seed: Of the random order.
    """

    def __init__(self, scene: Scene, order: str, seed: int):
        self._scene, self._order = scene, order
        self._rng = np.random.default_rng(seed)
        self.tiles: list[Window] = []
        self.polygons: list[tuple[bytes, str]] = []

    def check(self, cam_path: str, threshold: float) -> None:
        """Checks tiles of a map, then polygons outside of them, until the round is over."""
        verdicts, outlines = _VERDICTS, _OUTLINES
        with Cam(cam_path) as cam:
            found = list(landslide_polygons(PolygonSettings(cam_path, min_area=None), threshold))
            mapped = [ogr.CreateGeometryFromWkb(one.wkb) for one in found]
            boxes = [window_of(one, cam.geotransform) for one in mapped]
            for tile in self._tiles_of(cam):
                if verdicts <= 0 or outlines <= 0:
                    break
                inside = [k for k, box in enumerate(boxes) if _is_in(box, tile)]
                judged = [(mapped[k], self._status(cam, mapped[k])) for k in inside]
                accepted = [one for one, status in judged if status == CHECKED]
                drawn = self._redrawn(cam, tile, accepted)
                judged = [(drawn.get(id(one), one), status) for one, status in judged]
                missed = self._missed(cam, tile, [drawn.get(id(one), one) for one in accepted])
                verdicts -= max(len(judged), 1)
                outlines -= len(missed) + len(drawn)
                self.tiles.append(tile)
                self._keep(judged + [(one, CHECKED) for one in missed])
            left = [
                k
                for k, box in enumerate(boxes)
                if not any(_is_in(box, tile) for tile in self.tiles) and self._may_look(box)
            ]
            order = self._order_of([found[k] for k in left], threshold)[: max(verdicts, 0)]
            chosen = [mapped[left[k]] for k in order]
            self._keep([(one, self._status(cam, one)) for one in chosen])

    def _keep(self, judged: list[tuple[ogr.Geometry, str]]) -> None:
        self.polygons += [(bytes(one.ExportToWkb()), status) for one, status in judged]

    def _order_of(self, found: list[LandslidePolygon], threshold: float) -> np.ndarray:
        if self._order == RANDOM:
            return self._rng.permutation(len(found))
        areas = np.array([one.area_m2 for one in found])
        distances = np.array([abs(one.cam_mean - threshold) for one in found])
        return review_order(UNSURE, np.zeros((len(found), 2)), areas, distances)

    def _tiles_of(self, cam: Cam) -> Iterator[Window]:
        every = [window for window in cut(cam.shape, _SIDE, _SIDE) if self._may_look(window)]
        checked = [(tile.row + tile.height / 2, tile.col + tile.width / 2) for tile in self.tiles]
        if self._order == PROPOSED:
            proposed = propose_tiles(cam, 10_000, checked, _SIDE)
            yield from (tile.window for tile in proposed if self._may_look(tile.window))
            return
        for number in self._rng.permutation(len(every)):
            if every[number] not in self.tiles:
                yield every[number]

    def _may_look(self, tile: Window) -> bool:
        part = _part(tile)
        return bool(self._scene.shown[part].all() and (self._scene.truth[part] != 255).mean() > 0.5)

    def _status(self, cam: Cam, polygon: ogr.Geometry) -> str:
        window = window_of(polygon, cam.geotransform).clipped(cam.shape)
        inside = burn(polygon, cam.geotransform, cam.crs_wkt, window)
        part = np.s_[
            window.row : window.row + window.height, window.col : window.col + window.width
        ]
        found = self._scene.truth[part][inside]
        return CHECKED if len(found) and (found == 1).mean() >= 0.5 else REJECTED

    def _redrawn(
        self, cam: Cam, tile: Window, accepted: list[ogr.Geometry]
    ) -> dict[int, ogr.Geometry]:
        """Outlines that are drawn anew, because they are poor, by the ids of the polygons."""
        regions, _ = label(self._scene.truth[_part(tile)] == 1)
        found = {}
        for one in accepted:
            mask = burn(one, cam.geotransform, cam.crs_wkt, tile)
            own = np.isin(regions, np.setdiff1d(regions[mask], [0]))
            if own.any() and (mask & own).sum() < _POOR * (mask | own).sum():
                found[id(one)] = _outline(own, cam, tile)
        return found

    def _missed(self, cam: Cam, tile: Window, accepted: list[ogr.Geometry]) -> list[ogr.Geometry]:
        truth = self._scene.truth[_part(tile)] == 1
        covered = np.zeros(truth.shape, bool)
        for one in accepted:
            covered |= burn(one, cam.geotransform, cam.crs_wkt, tile)
        regions, count = label(truth)
        found = []
        for number in range(1, count + 1):
            own = regions == number
            if own.sum() >= _SMALLEST and (covered & own).sum() < _FOUND * own.sum():
                found.append(_outline(own, cam, tile))
        return found


def _part(window: Window) -> tuple[slice, slice]:
    return (
        slice(window.row, window.row + window.height),
        slice(window.col, window.col + window.width),
    )


def _is_in(box: Window, tile: Window) -> bool:
    """Whether the middle of a polygon's box lies in a tile."""
    row, col = box.row + box.height / 2, box.col + box.width / 2
    return tile.row <= row < tile.row + tile.height and tile.col <= col < tile.col + tile.width


def _outline(region: np.ndarray, cam: Cam, tile: Window) -> ogr.Geometry:
    """The outline of a region of a tile, along the edges of its pixels."""
    x, a, _, y, _, e = cam.geotransform
    memory = gdal.GetDriverByName("MEM").Create("", tile.width, tile.height, 1)
    memory.SetGeoTransform((x + tile.col * a, a, 0, y + tile.row * e, 0, e))
    memory.GetRasterBand(1).WriteArray(region.astype(np.uint8))
    vectors = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = vectors.CreateLayer("", None, ogr.wkbPolygon)
    band = memory.GetRasterBand(1)
    gdal.Polygonize(band, band, layer, -1)
    whole = ogr.Geometry(ogr.wkbMultiPolygon)
    for feature in layer:
        whole.AddGeometry(feature.GetGeometryRef())
    return whole


def _write(path: Path, wkt: str, rows: list[tuple[bytes, str]]) -> PolygonSource:
    path.unlink(missing_ok=True)
    file = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = file.CreateLayer("polygons", spatial_reference(wkt), ogr.wkbMultiPolygon)
    layer.CreateField(ogr.FieldDefn("status", ogr.OFTString))
    for wkb, status in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkb(wkb)))
        feature.SetField("status", status)
        layer.CreateFeature(feature)
    return PolygonSource(str(path))


def never_shown(scene: Scene, cam_path: str, threshold: float) -> float:
    """F1 of a map on the part that is never shown."""
    with Cam(cam_path) as cam:
        values, _ = cam.values(Window(0, 0, *cam.shape), 0)
    known = ~scene.shown & (scene.truth != 255)
    found, truth = values[known] >= threshold, scene.truth[known] == 1
    return float(2 * (found & truth).sum() / max(found.sum() + truth.sum(), 1))


def rounds(scene: Scene, order: str, seed: int, count: int, minutes: float) -> Iterator[dict]:
    """F1 on what is never shown, after each round; first without any."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cam, model = str(folder / "cam0.tif"), str(STARTER)
        adapted = str(folder / "adapted.h5")
        settings = {"adapt": 0.5}
        run_quietly(
            "classify",
            image=scene.image,
            model=model,
            output=cam,
            settings=settings,
            adapted=adapted,
        )
        model = adapted
        threshold = choose_threshold(cam).value
        yield {"round": 0, "f1": never_shown(scene, cam, threshold), "tiles": 0}
        analyst = Analyst(scene, order, seed)
        with Cam(cam) as opened:
            wkt, grid = opened.crs_wkt, opened.geotransform
        for number in range(1, count + 1):
            analyst.check(cam, threshold)
            tiles = []
            for tile in analyst.tiles:
                outline = _outline(np.ones((tile.height, tile.width), bool), _Grid(grid), tile)
                tiles.append((bytes(outline.ExportToWkb()), CHECKED))
            made = str(folder / f"model{number}.h5")
            cam = str(folder / f"cam{number}.tif")
            done = run_quietly(
                "retrain",
                polygons=asdict(_write(folder / "polygons.gpkg", wkt, analyst.polygons)),
                checked=asdict(_write(folder / "tiles.gpkg", wkt, tiles)),
                image=scene.image,
                model=model,
                output=made,
                cam=cam,
                minutes=minutes,
                way=TRAIN_ON,
                others=[],
                seed=seed,
            )
            threshold = done["threshold"]
            f1 = never_shown(scene, cam, threshold)
            kept = {name: done.get(name) for name in ("f1_before", "f1")}
            yield {"round": number, "f1": f1, "tiles": len(analyst.tiles), "kept": kept}


@dataclass(frozen=True)
class _Grid:
    geotransform: tuple[float, ...]


def table(records: list[dict]) -> str:
    """A line a scene and an order: F1 after each round, mean and each seed."""
    most = max(record["round"] for record in records)
    heads = " | ".join(f"{number} rounds" for number in range(most + 1))
    lines = [f"| scene | order | {heads} |", "|---|---|" + "--:|" * (most + 1)]
    for scene in dict.fromkeys(record["scene"] for record in records):
        for order in (PROPOSED, RANDOM):
            cells = []
            for number in range(most + 1):
                wanted = (scene, order, number)
                values = [
                    one["f1"]
                    for one in records
                    if (one["scene"], one["order"], one["round"]) == wanted
                ]
                each = ", ".join(f"{value:.3f}" for value in values)
                cells.append(f"{statistics.mean(values):.3f} ({each})" if values else "")
            lines.append(f"| {scene} | {order} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Makes the rounds that are missing, and prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folder = ROOT / "build" / "benchmarks" / "review"
    options.add_argument("--seeds", nargs="+", type=int, default=(0, 1, 2))
    options.add_argument("--scenes", nargs="+", metavar="NAME")
    options.add_argument("--results", type=Path, default=folder / "rounds.jsonl")
    options.add_argument("--minutes", type=float, default=RETRAIN_MINUTES, help="of each training")
    given = options.parse_args()
    folder.mkdir(parents=True, exist_ok=True)
    lines = given.results.read_text().splitlines() if given.results.exists() else []
    records = [json.loads(line) for line in lines]
    known = {
        (one["scene"], one["order"], one["seed"]) for one in records if one["round"] == one["of"]
    }
    for name, scene in scenes(folder).items():
        if given.scenes and name not in given.scenes:
            continue
        for seed in given.seeds:
            for order, count in ((PROPOSED, 3), (RANDOM, 4)):
                if (name, order, seed) in known:
                    continue
                say(f"{name}, {order}, seed {seed}")
                for found in rounds(scene, order, seed, count, given.minutes):
                    record = {"scene": name, "order": order, "seed": seed, "of": count, **found}
                    records.append(record)
                    say(str(record))
                    with open(given.results, "a", encoding="utf-8") as file:
                        file.write(json.dumps(record) + "\n")
    print(table(records))


if __name__ == "__main__":
    main()
