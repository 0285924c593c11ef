"""Polygons of any vector file, valid and in the CRS of a raster."""

from __future__ import annotations

import hashlib
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

import numpy as np
from osgeo import gdal, ogr

from ..messages import Progress, ScarpError, tr
from ..rasters.datasets import open_dataset, readable
from ..rasters.georeference import footprint, spatial_reference, window_geotransform
from ..rasters.windows import Window
from .class_field import class_name, class_numbers
from .valid_polygons import (
    BeyondCrsError,
    clean,
    crs_name,
    longest_side,
    period_of,
    transformation,
)

_FIELD = "class"
_IDS_SHOWN = 10
#: What GeoPackages name the CRS of a layer that has none.
_UNDEFINED = ("Undefined geographic SRS", "Undefined Cartesian SRS")


@dataclass(frozen=True)
class PolygonSource:
    """Where to read polygons.

    Attributes:
        path: A file that OGR reads.
        layer: Name of the layer in it; None: the first.
        crs_wkt: CRS to use in place of the file's.
        name: What to call it in messages; None: the path.
    """

    path: str
    layer: str | None = None
    crs_wkt: str | None = None
    name: str | None = None


class Polygons:
    """Valid polygons in one CRS, indexed, each with a class number.

    Empty geometries are left out and invalid ones repaired; both are reported with their ids.
    Several threads may burn them at once.

    Args:
        source: The file and layer.
        crs_wkt: CRS to transform them to.
        class_field: Field that tells classes apart; without one, all belong to class 1.
        progress: Told what was left out or repaired.
        may_be_empty: Whether a layer without features is accepted.
        straight: Whether long sides stay straight as in the source's CRS: they are divided before
            they are transformed.

    Attributes:
        name: What to call them in messages.
        layer: OGR's layer of them, in memory.
        classes: Names of the classes, as text, in sorted order; class 1 is the first.
        count: Number of polygons kept.
        source_crs: Name of the CRS that they come from.

    Raises:
        ScarpError: if it cannot be read, has no CRS, no polygons, or other geometries.
    """

    def __init__(
        self,
        source: PolygonSource,
        crs_wkt: str,
        class_field: str | None,
        progress: Progress,
        may_be_empty: bool = False,
        straight: bool = False,
    ):
        self.name = source.name or source.path
        dataset, layer = open_layer(source, may_be_empty)
        self._straight = straight
        numbers = class_numbers(layer, class_field, self.name)
        self.classes = list(numbers) or ["landslide"]
        self._period = period_of(crs_wkt)
        # A layer has one filter, and one place where it is read.
        self._lock = threading.Lock()
        self._path = f"/vsimem/scarp-{uuid.uuid4().hex}.gpkg"
        self._dataset = ogr.GetDriverByName("GPKG").CreateDataSource(self._path)
        try:
            self.layer = self._dataset.CreateLayer(
                "polygons", spatial_reference(crs_wkt), ogr.wkbMultiPolygon
            )
            self.layer.CreateField(ogr.FieldDefn(_FIELD, ogr.OFTInteger))
            self._fill(layer, source, crs_wkt, class_field, numbers, progress)
        except BaseException:
            self.close()
            raise
        self.count = self.layer.GetFeatureCount()
        del dataset

    def __enter__(self) -> Polygons:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Frees the memory; the polygons can no longer be read."""
        self.layer = self._dataset = None
        gdal.Unlink(self._path)

    def _fill(
        self,
        layer: ogr.Layer,
        source: PolygonSource,
        crs_wkt: str,
        class_field: str | None,
        numbers: dict[str, int],
        progress: Progress,
    ) -> None:
        source_wkt = source.crs_wkt or readable(layer.GetSpatialRef().ExportToWkt())
        self.source_crs = crs_name(source_wkt)
        transform = transformation(source_wkt, crs_wkt)
        longest = longest_side(source_wkt) if self._straight else None
        empty, lost, mended, classless = [], [], [], []
        definition = self.layer.GetLayerDefn()
        self.layer.StartTransaction()
        for feature in layer:
            geometry = feature.GetGeometryRef()
            if geometry is not None and not geometry.IsEmpty() and geometry.GetDimension() < 2:
                _refuse_kind(self.name, geometry.GetGeometryName())
            try:
                polygons, was_valid = clean(geometry, transform, longest, self._period)
            except BeyondCrsError:
                lost.append(feature.GetFID())
                continue
            if polygons is None:
                empty.append(feature.GetFID())
                continue
            if not was_valid:
                mended.append(feature.GetFID())
            number = numbers.get(class_name(feature.GetField(class_field))) if numbers else 1
            if number is None:
                classless.append(feature.GetFID())
                continue
            kept = ogr.Feature(definition)
            kept.SetFieldInteger64(0, number)
            kept.SetGeometryDirectly(polygons)
            self.layer.CreateFeature(kept)
        self.layer.CommitTransaction()
        if lost and not self.layer.GetFeatureCount():
            raise ScarpError(
                tr(
                    "The coordinates of {name} do not fit its CRS, {crs}, which is probably wrong: "
                    "set the right one in the layer's properties."
                ),
                name=self.name,
                crs=self.source_crs,
            )
        for ids, sentence in (
            (
                lost,
                tr("{name}: {count} features outside the area of the CRS left out, ids {ids}."),
            ),
            (empty, tr("{name}: {count} features without a usable geometry left out, ids {ids}.")),
            (mended, tr("{name}: {count} invalid geometries mended, ids {ids}.")),
            (classless, tr("{name}: {count} features without a class left out, ids {ids}.")),
        ):
            if ids:
                progress(None, sentence, name=self.name, count=len(ids), ids=_listed(ids))

    def digest(self) -> str:
        """Computes the SHA-256 of the geometries and classes, as hexadecimal digits."""
        digest = hashlib.sha256()
        self.layer.ResetReading()
        for feature in self.layer:
            digest.update(bytes(feature.GetGeometryRef().ExportToWkb()))
            digest.update(bytes([feature.GetField(_FIELD)]))
        return digest.hexdigest()

    def require_overlap(self, geotransform: tuple[float, ...], window: Window, image: str) -> None:
        """Makes sure that a polygon touches a window of an image in the same CRS.

        Raises:
            ScarpError: if none does; it names both layers, and the CRS that may be wrong.
        """
        if not self.intersects(geotransform, window):
            raise ScarpError(
                tr(
                    "{name} does not overlap with the image {image}. If it should, its CRS, {crs}, "
                    "or the image's is wrong."
                ),
                name=self.name,
                image=image,
                crs=self.source_crs,
            )

    def intersects(self, geotransform: tuple[float, ...], window: Window) -> bool:
        """Whether any polygon touches a window of a raster in the same CRS."""
        with self._lock:
            return any(
                feature.GetGeometryRef().Intersects(area)
                for area in self._areas(geotransform, window)
                for feature in self._within(area)
            )

    def _areas(self, geotransform: tuple[float, ...], window: Window) -> Iterator[ogr.Geometry]:
        """Yields the window's outline, also once around the Earth if the CRS goes around it."""
        for shift in self._shifts:
            ring = ogr.Geometry(ogr.wkbLinearRing)
            corners = footprint(geotransform, window)
            for x, y in [*corners, corners[0]]:
                ring.AddPoint_2D(x + shift, y)
            area = ogr.Geometry(ogr.wkbPolygon)
            area.AddGeometry(ring)
            yield area

    def _within(self, area: ogr.Geometry) -> Iterator[ogr.Feature]:
        self.layer.SetSpatialFilter(area)
        self.layer.ResetReading()
        try:
            yield from self.layer
        finally:
            self.layer.SetSpatialFilter(None)

    @property
    def _shifts(self) -> tuple[float, ...]:
        """Differences that x may have between a window and the polygons on it."""
        return (0.0, -self._period, self._period) if self._period else (0.0,)

    def rasterize(
        self,
        geotransform: tuple[float, ...],
        window: Window,
        all_touched: bool = False,
        adding: bool = False,
    ) -> np.ndarray:
        """Burns the class numbers into a window of a raster's grid.

        Args:
            geotransform: Geotransform of the whole raster, in the polygons' CRS.
            window: The part to burn.
            all_touched: Whether to burn every pixel that a polygon touches; else those whose centre
                is inside.
            adding: Whether to add the numbers of polygons that overlap, up to 255; else the last
                one counts.

        Returns:
            uint8 (``window.height``, ``window.width``), 0 where there is no polygon.
        """
        burned = gdal.GetDriverByName("MEM").Create("", window.width, window.height, 1)
        burned.SetProjection(self.layer.GetSpatialRef().ExportToWkt())
        x, *others = window_geotransform(geotransform, window.row, window.col)
        options = [f"ATTRIBUTE={_FIELD}"] + ["ALL_TOUCHED=TRUE"] * all_touched
        options += ["MERGE_ALG=ADD"] * adding
        with self._lock:
            for shift, area in zip(self._shifts, self._areas(geotransform, window)):
                burned.SetGeoTransform((x + shift, *others))
                west, east, south, north = area.GetEnvelope()
                self.layer.SetSpatialFilterRect(west, south, east, north)
                gdal.RasterizeLayer(burned, [1], self.layer, options=options)
            self.layer.SetSpatialFilter(None)
        return burned.ReadAsArray()


