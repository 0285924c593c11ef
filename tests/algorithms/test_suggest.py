"""Suggesting a threshold in a real QGIS."""

import csv

import pytest
from helpers.feedback import refused


@pytest.fixture(scope="module")
def cam(files, run, tmp_path_factory):
    path = str(tmp_path_factory.mktemp("cam") / "cam.tif")
    run("classify", INPUT=files.image, MODEL=files.model, OUTPUT=path)
    return path


def test_against_an_inventory(files, run, provider, cam, tmp_path):
    results = run(
        "suggestthreshold",
        INPUT=cam,
        METHOD=6,
        INVENTORY=files.inventory,
        TABLE=str(tmp_path / "table.csv"),
        REPORT=str(tmp_path / "report.html"),
    )
    declared = {o.name() for o in provider.algorithm("suggestthreshold").outputDefinitions()}
    assert set(results) == declared
    assert 0 < results["THRESHOLD"] < 1
    assert 0 < results["F1_LOW"] <= results["F1_HIGH"] < 1
    with open(tmp_path / "table.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 99
    assert max(float(row["f1"]) for row in rows) <= results["F1"] + 1e-12
    assert "Reliability" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_without_an_inventory(run, cam):
    results = run("suggestthreshold", INPUT=cam)
    polygons = run("thresholdtopolygons", INPUT=cam, THRESHOLD_METHOD=1, OUTPUT="memory:")
    assert results["THRESHOLD"] == polygons["THRESHOLD_USED"]
    assert results["F1"] is None


def test_bad_input(run, cam, files, output):
    report = str(output / "report.html")
    for because, parameters in (
        ("needs an inventory", {"INPUT": cam, "METHOD": 6}),
        ("has no band 2", {"INPUT": cam, "BAND": 2}),
        ("not a class activation raster", {"INPUT": files.image}),
    ):
        refused(run, "suggestthreshold", because, REPORT=report, **parameters)


@pytest.mark.parametrize(("method", "is_otsus"), [(0, False), (1, True)])
def test_extract_landslides_takes_the_models_threshold_or_otsus(
    files, run, tmp_path, method, is_otsus
):
    results = run(
        "extractlandslides",
        INPUT=files.image,
        MODEL=files.model,
        METHOD=method,
        CAM=str(tmp_path / "cam.tif"),
        OUTPUT=str(tmp_path / "landslides.gpkg"),
    )
    found = run("suggestthreshold", INPUT=results["CAM"])["THRESHOLD"]
    models = run("modelinfo", MODEL=files.model, REPORT=str(tmp_path / "info.html"))["THRESHOLD"]
    assert found != models
    assert results["THRESHOLD_USED"] == (found if is_otsus else models)
