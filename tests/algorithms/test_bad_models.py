"""Models that do not fit: one sentence that says what is wrong, and nothing written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers.feedback import Feedback, refused
from helpers.inputs import inventory_file, raster
from osgeo import gdal


@pytest.mark.parametrize(
    ("parameters", "because"),
    [
        ({"CLASSES": "a,a"}, "each once"),
        ({"CLASSES": " , "}, "1 to 254 class names"),
    ],
)
def test_networks_that_cannot_be(run, output, parameters, because):
    refused(run, "initializemodel", because, OUTPUT=str(output / "model.h5"), **parameters)


@pytest.mark.parametrize(
    ("network", "wanted", "taken"), [(0, 256, 268), (1, 572, 576), (1, 64, 64)]
)
def test_patch_sizes_are_raised_to_what_the_network_takes(run, output, network, wanted, taken):
    feedback = Feedback()
    results = run(
        "initializemodel",
        feedback,
        NETWORK=network,
        PATCH_SIZE=wanted,
        WIDTH=1,
        OUTPUT=str(output / "model.h5"),
    )
    assert results["PATCH_SIZE_TAKEN"] == taken
    said = any(f"those of {taken} are taken" in line for line in feedback.lines)
    assert said == (wanted != taken)


def test_files_that_are_no_models(run, files, inputs, output):
    (inputs / "text.h5").write_text("This is no HDF5 file.")
    truncated = inputs / "truncated.h5"
    truncated.write_bytes(Path(files.model).read_bytes()[:1000])
    other = inputs / "other.h5"
    hdf5 = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(other))
    if hdf5 is not None:
        hdf5.GetRootGroup().CreateDimension("x", None, None, 3)
    hdf5 = None
    cases = {
        str(inputs / "text.h5"): "it is no HDF5 file",
        str(inputs / "absent.h5"): "no model file|not exist|Incorrect parameter",
        str(truncated): "it is damaged",
        files.initial: "has not been trained yet",
    }
    if other.exists():
        cases[str(other)] = "not a model of Scarp"
    for model, because in cases.items():
        refused(
            run,
            "classify",
            because,
            INPUT=files.image,
            MODEL=model,
            OUTPUT=str(output / "cam.tif"),
        )


def test_bands_that_do_not_fit(run, files, inputs, output):
    refused(
        run,
        "classify",
        "has 3 bands, but the model takes 4",
        INPUT=raster(inputs / "image.tif"),
        MODEL=files.model,
        OUTPUT=str(output / "cam.tif"),
    )
    label = str(inputs / "label.tif")
    inventory = inventory_file(inputs / "inventory.gpkg", "polygon")
    run(
        "createlabelraster",
        INPUT=raster(inputs / "rgb.tif"),
        INVENTORY=inventory,
        OUTPUT=label,
    )
    refused(
        run,
        "trainmodel",
        "has 3 bands, but the model takes 4",
        MODEL=files.initial,
        TRAINING=[label],
        OUTPUT=str(output / "model.h5"),
    )


def test_classes_that_do_not_fit(run, files, inputs, output):
    label = str(inputs / "label.tif")
    run(
        "createlabelraster",
        INPUT=files.image,
        INVENTORY=files.inventory,
        CLASS_FIELD="type",
        OUTPUT=label,
    )
    refused(
        run,
        "trainmodel",
        "has the classes flow, scar, but the model has landslide",
        MODEL=files.initial,
        TRAINING=[label],
        OUTPUT=str(output / "model.h5"),
    )


def test_extent_outside(run, files, output):
    refused(
        run,
        "classify",
        "extent lies outside the image",
        INPUT=files.image,
        MODEL=files.model,
        EXTENT="0,100,0,100 [EPSG:32654]",
        OUTPUT=str(output / "cam.tif"),
    )


@pytest.mark.parametrize("shape", [(1, 1), (3, 200), (60, 70)])
def test_rasters_smaller_than_a_patch_are_mirrored(run, files, inputs, output, shape):
    path = str(output / "cam.tif")
    run(
        "classify",
        INPUT=raster(inputs / "small.tif", bands=4, shape=shape),
        MODEL=files.model,
        OUTPUT=path,
    )
    values = gdal.Open(path).ReadAsArray()
    assert values.shape == shape and values.min() >= 0 and values.max() <= 1


def test_training_on_a_raster_smaller_than_a_patch(run, files, inputs, output):
    label = str(inputs / "label.tif")
    run(
        "createlabelraster",
        INPUT=raster(inputs / "image.tif", bands=4),
        INVENTORY=inventory_file(inputs / "inventory.gpkg", "polygon"),
        OUTPUT=label,
    )
    results = run(
        "trainmodel",
        MODEL=files.initial,
        TRAINING=[label],
        EPOCHS=1,
        PATCHES_PER_EPOCH=2,
        OUTPUT=str(output / "model.h5"),
    )
    assert 0 < results["LOSS"] < 10


def test_runtime_missing(run, files, output, monkeypatch):
    monkeypatch.setenv("SCARP_PYTHON", str(output / "no" / "python"))
    refused(
        run,
        "classify",
        "SCARP_PYTHON was not found",
        INPUT=files.image,
        MODEL=files.model,
        OUTPUT=str(output / "cam.tif"),
    )
    monkeypatch.delenv("SCARP_PYTHON")
    refused(
        run,
        "classify",
        "No Python with Keras was found",
        INPUT=files.image,
        MODEL=files.model,
        OUTPUT=str(output / "cam.tif"),
    )


def test_an_old_output_stays_when_a_run_fails(run, files, inputs, output):
    old = output / "cam.tif"
    shutil.copy(files.label, old)
    before = old.read_bytes()
    refused(
        run,
        "classify",
        "has 3 bands",
        INPUT=raster(inputs / "image.tif"),
        MODEL=files.model,
        OUTPUT=str(old),
    )
    assert old.read_bytes() == before
