"""Features that the worker reads in the order in which a step goes through them."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsWkbTypes,
)

from ...translation import tr
from .layer_sources import all_features, wkt_of, write_in_order


@dataclass(frozen=True)
class OrderedFeatures:
    """The features of a vector parameter, as its layer shows them.

    Attributes:
        name: Name of the layer.
        crs: Its CRS.
        fields: Its fields.
        features: All features, whatever their geometries.
        kind: Type of their geometries, as multiple ones.
        source: A file of them in this order, as the worker's jobs take it.
    """

    name: str
    crs: QgsCoordinateReferenceSystem
    fields: QgsFields
    features: list[QgsFeature]
    kind: QgsWkbTypes.Type
    source: dict


def ordered_features(
    step: QgsProcessingAlgorithm,
    parameters: dict,
    name: str,
    context: QgsProcessingContext,
    with_attributes: bool = False,
) -> OrderedFeatures:
    """Reads the features of a parameter and writes them for the worker.

    Args:
        step: The step.
        parameters: Its parameters.
        name: The parameter's name.
        context: The step's context.
        with_attributes: Whether the worker needs their attributes.

    Raises:
        QgsProcessingException: if there is no layer, or it has no CRS.
    """
    source = step.parameterAsSource(parameters, name, context)
    if source is None:
        raise QgsProcessingException(step.invalidSourceError(parameters, name))
    layer, crs = source.sourceName(), source.sourceCrs()
    if not crs.isValid():
        raise QgsProcessingException(
            tr("{name} has no coordinate reference system: set its CRS first.", name=layer)
        )
    features = all_features(source)
    return OrderedFeatures(
        layer,
        crs,
        source.fields(),
        features,
        QgsWkbTypes.multiType(QgsWkbTypes.flatType(source.wkbType())),
        {
            "path": write_in_order(features, source, context, with_attributes),
            "crs_wkt": wkt_of(crs),
            "name": layer,
        },
    )
