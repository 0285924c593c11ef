"""Installs the packaged plugin and its runtime into an empty profile, as a user does.

    python tests/install FOLDER [--backend NUMBER] [--kill]

FOLDER is written to. Packages come from pip's package index: gigabytes, for some backends. With
--kill, installations are first killed at three moments, as by a crash of QGIS.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
QGIS_PROCESS = "qgis_process.bin"
#: How long programs may go on after QGIS was killed, in seconds.
GRACE = 10


class Profile:
    """An empty QGIS profile with the packaged plugin.

    Args:
        folder: Where it is made.
    """

    def __init__(self, folder: Path):
        shutil.rmtree(folder, ignore_errors=True)
        self.runtime = folder / "profiles" / "default" / "scarp" / "runtime"
        plugins = folder / "profiles" / "default" / "python" / "plugins"
        plugins.mkdir(parents=True)
        package = folder / "scarp.zip"
        subprocess.run([sys.executable, str(TESTS / "package.py"), str(package)], check=True)
        shutil.unpack_archive(package, plugins)
        kept = {k: v for k, v in os.environ.items() if k not in ("SCARP_PYTHON", "QGIS_PLUGINPATH")}
        self._environment = {**kept, "QGIS_CUSTOM_CONFIG_PATH": str(folder)}
        self._environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        subprocess.run(
            [QGIS_PROCESS, "plugins", "enable", "scarp"],
            env=self._environment,
            check=True,
            capture_output=True,
        )

    def start(self, step: str, **parameters) -> subprocess.Popen:
        """Starts a step."""
        values = [f"{name}={value}" for name, value in parameters.items()]
        return subprocess.Popen(
            [QGIS_PROCESS, "run", f"scarp:{step}", "--json", "--", *values],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, step: str, **parameters) -> dict:
        """Runs a step; gives its results."""
        started = time.monotonic()
        process = self.start(step, **parameters)
        answer, errors = process.communicate()
        if process.returncode:
            sys.exit(f"{step}\n{answer}\n{errors}")
        print(f"  {step:<24}{time.monotonic() - started:>7.1f} s", flush=True)
        return json.loads(answer[answer.index("{") :])["results"]

    def environments(self) -> list[str]:
        """Folders of environments, half-made ones too."""
        return sorted(entry.name for entry in self.runtime.iterdir() if entry.is_dir())

    def log(self) -> str:
        """What the installation has printed."""
        try:
            return (self.runtime / "install.log").read_text(encoding="utf-8")
        except OSError:
            return ""

    def programs(self) -> list[str]:
        """Command lines of what runs in an environment."""
        found = []
        for entry in Path("/proc").iterdir():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if str(self.runtime) in command and "qgis_process" not in command:
                found.append(command)
        return found


def kill_at(profile: Profile, moment: str, has_come, backend: int) -> None:
    """Kills an installation at a moment; nothing goes on, and nothing half-made is used."""
    # The log is of the run before until this one has begun.
    (profile.runtime / "install.log").unlink(missing_ok=True)
    process = profile.start("installruntime", BACKEND=backend)
    while not has_come():
        if process.poll() is not None:
            sys.exit(f"Ended before {moment}: {process.communicate()}")
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    deadline = time.monotonic() + GRACE
    while profile.programs():
        if time.monotonic() > deadline:
            sys.exit(f"Still running: {profile.programs()}")
        time.sleep(0.1)
    left = profile.environments()
    print(f"Killed {moment}: environments {left}, log of {len(profile.log().splitlines())} lines")
    assert not (profile.runtime / "installed.json").exists()
    checked = profile.run("checkruntime")
    assert not checked["READY"] and "Install runtime" in checked["REPORT"]


def kill_at_three_moments(profile: Profile, backend: int) -> None:
    """While the virtual environment is made, while pip installs, and during verification."""
    profile.runtime.mkdir(parents=True)
    kill_at(profile, "while the environment is made", profile.environments, backend)
    kill_at(profile, "while pip installs", lambda: "Installing coll" in profile.log(), backend)
    kill_at(
        profile,
        "during verification",
        lambda: any("worker.py" in command for command in profile.programs()),
        backend,
    )


def run_chain(profile: Profile, folder: Path) -> dict:
    """The chain at its smallest; gives the results of its last step."""
    scene = folder / "scene"
    subprocess.run([sys.executable, "-m", "scene", str(scene)], cwd=TESTS, check=True)
    inventory = f"{scene / 'inventory.gpkg'}|layername=landslides"
    names = ("label.tif", "t.tif", "v.tif", "initial.h5", "model.h5", "cam.tif", "landslides.gpkg")
    label, training, validation, initial, model, cam, polygons = (str(folder / n) for n in names)
    image = scene / "image.tif"
    profile.run("createlabelraster", INPUT=image, INVENTORY=inventory, OUTPUT=label)
    profile.run("splitarea", INPUT=label, METHOD=1, TRAINING=training, VALIDATION=validation)
    profile.run("initializemodel", BANDS=4, PATCH_SIZE=188, WIDTH=2, OUTPUT=initial)
    trained = profile.run(
        "trainmodel",
        MODEL=initial,
        TRAINING=training,
        VALIDATION=validation,
        EPOCHS=1,
        PATCHES_PER_EPOCH=8,
        OUTPUT=model,
        REPORT=str(folder / "report.html"),
    )
    assert trained["LOSS"] > 0
    profile.run("classify", INPUT=image, MODEL=model, OUTPUT=cam)
    return profile.run("thresholdtopolygons", INPUT=cam, OUTPUT=polygons)


def main() -> None:
    """Installs, runs the chain, and removes."""
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--backend", type=int, default=0)
    options.add_argument("--kill", action="store_true")
    options = options.parse_args()
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    profile = Profile(folder / "profile")
    assert not profile.run("checkruntime")["READY"]
    if options.kill:
        kill_at_three_moments(profile, options.backend)
    installed = profile.run("installruntime", BACKEND=options.backend)
    assert len(profile.environments()) == 1
    checked = profile.run("checkruntime")
    assert checked["READY"] and checked["INTERPRETER"] == installed["INTERPRETER"]
    mapped = run_chain(profile, folder)
    profile.run("installruntime", BACKEND=options.backend, ACTION=1)
    assert profile.environments() == [] and not profile.run("checkruntime")["READY"]
    print(f"\n{checked['BACKEND']} on {checked['DEVICE']}: {installed['MINUTES']} minutes,")
    print(f"{installed['MEGABYTES']} MB; the chain gave {mapped['COUNT']} polygons.")


if __name__ == "__main__":
    main()
