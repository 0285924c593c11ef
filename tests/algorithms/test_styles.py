"""Layers as they are loaded into a project."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis import processing
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
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
    return shown(context, path)


def shown(context, path: str) -> QgsRasterLayer | QgsVectorLayer:
    details = context.layersToLoadOnCompletion()[path]
    kind = QgsRasterLayer if path.endswith(".tif") else QgsVectorLayer
    layer = kind(path, details.name)
    details.postProcessor().postProcessLayer(layer, context, None)
    return layer


def test_labels_are_red_on_a_clear_ground(provider, files, project, tmp_path):
    layer = loaded(
        project,
        "createlabelraster",
        "OUTPUT",
        str(tmp_path / "labels.tif"),
        INPUT=files.image,
        INVENTORY=files.inventory,
    )
    assert layer.name() == f"Labels – {Path(files.image).stem}"
    renderer = layer.renderer()
    assert (renderer.type(), renderer.band()) == ("paletted", layer.bandCount())
    of_value = {one.value: one for one in renderer.classes()}
    assert of_value[0].color.alpha() == 0
    assert of_value[1].color.red() > 200 and of_value[1].label == "landslide"
    assert 0 < of_value[255].color.alpha() < 255 and of_value[255].label == "not labelled"
    layer.styleManager().setCurrentStyle("Image")
    assert layer.renderer().type() == "multibandcolor"


def test_the_layers_of_one_run_are_in_one_group(provider, files, tmp_path):
    project, context = QgsProject.instance(), QgsProcessingContext()
    context.setProject(project)
    cam, landslides = str(tmp_path / "cam.tif"), str(tmp_path / "landslides.gpkg")
    outputs = {
        name: QgsProcessingOutputLayerDefinition(path, project)
        for name, path in (("CAM", cam), ("OUTPUT", landslides))
    }
    step = {"INPUT": files.image, "MODEL": files.model, "THRESHOLD": 0.25, **outputs}
    processing.run("scarp:extractlandslides", step, context=context)
    image = Path(files.image).stem
    names = {path: d.name for path, d in context.layersToLoadOnCompletion().items()}
    assert names == {cam: f"CAM – {image}", landslides: f"Landslides – {image} at 0.25"}
    of_layers = list(context.layersToLoadOnCompletion().values())
    if hasattr(of_layers[0], "groupName"):
        groups = {details.groupName for details in of_layers}
    else:
        for path, details in context.layersToLoadOnCompletion().items():
            kind = QgsRasterLayer if path == cam else QgsVectorLayer
            layer = project.addMapLayer(kind(path, details.name))
            details.postProcessor().postProcessLayer(layer, context, None)
        root = project.layerTreeRoot()
        groups = {root.findLayer(layer).parent().name() for layer in project.mapLayers()}
        (group,) = root.findGroups()
        # Polygons lie above the raster.
        assert [node.name() for node in group.children()] == [names[landslides], names[cam]]
    project.clear()
    (group,) = groups
    assert group.startswith(f"{image} (")


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


def test_a_layer_does_not_join_the_group_of_another_run(provider, files, tmp_path):
    """Where QGIS puts it, beside the layer that is selected."""
    project, context = QgsProject.instance(), QgsProcessingContext()
    context.setProject(project)
    path = str(tmp_path / "cam.tif")
    target = QgsProcessingOutputLayerDefinition(path, project)
    step = {"INPUT": files.image, "MODEL": files.model, "OUTPUT": target}
    processing.run("scarp:classify", step, context=context)
    root = project.layerTreeRoot()
    for group, left in (("image (12:34:56)", []), ("my maps", ["CAM"])):
        node = root.addGroup(group)
        layer = project.addMapLayer(QgsRasterLayer(path, "CAM"), False)
        node.addLayer(layer)
        details = context.layersToLoadOnCompletion()[path]
        details.postProcessor().postProcessLayer(layer, context, None)
        assert [child.name() for child in node.children()] == left
    assert [child.name() for child in root.children()] == ["CAM", "image (12:34:56)", "my maps"]
    project.clear()
