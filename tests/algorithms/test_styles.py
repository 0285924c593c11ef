"""Layers as they are loaded into a project."""

from __future__ import annotations

import pytest
from qgis import processing
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRasterLayer,
)


@pytest.fixture
def project():
    project = QgsProject()
    yield project
    project.clear()


def loaded(project, step: str, output: str, path: str, **parameters) -> QgsRasterLayer:
    """Runs a step and loads its output as the toolbox does."""
    context = QgsProcessingContext()
    context.setProject(project)
    target = QgsProcessingOutputLayerDefinition(path, project)
    processing.run(f"scarp:{step}", {**parameters, output: target}, context=context)
    details = context.layersToLoadOnCompletion()[path]
    layer = QgsRasterLayer(path, details.name)
    details.postProcessor().postProcessLayer(layer, context, None)
    return layer


def test_a_cam_is_transparent_where_it_is_0(provider, files, project, tmp_path):
    layer = loaded(
        project,
        "classify",
        "OUTPUT",
        str(tmp_path / "cam.tif"),
        INPUT=files.image,
        MODEL=files.model,
    )
    renderer = layer.renderer()
    assert renderer.type() == "singlebandpseudocolor"
    assert (renderer.classificationMin(), renderer.classificationMax()) == (0, 1)
    items = renderer.shader().rasterShaderFunction().colorRampItemList()
    assert [item.value for item in items] == [0, 0.25, 0.5, 0.75, 1]
    assert items[0].color.alpha() == 0 and items[-1].color.alpha() == 255


def test_the_cam_of_extract_landslides_too(provider, files, project, tmp_path):
    layer = loaded(
        project,
        "extractlandslides",
        "CAM",
        str(tmp_path / "cam.tif"),
        INPUT=files.image,
        MODEL=files.model,
        THRESHOLD=0.5,
        OUTPUT=str(tmp_path / "landslides.gpkg"),
    )
    assert layer.renderer().type() == "singlebandpseudocolor"


def test_a_layer_that_is_not_loaded_needs_no_style(provider, files, run, tmp_path):
    path = str(tmp_path / "cam.tif")
    assert run("classify", INPUT=files.image, MODEL=files.model, OUTPUT=path)["OUTPUT"] == path
