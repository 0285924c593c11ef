"""No output is ever an input or another output, by whatever name."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from helpers.feedback import Feedback
from helpers.inputs import inventory_file, raster
from osgeo import gdal, ogr
from qgis.core import QgsProcessingException, QgsProject, QgsRasterLayer, QgsVectorLayer

GRID = (580_000, 3, 0, 4_740_000, 0, -3)
INPUT = "which is an input of this step: choose another name"
SAME = "to be written to the same file"


def refused(run, folder: Path, step: str, because: str, **parameters) -> None:
    """A step says a sentence; every file of the folder is the same byte for byte."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    feedback = Feedback()
    with pytest.raises(QgsProcessingException) as raised:
        run(step, feedback, **parameters)
    assert because in "\n".join([str(raised.value), *feedback.lines])
    after = {path for path in folder.rglob("*") if path.is_file()}
    assert {path for path in after if not path.name.endswith(".aux.xml")} <= set(before)
    assert all(path.read_bytes() == content for path, content in before.items())


def test_classify_over_its_image(run, files, inputs):
    image = str(shutil.copy(files.image, inputs / "image.tif"))
    refused(run, inputs, "classify", INPUT, INPUT=image, MODEL=files.model, OUTPUT=image)


@pytest.mark.parametrize("link", ["symbolic", "hard", "folder", "dots"])
def test_by_another_name(run, files, inputs, link):
    image = Path(shutil.copy(files.image, inputs / "image.tif"))
    other = inputs / "other.tif"
    if link == "symbolic":
        other.symlink_to(image)
    elif link == "hard":
        os.link(image, other)
    elif link == "folder":
        (inputs / "folder").symlink_to(inputs, target_is_directory=True)
        other = inputs / "folder" / "image.tif"
    else:
        (inputs / "sub").mkdir()
        other = inputs / "sub" / ".." / "image.tif"
    refused(run, inputs, "classify", INPUT, INPUT=str(image), MODEL=files.model, OUTPUT=str(other))


def test_extract_over_its_image(run, files, inputs, output):
    """The second of its steps would not know of the image."""
    image = str(shutil.copy(files.image, inputs / "image.tif"))
    step = {"INPUT": image, "MODEL": files.model, "THRESHOLD": 0.5}
    landslides, cam = str(output / "a.gpkg"), str(output / "cam.tif")
    refused(run, inputs, "extractlandslides", INPUT, CAM=image, OUTPUT=landslides, **step)
    refused(run, inputs, "extractlandslides", INPUT, CAM=cam, OUTPUT=image, **step)
    refused(run, inputs, "extractlandslides", SAME, CAM=cam, OUTPUT=cam, **step)


def test_workflow_over_its_image(run, files, inputs, output):
    image = str(shutil.copy(files.image, inputs / "image.tif"))
    refused(
        run,
        inputs,
        "mapanewimage",
        INPUT,
        IMAGE=image,
        MODEL=files.model,
        **{"landslides:LANDSLIDES": image, "landslides:CAM": str(output / "cam.tif")},
    )


@pytest.mark.parametrize("depth", [1, 2])
def test_over_a_part_of_a_mosaic(run, inputs, depth):
    """Of a VRT, or of a VRT in a VRT."""
    part = source = raster(inputs / "part.tif")
    for number in range(depth):
        mosaic = str(inputs / f"mosaic{number}.vrt")
        gdal.BuildVRT(mosaic, [source]).FlushCache()
        source = mosaic
    inventory = inventory_file(inputs / "inventory.gpkg", "polygon")
    step = {"INPUT": source, "INVENTORY": inventory}
    refused(run, inputs, "createlabelraster", INPUT, OUTPUT=part, **step)
    refused(run, inputs, "createlabelraster", INPUT, OUTPUT=source, **step)
    refused(run, inputs, "createlabelraster", INPUT, OUTPUT=inventory, **step)


def test_over_what_belongs_to_an_input(run, inputs):
    """A label raster as VRT keeps its labels beside it, here where the image is."""
    image = raster(inputs / "a_label.tif")
    step = {"INPUT": image, "INVENTORY": inventory_file(inputs / "i.gpkg", "polygon")}
    refused(run, inputs, "createlabelraster", INPUT, OUTPUT=str(inputs / "a.vrt"), **step)


def test_split_over_its_label_raster_or_into_one_file(run, inputs, output):
    label = str(inputs / "label.tif")
    run(
        "createlabelraster",
        INPUT=raster(inputs / "image.tif"),
        INVENTORY=inventory_file(inputs / "i.gpkg", "polygon"),
        OUTPUT=label,
    )
    one = str(output / "one.tif")
    refused(run, inputs, "splitarea", INPUT, INPUT=label, TRAINING=one, VALIDATION=label)
    refused(run, inputs, "splitarea", SAME, INPUT=label, TRAINING=one, VALIDATION=one)
    # The labels of one would be those of the other.
    vrt, labels = str(output / "a.vrt"), str(output / "a_label.tif")
    refused(run, inputs, "splitarea", SAME, INPUT=label, TRAINING=vrt, VALIDATION=labels)


