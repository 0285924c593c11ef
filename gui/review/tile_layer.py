"""Tiles of the map in which everything has been seen, as a layer of the project."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate

from ...core.cam.cam import Cam
from ...core.rasters.georeference import pixel_at
from ...core.rasters.windows import Window
from ...core.review.tiles import SIDE, Tile
from ...layer_kinds import DATE, STRING
from ...translation import tr
from .drafts import folder_of_reviews, key_of_map
from .editing import MAPPER, WHEN

_TABLE = "checked"


class CheckedTiles:
    """The checked tiles of a map: a GeoPackage in the profile, shown in the project.

    Args:
        cam: Layer of the class activation raster, whose grid the tiles follow.
    """

    def __init__(self, cam: QgsRasterLayer):
        self._path = str(folder_of_reviews() / f"tiles-{key_of_map(cam)}.gpkg")
        self._crs, self._name = cam.crs(), cam.name()
        with Cam(cam.source()) as opened:
            self._grid, self._shape = opened.geotransform, opened.shape
        self._id = ""

    @property
    def layer(self) -> QgsVectorLayer:
        """Their layer; made, and added to the project, where it is missing."""
        layer = self._shown()
        if layer is not None:
            return layer
        layer = self._opened()
        if not layer.isValid():
            self._create()
            layer = self._opened()
        project = QgsProject.instance()
        project.addMapLayer(layer, False)
        project.layerTreeRoot().insertLayer(0, layer)
        self._id = layer.id()
        return layer

    def _shown(self) -> QgsVectorLayer | None:
        """Their layer in the project, if it is there."""
        layer = QgsProject.instance().mapLayer(self._id)
        if layer is not None:
            return layer
        for one in QgsProject.instance().mapLayers().values():
            if isinstance(one, QgsVectorLayer) and one.source().split("|")[0] == self._path:
                self._id = one.id()
                return one
        return None

    def _opened(self) -> QgsVectorLayer:
        name = tr("Checked tiles – {image}", image=self._name)
        layer = QgsVectorLayer(f"{self._path}|layername={_TABLE}", name, "ogr")
        if layer.isValid():
            symbol = layer.renderer().symbol().symbolLayer(0)
            colour = symbol.color()
            colour.setRgb(0, 158, 115, 0)
            symbol.setColor(colour)
            colour.setAlpha(255)
            symbol.setStrokeColor(colour)
            symbol.setStrokeWidth(0.6)
        return layer

    def _create(self) -> None:
        memory = QgsVectorLayer("Polygon", _TABLE, "memory")
        memory.setCrs(self._crs)
        memory.dataProvider().addAttributes([QgsField(MAPPER, STRING), QgsField(WHEN, DATE)])
        memory.updateFields()
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName = "GPKG", _TABLE
        context = QgsProject.instance().transformContext()
        QgsVectorFileWriter.writeAsVectorFormatV3(memory, self._path, context, options)

    def tile_at(self, point: QgsPointXY, crs) -> Tile | None:
        """The tile at a point in some CRS; None beyond the map."""
        try:
            transform = QgsCoordinateTransform(crs, self._crs, QgsProject.instance())
            place = transform.transform(point)
        except QgsCsException:
            return None
        row, col = pixel_at(self._grid, place.x(), place.y())
        rows, cols = self._shape
        if not (0 <= row < rows and 0 <= col < cols):
            return None
        top, left = int(row) // SIDE * SIDE, int(col) // SIDE * SIDE
        return Tile(Window(top, left, SIDE, SIDE).clipped(self._shape), 0.0)

    def geometry(self, tile: Tile) -> QgsGeometry:
        """A tile as a polygon in the map's CRS."""
        return QgsGeometry.fromPolygonXY([[QgsPointXY(*one) for one in tile.corners(self._grid)]])

    def toggle(self, tile: Tile, mapper: str) -> bool:
        """Marks a tile as checked, or no longer; gives whether it is now."""
        layer = self.layer
        geometry = self.geometry(tile)
        middle = geometry.boundingBox().center()
        request = QgsFeatureRequest(QgsRectangle(middle, middle))
        found = [one.id() for one in layer.getFeatures(request)]
        provider = layer.dataProvider()
        if found:
            provider.deleteFeatures(found)
        else:
            feature = QgsFeature(layer.fields())
            feature.setGeometry(geometry)
            for name, value in ((MAPPER, mapper), (WHEN, QDate.currentDate())):
                feature.setAttribute(layer.fields().lookupField(name), value)
            provider.addFeatures([feature])
        layer.updateExtents()
        layer.triggerRepaint()
        return not found

    def middles(self) -> list[tuple[float, float]]:
        """Rows and columns of the middles of the tiles that are checked."""
        found = []
        layer = self._shown() or self._opened()
        for feature in layer.getFeatures() if layer.isValid() else ():
            middle = feature.geometry().boundingBox().center()
            found.append(pixel_at(self._grid, middle.x(), middle.y()))
        return found

    def count(self) -> int:
        """Number of the tiles that are checked."""
        layer = self._shown() or self._opened()
        return int(layer.featureCount()) if layer.isValid() else 0