def open_layer(source: PolygonSource, may_be_empty: bool = False) -> tuple[gdal.Dataset, ogr.Layer]:
    """Opens a layer that can hold polygons.

    Args:
        source: The file and layer.
        may_be_empty: Whether a layer without features is accepted.

    Returns:
        The dataset, which keeps the layer alive, and the layer.

    Raises:
        ScarpError: if it cannot be read, has no CRS, no features, or other geometries.
    """
    name = source.name or source.path
    dataset = open_dataset(source.path, gdal.OF_VECTOR)
    layer = None
    if dataset is not None:
        layer = dataset.GetLayerByName(source.layer) if source.layer else dataset.GetLayer(0)
    if layer is None:
        raise ScarpError(tr("{name} is not a vector layer that can be read."), name=name)
    reference = spatial_reference(source.crs_wkt) if source.crs_wkt else layer.GetSpatialRef()
    if reference is None or reference.IsLocal() or reference.GetName() in _UNDEFINED:
        raise ScarpError(
            tr("{name} has no coordinate reference system: set its CRS first."), name=name
        )
    if layer.GetFeatureCount() == 0 and not may_be_empty:
        raise ScarpError(tr("{name} holds no polygons."), name=name)
    kind = ogr.GT_Flatten(ogr.GT_GetLinear(layer.GetGeomType()))
    if kind not in (
        ogr.wkbPolygon,
        ogr.wkbMultiPolygon,
        ogr.wkbGeometryCollection,
        ogr.wkbUnknown,
    ):
        _refuse_kind(name, ogr.GeometryTypeToName(kind))
    return dataset, layer


def _refuse_kind(name: str, kind: str) -> NoReturn:
    raise ScarpError(
        tr("{name} holds geometries of type {kind}: polygons are needed."), name=name, kind=kind
    )


def _listed(ids: list[int]) -> str:
    shown = ", ".join(str(number) for number in ids[:_IDS_SHOWN])
    return shown + (" …" if len(ids) > _IDS_SHOWN else "")