@pytest.mark.parametrize("name", ["OUTPUT", "LAST_MODEL", "REPORT", "LOG"])
@pytest.mark.parametrize("over", ["model", "training", "validation"])
def test_training_over_its_inputs(run, files, inputs, output, name, over):
    there = {
        key: str(shutil.copy(getattr(files, key), inputs / Path(getattr(files, key)).name))
        for key in ("model", "training", "validation")
    }
    step = {"MODEL": there["model"], "EPOCHS": 1, "PATCHES_PER_EPOCH": 1}
    step |= {"TRAINING": [there["training"]], "VALIDATION": [there["validation"]]}
    outputs = {"OUTPUT": str(output / "trained.h5"), name: there[over]}
    refused(run, inputs, "trainmodel", INPUT, **step, **outputs)


def test_outputs_of_a_training_in_one_file(run, files, output):
    step = {"MODEL": files.model, "TRAINING": [files.training], "EPOCHS": 1}
    one = str(output / "one.h5")
    for name in ("LAST_MODEL", "REPORT", "LOG"):
        refused(run, output, "trainmodel", SAME, OUTPUT=one, **{name: one}, **step)
    refused(run, output, "searchparameters", SAME, OUTPUT=one, LEADERBOARD=one, TRIALS=1, **step)


def test_table_over_its_cam(run, cam, inputs):
    refused(run, inputs, "suggestthreshold", INPUT, INPUT=cam, TABLE=cam)
    refused(run, inputs, "thresholdtopolygons", INPUT, INPUT=cam, THRESHOLD=0.5, OUTPUT=cam)


def test_other_steps(run, files, inputs, output):
    model = str(shutil.copy(files.model, inputs / "model.h5"))
    refused(run, inputs, "modelinfo", INPUT, MODEL=model, REPORT=model)
    refused(run, inputs, "exportmodel", INPUT, MODEL=model, OUTPUT=model)
    one = inventory_file(inputs / "one.gpkg", "polygon")
    two = inventory_file(inputs / "two.gpkg", "polygon")
    layers = {"PREDICTED": one, "INVENTORY": two}
    refused(run, inputs, "assessaccuracy", INPUT, OUTPUT=two, **layers)
    refused(
        run, inputs, "assessaccuracy", INPUT, OUTPUT=str(output / "a.gpkg"), REPORT=one, **layers
    )


def test_over_the_table_that_is_read(run, inputs):
    """Another table of the same GeoPackage is written into it."""
    one = inventory_file(inputs / "one.gpkg", "polygon")
    two = inventory_file(inputs / "two.gpkg", "polygon")
    layers = {"PREDICTED": one, "INVENTORY": two}
    refused(
        run,
        inputs,
        "assessaccuracy",
        INPUT,
        OUTPUT=f"ogr:dbname='{two}' table=\"inventory\" (geom)",
        **layers,
    )


def test_a_model_in_the_place_of_its_checkpoint(run, files, output):
    """It would be deleted at the end of the training."""
    model = str(output / "checkpoint.h5")
    step = {"MODEL": files.model, "TRAINING": [files.training], "EPOCHS": 1}
    refused(run, output, "trainmodel", INPUT, CHECKPOINT=str(output), OUTPUT=model, **step)


def test_a_geopackage_with_other_layers_stays(run, cam, inputs, output):
    """A file of that name would take the place of all of them; a style is no layer."""
    path = str(output / "a.gpkg")
    step = {"INPUT": cam, "THRESHOLD": 0.5}
    run("thresholdtopolygons", OUTPUT=path, **step)
    layer = QgsVectorLayer(path, "a", "ogr")
    layer.saveStyleToDatabase("mine", "", True, "")
    del layer
    assert run("thresholdtopolygons", OUTPUT=path, **step)["COUNT"] == 1
    other = inventory_file(inputs / "other.gpkg", "polygon")
    gdal.VectorTranslate(path, other, layerName="theirs", accessMode="append")
    sentence = "a.gpkg holds 2 layers (a, theirs), all of which would be lost"
    refused(run, output, "thresholdtopolygons", sentence, OUTPUT=path, **step)
    table = f"ogr:dbname='{path}' table=\"landslides\" (geom)"
    run("thresholdtopolygons", OUTPUT=table, **step)
    dataset = ogr.Open(path)
    names = {dataset.GetLayer(number).GetName() for number in range(dataset.GetLayerCount())}
    assert names >= {"a", "theirs", "landslides"}


