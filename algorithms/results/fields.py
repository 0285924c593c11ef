"""The fields of Scarp's polygons."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsField, QgsFields

from ...layer_kinds import INT, REAL, STRING

#: Names, of at most 10 letters for Shapefiles, and types.
FIELDS = (
    ("id", INT),
    ("class", STRING),
    ("area_m2", REAL),
    ("perim_m", REAL),
    ("length_m", REAL),
    ("width_m", REAL),
    ("cam_mean", REAL),
    ("cam_max", REAL),
    ("threshold", REAL),
    ("model", STRING),
    ("image", STRING),
)


_NUMBERS = tuple(name for name, kind in FIELDS if kind is REAL and name != "threshold")


def _is_real(field: QgsField) -> bool:
    # Areas may exceed the default length of a Shapefile's numbers.
    return field.type() == REAL and not 0 < field.length() < 15


def scarp_fields(others: QgsFields | None = None) -> QgsFields:
    """The fields of a layer, followed by those of Scarp that it lacks.

    Args:
        others: Fields of a layer, which stay as they are; None: of none.
    """
    fields = QgsFields()
    for field in others or ():
        if field.name() in _NUMBERS and not _is_real(field):
            # The values written into it are real numbers.
            fields.append(QgsField(field.name(), REAL))
        elif field.name().lower() != "fid":  # A file's own feature id is assigned by that file.
            fields.append(field)
    for name, kind in FIELDS:
        if fields.lookupField(name) < 0:
            fields.append(QgsField(name, kind))
    return fields


def with_fields(others: QgsFields, own: Sequence[tuple[str, int]]) -> QgsFields:
    """The fields of a layer, and further ones in place of any of their names.

    Args:
        others: Fields of the layer.
        own: Names and types of the further ones.
    """
    names = {name for name, _ in own}
    fields = QgsFields()
    for field in others:
        # A file's own feature id is assigned by that file.
        if field.name().lower() not in {*names, "fid"}:
            fields.append(field)
    for name, kind in own:
        fields.append(QgsField(name, kind))
    return fields
