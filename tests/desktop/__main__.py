"""A newcomer's first hour in the real QGIS desktop, by mouse and keyboard.

    python tests/desktop FOLDER --package scarp.zip [--qgis COMMAND] [--runtime PYTHON] [--short]

Its pictures are in FOLDER, in one named after QGIS's version, and are to be looked at. Ends with 1
and the stages' names where something is not as it ought to be.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import beginning
import reviewing
import work
from desk import Desk, Failed
from screen import Screen

TESTS = Path(__file__).resolve().parents[1]
#: A hand with a mouse and a keyboard (Card, Moran and Newell 1980: the keystroke-level model), and
#: silent reading (Brysbaert 2019), in seconds.
_CLICK, _KEY, _WORD = 2.65, 0.28, 60 / 238
_FIRST_MAP = ("map_now", "extract", "extract_by_toolbox", "map_new")


class Hour:
    """Runs stages, and keeps how they went.

    Args:
        desk: QGIS.
    """

    def __init__(self, desk: Desk):
        self._desk = desk
        self._started = time.monotonic()
        self.failed: dict[str, str] = {}
        self.rows: list[tuple] = []

    def stage(self, name: str, function, *arguments) -> bool:
        """Runs one; what fails is gone around."""
        started, desk = time.monotonic(), self._desk
        print(f"{name} …", flush=True)
        try:
            function(desk, *arguments)
        except (Failed, StopIteration, KeyError, ValueError) as problem:
            kind = "" if isinstance(problem, Failed) else f"{type(problem).__name__}: "
            self.failed[name] = kind + str(problem).strip()
            print(f"  FAILED {self.failed[name]}", flush=True)
            desk.screen.picture(f"FAILED-{name}")
            with suppress(Failed):
                desk.tidy()
                desk.ask("errors")
        self.rows.append((name, time.monotonic() - started, *self._counts()))
        return name not in self.failed

    def _counts(self) -> tuple:
        screen = self._desk.screen
        return time.monotonic() - self._started, screen.clicks, screen.keys, self._desk.help_words

    def table(self) -> str:
        """How long each stage took, and what was counted up to its end."""
        lines = [f"{'stage':<20}{'s':>7}{'min':>7}{'clicks':>8}{'keys':>7}{'words':>7}"]
        for name, took, since, clicks, keys, words in self.rows:
            mark = " FAILED" if name in self.failed else ""
            lines.append(
                f"{name:<20}{took:>7.1f}{since / 60:>7.1f}{clicks:>8}{keys:>7}{words:>7}{mark}"
            )
        first = next((row for row in self.rows if row[0] == _first_map(self)), None)
        if first:
            _, _, since, clicks, keys, words = first
            person = (clicks * _CLICK + keys * _KEY + words * _WORD) / 60
            lines.append(
                f"\nFrom an empty profile to the first own map: {since / 60:.1f} minutes of this "
                f"script,\n{clicks} clicks, {keys} keys, {words} words of help; a person needs "
                f"{person:.1f} minutes to click,\ntype and read them, besides waiting."
            )
        lines += [f"\n{name}: {problem}" for name, problem in self.failed.items()]
        return "\n".join(lines)


def _first_map(hour: Hour) -> str:
    done = [row[0] for row in hour.rows if row[0] not in hour.failed]
    return next((name for name in _FIRST_MAP if name in done), "")


def main() -> None:
    """Runs the first hour."""
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--package", type=Path, required=True)
    options.add_argument("--qgis", default="qgis", help="command that starts QGIS")
    options.add_argument("--runtime", default="", help="Python with Keras; else none is named")
    options.add_argument("--short", action="store_true", help="the workflows only")
    options = options.parse_args()
    version = subprocess.run(
        [*shlex.split(options.qgis), "--version"], capture_output=True, text=True
    ).stdout.split()
    folder = options.folder.resolve() / next((w.split("-")[0] for w in version[1:]), "unknown")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    screen = Screen(folder)
    try:
        desk = Desk(options.qgis, folder / "profile", screen, options.runtime)
        print(f"QGIS {desk.version}", flush=True)
        scene = desk.home / "scene"
        make_scene(scene)
        package = shutil.copy(options.package, desk.home / "scarp.zip")
        screen.picture("start")
        hour = Hour(desk)
        (go_short if options.short else go)(hour, package, scene)
    finally:
        with suppress(NameError, ProcessLookupError):  # It has ended, or never began.
            os.killpg(desk.process.pid, signal.SIGKILL)
        screen.close()
    table = f"QGIS {desk.version}\n\n{hour.table()}\n"
    (folder / "figures.txt").write_text(table, encoding="utf-8")
    print(f"\n{table}\nPictures are in {folder}.")
    sys.exit(1 if hour.failed else 0)


def go(hour: Hour, package: Path, scene: Path) -> None:
    """All stages, in the order of the work."""
    home = scene.parent
    if not hour.stage("install", beginning.install, package):
        return
    hour.stage("runtime", beginning.runtime)
    hour.stage("load", beginning.load, scene)
    for name in ("map_now", "draw", "label", "split", "initialize", "train", "classify", "preview"):
        hour.stage(name, getattr(work, name), home)
    if not hour.stage("extract", work.extract, home):
        hour.stage("extract_by_toolbox", work.extract_by_toolbox, home)
    hour.stage("review", reviewing.review, home)
    for name in ("assess", "compare", "hand_over", "map_new", "batch", "leave"):
        hour.stage(name, getattr(work, name), home)


def go_short(hour: Hour, package: Path, scene: Path) -> None:
    """The shortest way from nothing to a map."""
    if hour.stage("install", beginning.install, package):
        hour.stage("load", beginning.load, scene)
        for name in ("learn", "map_new", "leave"):
            hour.stage(name, getattr(work, name), scene.parent)


def make_scene(folder: Path) -> None:
    """Makes the built-in scene, a small one, on both dates."""
    size = ["--width", "600", "--height", "500", "--before"]
    subprocess.run(
        [sys.executable, "-m", "scene", str(folder), *size],
        cwd=TESTS,
        check=True,
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