def several_layers(path: Path, *names: str) -> str:
    """A GeoPackage of some layers of one polygon."""
    first, *others = names
    one = inventory_file(path.with_name("one of several.gpkg"), "polygon")
    gdal.VectorTranslate(str(path), one, layerName=first)
    for name in others:
        gdal.VectorTranslate(str(path), one, layerName=name, accessMode="append")
    Path(one).unlink()
    return str(path)


def assessed(inputs) -> dict[str, str]:
    """Parameters of an assessment, and files that its outputs may not take the place of."""
    names = {"PREDICTED": "predicted", "INVENTORY": "inventory"}
    return {key: inventory_file(inputs / f"{name}.gpkg", "polygon") for key, name in names.items()}


def test_a_name_without_a_suffix_is_a_geopackage(run, cam, inputs, output):
    """QGIS adds the suffix: what stands there is checked and replaced as of any other name."""
    layers = assessed(inputs)
    bare = layers["PREDICTED"].removesuffix(".gpkg")
    refused(run, inputs, "assessaccuracy", INPUT, OUTPUT=bare, **layers)
    several_layers(inputs / "several.gpkg", "roads", "rivers")
    step = {"INPUT": cam, "THRESHOLD": 0.5}
    sentence = "several.gpkg holds 2 layers (roads, rivers)"
    refused(run, inputs, "thresholdtopolygons", sentence, OUTPUT=str(inputs / "several"), **step)
    for name in ("plain", "unknown.xyz"):
        result = run("thresholdtopolygons", OUTPUT=str(output / name), **step)
        assert result["OUTPUT"] == str(output / f"{name}.gpkg")
        assert QgsVectorLayer(result["OUTPUT"], "", "ogr").featureCount() == 1
    assert {path.name for path in output.iterdir()} == {"plain.gpkg", "unknown.xyz.gpkg"}


@pytest.mark.parametrize(
    "table",
    [
        "ogr:dbname={path} table=inventory (geom)",
        'ogr:dbname="{path}" table="inventory" (geom)',
        "ogr:dbname='{path}' table=\"INVENTORY\" (geom)",
    ],
)
def test_over_the_table_that_is_read_in_other_spellings(run, inputs, table):
    layers = assessed(inputs)
    target = table.format(path=layers["INVENTORY"])
    refused(run, inputs, "assessaccuracy", INPUT, OUTPUT=target, **layers)


def test_through_a_folder_that_is_not_there_yet(run, inputs):
    layers = assessed(inputs)
    target = f"{inputs}/./absent/../inventory.gpkg"
    refused(run, inputs, "assessaccuracy", INPUT, OUTPUT=target, **layers)


def test_over_what_a_layer_is_made_of(run, inputs):
    """A VRT of layers, and a virtual layer."""
    layers = assessed(inputs)
    vrt = inputs / "layers.vrt"
    vrt.write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="inventory"><SrcDataSource relativeToVRT="1">'
        "predicted.gpkg</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    target, inventory = layers["PREDICTED"], layers["INVENTORY"]
    step = {"INVENTORY": inventory, "OUTPUT": target}
    refused(run, inputs, "assessaccuracy", INPUT, PREDICTED=str(vrt), **step)
    project = QgsProject.instance()
    below = QgsVectorLayer(target, "below", "ogr")
    project.addMapLayer(below)
    virtual = QgsVectorLayer(f"?query=select * from {below.name()}", "virtual", "virtual")
    assert virtual.isValid()
    project.addMapLayer(virtual)
    refused(run, inputs, "assessaccuracy", INPUT, PREDICTED=virtual, **step)
    project.clear()


def test_over_the_file_of_a_sublayer(run, cam, inputs):
    netcdf = str(inputs / "cam.nc")
    gdal.Translate(netcdf, cam, format="netCDF")
    layer = QgsRasterLayer(f'NETCDF:"{netcdf}":Band1', "netcdf", "gdal")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    refused(run, inputs, "suggestthreshold", INPUT, INPUT=layer, TABLE=netcdf)
    QgsProject.instance().clear()


def test_over_a_geopackage_that_holds_a_raster(run, cam, inputs):
    path = str(inputs / "raster.gpkg")
    gdal.Translate(path, cam, format="GPKG", outputType=gdal.GDT_Byte)
    step = {"INPUT": cam, "THRESHOLD": 0.5, "OUTPUT": path}
    refused(run, inputs, "thresholdtopolygons", "all of which would be lost", **step)


@pytest.mark.parametrize("name", ["/vsimem/a.tif", "/vsizip/a.zip/a.tif", "file:///tmp/a.tif"])
def test_places_that_are_no_files(run, cam, inputs, name):
    step = {"INPUT": raster(inputs / "a.tif"), "OUTPUT": name}
    inventory = inventory_file(inputs / "i.gpkg", "polygon")
    refused(
        run,
        inputs,
        "createlabelraster",
        "is not the name of a file on this computer",
        INVENTORY=inventory,
        **step,
    )
