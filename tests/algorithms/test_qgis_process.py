"""Every step alone, by the real ``qgis_process``, with ``--json`` results."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

PROGRAM = "qgis_process.bin"


@pytest.fixture(scope="module")
def qgis_process(tmp_path_factory, provider):
    """Runs ``qgis_process`` in an empty profile with Scarp enabled."""
    environment = {
        **os.environ,
        "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path_factory.mktemp("profile")),
        "QT_QPA_PLATFORM": "offscreen",
    }

    def call(*arguments: str) -> str:
        done = subprocess.run(
            [PROGRAM, *arguments], env=environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    call("plugins", "enable", "scarp")
    return call


def test_list(qgis_process, provider):
    listed = qgis_process("list")
    for step in provider.algorithms():
        assert f"scarp:{step.name()}\t" in listed


STEPS = {
    "checkruntime": {"OUTPUT": "report.txt"},
    "createlabelraster": {"INPUT": "image", "INVENTORY": "inventory", "OUTPUT": "label.tif"},
    "splitarea": {"INPUT": "label", "TRAINING": "t.tif", "VALIDATION": "v.tif", "BLOCK_SIZE": 64},
    "initializemodel": {"BANDS": 4, "PATCH_SIZE": 188, "WIDTH": 1, "OUTPUT": "initial.h5"},
    "trainmodel": {
        "MODEL": "initial",
        "TRAINING": "training",
        "VALIDATION": "validation",
        "EPOCHS": 1,
        "PATCHES_PER_EPOCH": 2,
        "OUTPUT": "model.h5",
        "LAST_MODEL": "last.h5",
        "REPORT": "report.html",
        "LOG": "log.csv",
    },
    "modelinfo": {"MODEL": "model", "REPORT": "info.html"},
    "classify": {
        "INPUT": "image",
        "MODEL": "model",
        "AUGMENT": True,
        "OUTPUT": "cam.tif",
        "SPREAD": "spread.tif",
    },
    "extractlandslides": {
        "INPUT": "image",
        "MODEL": "model",
        "CAM": "cam.tif",
        "OUTPUT": "landslides.gpkg",
    },
    "assessaccuracy": {
        "PREDICTED": "predicted",
        "INVENTORY": "inventory",
        "IMAGE": "image",
        "OUTPUT": "verdicts.gpkg",
        "REPORT": "assessment.html",
    },
}


def values(parameters: dict, files, folder) -> list[str]:
    """``NAME=value``; what is a field of `files` is that file, what has a suffix a new one."""
    found = []
    for name, value in parameters.items():
        if isinstance(value, str):
            value = str(folder / value) if "." in value else getattr(files, value)
        found.append(f"{name}={value}")
    return found


@pytest.mark.parametrize("step", STEPS)
def test_results_hold_every_declared_output(qgis_process, provider, files, tmp_path, step):
    given = values(STEPS[step], files, tmp_path)
    answer = qgis_process("run", f"scarp:{step}", "--json", "--", *given)
    results = json.loads(answer[answer.index("{") :])["results"]
    declared = {output.name() for output in provider.algorithm(step).outputDefinitions()}
    # There is an adapted model only of one that can be adapted, as `test_starter` does.
    assert set(results) == declared - {"ADAPTED_MODEL"}


def test_threshold_to_polygons(qgis_process, provider, files, run, tmp_path):
    cam = str(tmp_path / "cam.tif")
    run("classify", INPUT=files.image, MODEL=files.model, OUTPUT=cam)
    output = str(tmp_path / "landslides.shp")
    answer = qgis_process(
        "run", "scarp:thresholdtopolygons", "--json", "--", f"INPUT={cam}", f"OUTPUT={output}"
    )
    results = json.loads(answer[answer.index("{") :])["results"]
    declared = provider.algorithm("thresholdtopolygons").outputDefinitions()
    assert set(results) == {output.name() for output in declared}
    assert results["COUNT"] > 0
