"""Label rasters of what a person has checked."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from osgeo import ogr

from ..labels.label_raster_writer import label_raster_writer
from ..labels.values import UNLABELLED
from ..messages import Progress, ScarpError, no_progress, part_of, tr
from ..rasters.georeference import spatial_reference
from ..rasters.raster import Raster
from ..rasters.windows import Window, blocks
from ..statuses import DOUBTFUL, REJECTED, SURE
from ..vectors.one_by_one import geometries_of
from ..vectors.polygon_layer import Polygons, PolygonSource, open_layer
from .tiles import kept_from_training

#: Who judges a polygon sees what lies so many pixels around it; but outlines are not exact, and
#: what is so near to any polygon is not known.
_SEEN, _INEXACT = 8, 2


@dataclass(frozen=True)
class CheckedLabels:
    """What was written.

    Attributes:
        training: Path of the label raster to learn from.
        kept: Path of the one to measure with; None with fewer than three tiles with landslides.
        tiles: Number of tiles that are learned from.
        tiles_kept: Number of tiles that are measured on.
        landslides: Number of polygons that are known to be landslides.
        others: Number of polygons that are known not to be.
    """

    training: str
    kept: str | None
    tiles: int
    tiles_kept: int
    landslides: int
    others: int


def write_checked_labels(
    image: str,
    polygons: PolygonSource,
    checked: PolygonSource,
    class_name: str,
    folder: Path,
    progress: Progress = no_progress,
) -> CheckedLabels:
    """Writes label rasters of checked tiles, and of polygons that a person has judged.

    In a tile everything is known: what is no landslide is background. Outside of tiles those
    polygons are known that were accepted, edited or rejected, and a few pixels around them, where
    there is no other polygon. Doubtful ones are unknown anywhere. Rejected polygons are background.

    Args:
        image: Path of the image.
        polygons: With their status in the field “status”.
        checked: The tiles in which everything has been seen.
        class_name: Name of the class.
        folder: Where to write them, as ``.vrt`` that refer to the image.
        progress: Told the share that is done.

    Raises:
        ScarpError: if there is no tile on the image, or nothing is labelled as a landslide or as
            background.
    """
    with ExitStack() as stack:
        raster = stack.enter_context(Raster(image))
        raster.require_georeference()
        temporary = stack.enter_context(tempfile.TemporaryDirectory(prefix="scarp-checked-"))

        def burned(name: str, geometries: Sequence[ogr.Geometry]) -> Polygons:
            path = str(Path(temporary, f"{name}.fgb"))
            _write(path, geometries, raster.crs_wkt)
            found = Polygons(PolygonSource(path), raster.crs_wkt, None, progress, may_be_empty=True)
            return stack.enter_context(found)

        tiles = [one for one in geometries_of(checked, raster.crs_wkt) if one is not None]
        if not tiles:
            raise ScarpError(tr("There is no checked tile: mark at least one as checked."))
        whole = Window(0, 0, *raster.shape)
        by_kind = _by_status(polygons, raster.crs_wkt)
        judged = [*by_kind["sure"], *by_kind["rejected"]]
        pixel = math.hypot(*raster.geotransform[1:3])
        around = {
            "around": [one.Buffer(_SEEN * pixel, 2) for one in judged],
            "near": [one.Buffer(_INEXACT * pixel, 2) for one in chain(*by_kind.values())],
        }
        are_kept = _kept(tiles, [*by_kind["sure"], *by_kind["unseen"]])
        layers = {name: burned(name, group) for name, group in {**by_kind, **around}.items()}
        every = burned("tiles", tiles)
        if not every.intersects(raster.geotransform, whole):
            raise ScarpError(
                tr("No checked tile lies on {path}: choose the tiles of this image."), path=image
            )
        parts = {
            "training": burned("learned", [t for t, kept in zip(tiles, are_kept) if not kept]),
            "kept": burned("kept", [t for t, kept in zip(tiles, are_kept) if kept]),
        }
        paths = {name: str(folder / f"{name}.vrt") for name in parts}
        for number, (name, own) in enumerate(parts.items()):
            if name == "kept" and not are_kept.any():
                continue
            told = part_of(progress, number / 2, (number + 1) / 2)
            other = parts["kept"] if name == "training" else None
            _write_labels(paths[name], raster, class_name, layers, own, other, told)
    return CheckedLabels(
        paths["training"],
        paths["kept"] if are_kept.any() else None,
        int(np.count_nonzero(~are_kept)),
        int(np.count_nonzero(are_kept)),
        len(by_kind["sure"]),
        len(by_kind["rejected"]),
    )


def _kept(tiles: Sequence[ogr.Geometry], landslides: Sequence[ogr.Geometry]) -> np.ndarray:
    """Which tiles are kept from the training: of those with landslides and of the others alike.

    bool (tiles,); none where no tile with landslides would be kept.
    """
    points = np.array([one.Centroid().GetPoint_2D() for one in tiles])
    featured = np.array([any(tile.Intersects(one) for one in landslides) for tile in tiles])
    kept = np.zeros(len(tiles), bool)
    kept[featured] = kept_from_training(points[featured])
    if kept.any():
        kept[~featured] = kept_from_training(points[~featured])
    return kept


def _by_status(source: PolygonSource, wkt: str) -> dict[str, list[ogr.Geometry]]:
    """The polygons in a CRS, by what is known of them."""
    dataset, layer = open_layer(source)
    place = layer.GetLayerDefn().GetFieldIndex("status")
    if place >= 0 and layer.GetLayerDefn().GetFieldDefn(place).GetType() != ogr.OFTString:
        raise ScarpError(
            tr("The field “status” of {path} is no text, as the review writes it: rename it."),
            path=source.name or source.path,
        )
    statuses = [feature.GetField(place) if place >= 0 else None for feature in layer]
    del dataset
    found: dict[str, list[ogr.Geometry]] = {
        name: [] for name in ("sure", "rejected", "doubtful", "unseen")
    }
    for geometry, status in zip(geometries_of(source, wkt), statuses):
        if geometry is None:
            continue
        known = {REJECTED: "rejected", DOUBTFUL: "doubtful", **dict.fromkeys(SURE, "sure")}
        found[known.get(str(status), "unseen")].append(geometry)
    return found


def _write(path: str, geometries: Sequence[ogr.Geometry], wkt: str) -> None:
    dataset = ogr.GetDriverByName("FlatGeobuf").CreateDataSource(path)
    layer = dataset.CreateLayer("polygons", spatial_reference(wkt), ogr.wkbMultiPolygon)
    for geometry in geometries:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.ForceToMultiPolygon(geometry.Clone()))
        layer.CreateFeature(feature)


def _write_labels(
    path: str,
    raster: Raster,
    class_name: str,
    layers: dict[str, Polygons],
    own: Polygons,
    other: Polygons | None,
    progress: Progress,
) -> None:
    """Writes a label raster.

    Args:
        path: Where.
        raster: The image.
        class_name: Name of the class.
        layers: The polygons by what is known of them, “near” and “around” them.
        own: Tiles in which everything is known.
        other: Tiles of which nothing is to be known; None: nothing is known outside of the own.
        progress: Told the share that is done.
    """
    counts = np.zeros(2, int)
    with label_raster_writer(path, raster, [class_name], 0) as writer:
        for window in blocks(raster.shape, raster.bytes_a_pixel):
            progress(window.row / raster.shape[0])

            def inside(polygons: Polygons, window: Window = window) -> np.ndarray:
                return polygons.rasterize(raster.geotransform, window) > 0

            tile = inside(own)
            seen = inside(layers["around"]) & ~inside(layers["near"])
            labels = np.where(tile | seen, 0, UNLABELLED).astype(np.uint8)
            labels[tile & inside(layers["unseen"])] = 1
            labels[inside(layers["rejected"])] = 0
            labels[inside(layers["sure"])] = 1
            labels[inside(layers["doubtful"])] = UNLABELLED
            labels[~tile if other is None else inside(other)] = UNLABELLED
            values, valid = raster.read_stored_valid(window)
            labels[~valid] = UNLABELLED
            writer.write(window, values, labels)
            counts += np.bincount(labels.ravel(), minlength=2)[:2]
    if other is not None and not counts.all():
        raise ScarpError(
            tr(
                "What is checked holds nothing but landslides: mark a tile as checked that also "
                "holds other ground."
            )
            if counts[1]
            else tr("What is checked holds no landslide: accept some, or check another tile.")
        )
