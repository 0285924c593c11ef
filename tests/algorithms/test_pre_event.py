"""Telling new landslides from old ones, by the toolbox."""

from __future__ import annotations

from collections import Counter

import pytest
from helpers.feedback import Feedback
from helpers.scars import make_place
from qgis.core import (
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsVectorLayer,
)
from scarp.core.rasters.raster import Raster

FIELDS = ["fid", "kind", "status", "change", "change_p", "slope_mean", "relief_m", "why"]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return make_place(tmp_path_factory.mktemp("a place 東"), (2.4, -1.3), 1.2)


def test_statuses(run, place, tmp_path, project):
    made = run(
        "excludepreevent",
        INPUT=place.polygons,
        POST=place.post,
        PRE=place.pre,
        DEM=place.dem,
        OUTPUT=str(tmp_path / "compared.gpkg"),
    )
    layer = QgsVectorLayer(made["OUTPUT"], "", "ogr")
    assert layer.fields().names() == FIELDS
    statuses = Counter(feature["status"] for feature in layer.getFeatures())
    assert statuses == {
        name.lower(): made[name] for name in ("NEW", "EXISTING", "REACTIVATED", "DOUBTFUL")
    }
    assert sum(statuses.values()) == len(place.kinds) and min(statuses.values()) > 5
    for kind, feature in zip(place.kinds, layer.getFeatures()):
        if kind == "hidden":
            assert feature["status"] == "doubtful" and "Clouds" in feature["why"]
            assert feature["change"] in (None, feature["change_p"])


def test_new_ones_only_of_an_edited_selection(run, place, tmp_path, project):
    """What the layer shows counts; the attributes stay."""
    layer = QgsVectorLayer(place.polygons, "mapped", "ogr")
    project.addMapLayer(layer)
    layer.startEditing()
    first = place.kinds.index("new")
    features = sorted(layer.getFeatures(), key=QgsFeature.id)
    layer.changeAttributeValue(features[first].id(), layer.fields().lookupField("kind"), "mine")
    layer.deleteFeatures([one.id() for one in features[10:]])
    made = run(
        "excludepreevent",
        INPUT=layer,
        POST=place.post,
        PRE=place.pre,
        REMOVE=True,
        OUTPUT=str(tmp_path / "new.gpkg"),
    )
    layer.rollBack()
    written = list(QgsVectorLayer(made["OUTPUT"], "", "ogr").getFeatures())
    assert {one["status"] for one in written} == {"new"}
    # Without an elevation model, gentle ground is not known.
    expected = sum(kind in ("new", "flat") for kind in place.kinds[:10])
    assert len(written) == made["NEW"] == expected
    assert [one["kind"] for one in written].count("mine") == 1


def test_refusals(run, place, tmp_path):
    with pytest.raises(QgsProcessingException, match="given for both dates"):
        run(
            "excludepreevent",
            INPUT=place.polygons,
            POST=place.post,
            PRE=place.post,
            OUTPUT=str(tmp_path / "new.gpkg"),
        )


def test_both_steps_in_a_model(provider, place, tmp_path, project):
    """As in the modeler: one model for both, run like any other step."""
    dates = ("POST", "PRE", "DEM")
    model = QgsProcessingModelAlgorithm("two dates", "tests")
    for name in dates:
        raster = QgsProcessingParameterRasterLayer(name, name)
        model.addModelParameter(raster, QgsProcessingModelParameter(name))
    polygons = QgsProcessingParameterFeatureSource("INPUT", "INPUT")
    model.addModelParameter(polygons, QgsProcessingModelParameter("INPUT"))
    for step, inputs in (("stackimages", dates), ("excludepreevent", ("INPUT", *dates))):
        child = QgsProcessingModelChildAlgorithm(f"scarp:{step}")
        child.setChildId(step)
        for one in provider.algorithm(step).parameterDefinitions():
            value = QgsProcessingModelChildParameterSource.fromStaticValue(one.defaultValue())
            if one.name() in inputs:
                value = QgsProcessingModelChildParameterSource.fromModelParameter(one.name())
            if not one.isDestination():
                child.addParameterSources(one.name(), [value])
        output = QgsProcessingModelOutput(step, step)
        output.setChildId(step)
        output.setChildOutputName("OUTPUT")
        child.setModelOutputs({step: output})
        model.addChildAlgorithm(child)
    model.updateDestinationParameters()
    assert model.validate() == (True, [])
    given = {
        "INPUT": place.polygons,
        "POST": place.post,
        "PRE": place.pre,
        "DEM": place.dem,
        "stackimages:stackimages": str(tmp_path / "stack.tif"),
        "excludepreevent:excludepreevent": str(tmp_path / "compared.gpkg"),
    }
    made, done = model.run(given, QgsProcessingContext(), Feedback())
    assert done
    with Raster(made["stackimages:stackimages"]) as stack:
        assert "pre_red" in stack.names and "slope" in stack.names
    layer = QgsVectorLayer(made["excludepreevent:excludepreevent"], "", "ogr")
    assert layer.featureCount() == len(place.kinds)
