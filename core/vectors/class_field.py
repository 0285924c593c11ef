"""The field of a layer that tells the classes of its polygons apart."""

from __future__ import annotations

from osgeo import ogr

from ..messages import ScarpError, tr

#: Types of the fields whose values can name a class.
_SINGLE_VALUES = (
    ogr.OFTInteger,
    ogr.OFTInteger64,
    ogr.OFTReal,
    ogr.OFTString,
    ogr.OFTDate,
    ogr.OFTTime,
    ogr.OFTDateTime,
)


def class_numbers(layer: ogr.Layer, class_field: str | None, name: str) -> dict[str, int]:
    """Numbers the values of a field, in sorted order.

    Args:
        layer: The layer.
        class_field: Name of the field; None or "": there is only one class.
        name: What to call the layer in a message.

    Returns:
        The number of each class, from 1, by its name; empty without a field.

    Raises:
        ScarpError: if there is no such field, it holds lists or binary data, or there are not 1 to
            254 classes.
    """
    if not class_field:
        return {}
    definition = layer.GetLayerDefn()
    index = definition.GetFieldIndex(class_field)
    if index < 0:
        raise ScarpError(
            tr("{name} has no field “{field}” to tell classes by."),
            name=name,
            field=class_field,
        )
    if definition.GetFieldDefn(index).GetType() not in _SINGLE_VALUES:
        raise ScarpError(
            tr(
                "The field “{field}” of {name} holds lists or binary data: choose one that "
                "holds a text or a number."
            ),
            name=name,
            field=class_field,
        )
    values = {feature.GetField(class_field) for feature in layer} - {None}
    layer.ResetReading()
    if any(isinstance(value, str) for value in values):
        values = set(map(class_name, values)) - {""}
    # Numbers are sorted as numbers.
    names = [class_name(value) for value in sorted(values)]
    if not 1 <= len(names) <= 254:
        raise ScarpError(
            tr("The field “{field}” has {count} different values: 1 to 254 classes are needed."),
            field=class_field,
            count=len(names),
        )
    return {name: number for number, name in enumerate(names, start=1)}


def class_name(value: object) -> str:
    """Makes a class's name of a value: without commas, which separate names, and extra blanks.

    Bytes that are not UTF-8, as in a Shapefile that claims to be, are decoded as Latin-1.
    """
    if value is None:
        return ""
    text = str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode(errors="surrogateescape").decode("latin-1")
    return " ".join(text.replace(",", " ").split())
