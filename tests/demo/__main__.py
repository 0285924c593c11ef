"""Runs the whole chain through the real ``qgis_process`` and prints what came of it.

    python tests/demo FOLDER [SCENE]

FOLDER is written to. SCENE is a folder with an image and ``inventory.gpkg`` (layer ``landslides``
and, where only a part was mapped, ``tiles``); without it the built-in scene is made.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
#: On Debian 12 the wrapper qgis_process adds an option that the program does not know.
QGIS_PROCESS = "qgis_process.bin"
#: A narrow network and few patches: minutes on two cores.
NETWORK = {"WIDTH": 12, "PATCH_SIZE": 380}
TRAINING = {"EPOCHS": 7, "PATCHES_PER_EPOCH": 70, "SEED": 1}


class Chain:
    """Runs steps and keeps what they gave.

    Args:
        folder: Where QGIS's profile of the demo lives.
    """

    def __init__(self, folder: Path):
        self.times: dict[str, float] = {}
        profile = folder / "profile"
        shutil.rmtree(profile, ignore_errors=True)  # In an old one Scarp is enabled already.
        self._environment = {**os.environ, "QGIS_CUSTOM_CONFIG_PATH": str(profile)}
        self._qgis("plugins", "enable", "scarp")

    def _qgis(self, *arguments: str) -> str:
        command = [QGIS_PROCESS, *arguments]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def run(self, step: str, **parameters) -> dict:
        """Runs a step; gives its results."""
        print(f"{step} …", flush=True)
        started = time.monotonic()
        values = [f"{name}={value}" for name, value in parameters.items()]
        answer = self._qgis("run", f"scarp:{step}", "--json", "--", *values)
        self.times[step] = time.monotonic() - started
        return json.loads(answer[answer.index("{") :])["results"]


def main() -> None:
    """Runs the chain."""
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("scene", type=Path, nargs="?")
    options = options.parse_args()
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    image, inventory = find_scene(options.scene, folder)
    chain = Chain(folder)

    def path(name: str) -> str:
        return str(folder / name)

    landslides = f"{inventory}|layername=landslides"
    area = {"AREA": f"{inventory}|layername=tiles"} if options.scene else {}
    chain.run(
        "createlabelraster", INPUT=image, INVENTORY=landslides, OUTPUT=path("label.tif"), **area
    )
    chain.run(
        "splitarea",
        INPUT=path("label.tif"),
        # A real scene is cut in two; the built-in one has only one cloud, to learn from too.
        **({"METHOD": 1} if options.scene else {"METHOD": 0, "BLOCK_SIZE": 128}),
        FRACTION=0.6,
        TRAINING=path("training.tif"),
        VALIDATION=path("validation.tif"),
    )
    bands = 3 if options.scene else 4
    chain.run("initializemodel", BANDS=bands, OUTPUT=path("initial.h5"), **NETWORK)
    trained = chain.run(
        "trainmodel",
        MODEL=path("initial.h5"),
        TRAINING=path("training.tif"),
        VALIDATION=path("validation.tif"),
        OUTPUT=path("model.h5"),
        REPORT=path("training.html"),
        LOG=path("training.csv"),
        **TRAINING,
    )
    chain.run("classify", INPUT=image, MODEL=path("model.h5"), OUTPUT=path("cam.tif"))
    suggested = chain.run(
        "suggestthreshold",
        INPUT=path("cam.tif"),
        INVENTORY=landslides,
        TABLE=path("threshold.csv"),
        REPORT=path("threshold.html"),
        **area,
    )
    mapped = chain.run(
        "thresholdtopolygons",
        INPUT=path("cam.tif"),
        THRESHOLD=suggested["THRESHOLD"],
        OUTPUT=path("landslides.gpkg"),
    )
    assessed = chain.run(
        "assessaccuracy",
        PREDICTED=path("landslides.gpkg"),
        INVENTORY=landslides,
        IMAGE=image,
        OUTPUT=path("assessment.gpkg"),
        REPORT=path("assessment.html"),
        **area,
    )
    compared = None if options.scene else compare_dates(chain, image, folder)
    subprocess.run(
        ["/usr/bin/python3", str(TESTS / "demo" / "preview.py"), str(folder), image, landslides],
        check=True,
    )
    print_table(chain, trained, mapped, assessed, compared, folder)


def compare_dates(chain: Chain, image: str, folder: Path) -> dict:
    """Stacks the built-in scene's two dates and its terrain, and sorts what was mapped."""
    dates = {"POST": image, "DEM": str(folder / "scene" / "dem.tif")}
    before = str(folder / "scene" / "before.tif")
    chain.run("stackimages", **dates, PRE=before, OUTPUT=str(folder / "stack.tif"))
    return chain.run(
        "excludepreevent",
        **dates,
        INPUT=str(folder / "landslides.gpkg"),
        PRE=before,
        OUTPUT=str(folder / "compared.gpkg"),
    )


def find_scene(scene: Path | None, folder: Path) -> tuple[str, str]:
    """Paths of the image and the inventory; makes the built-in scene where none is named."""
    if scene is None:
        made = folder / "scene"
        command = [sys.executable, "-m", "scene", str(made), "--before"]
        subprocess.run(command, cwd=TESTS, check=True)
        return str(made / "image.tif"), str(made / "inventory.gpkg")
    scene = scene.resolve()
    images = sorted(scene.glob("post*.tif"))
    if len(images) != 1 or not (scene / "inventory.gpkg").is_file():
        sys.exit(f"{scene} needs one post*.tif and an inventory.gpkg.")
    return str(images[0]), str(scene / "inventory.gpkg")


def print_table(
    chain: Chain,
    trained: dict,
    mapped: dict,
    assessed: dict,
    compared: dict | None,
    folder: Path,
) -> None:
    """Prints times and figures."""
    print("\nStep                        seconds")
    for step, seconds in chain.times.items():
        print(f"  {step:<24}{seconds:>9.1f}")
    print(f"  {'all':<24}{sum(chain.times.values()):>9.1f}")
    print(f"\nOn the validation part (epoch {trained['BEST_EPOCH']}, probability 0.5)")
    for name in ("LOSS", "ACCURACY", "PRECISION_SCORE", "RECALL", "F1"):
        label = name.split("_")[0].lower() if name != "F1" else name
        print(f"  {label:<24}{trained[name]:>9.4f}")
    print(f"\nPolygons at Otsu's threshold {mapped['THRESHOLD_USED']:.3f}")
    print(f"  {'number':<24}{mapped['COUNT']:>9}")
    print(f"  {'area (km²)':<24}{mapped['TOTAL_AREA'] / 1e6:>9.3f}")
    print("\nPolygons against the whole inventory, what was learned from and what was not")
    for name in ("PRECISION_SCORE", "RECALL", "F1", "IOU", "OBJECT_PRECISION", "OBJECT_RECALL"):
        label = name.removesuffix("_SCORE").replace("_", " ").lower()
        print(f"  {label:<24}{assessed[name]:>9.4f}")
    if compared is not None:
        print("\nPolygons against the image before the event")
        for name in ("NEW", "EXISTING", "REACTIVATED", "DOUBTFUL"):
            print(f"  {name.lower():<24}{compared[name]:>9}")
    print(f"\nAll files are in {folder}; preview.png shows the map.")


if __name__ == "__main__":
    main()
