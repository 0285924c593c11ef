"""Stages from an empty profile to a project with an image and an inventory."""

from __future__ import annotations

import time
from pathlib import Path

from desk import Desk, Failed
from steps import Step

OPTIONS = "Options"


def install(desk: Desk, package: Path) -> None:
    """Installs the zip from the plugin manager."""
    desk.menu("Plugins", "Manage and Install Plugins")
    # It asks the network first, for as long as a minute where there is none.
    desk.window("QgsPluginManager", 90)
    _close_boxes(desk)
    desk.item("Install from ZIP")
    desk.write(desk.find(kind="QLineEdit", within="Plugins"), str(package))
    desk.click(kind="QPushButton", text="Install Plugin")
    desk.click(kind="QPushButton", text="Yes")
    time.sleep(2)
    desk.check_errors()
    desk.until(
        lambda: desk.evaluate("'scarp' in __import__('qgis.utils').utils.active_plugins"),
        "the plugin is not active",
    )
    desk.screen.picture("installed")
    desk.click(kind="QPushButton", text="Close", within="Plugins")
    time.sleep(2)
    desk.read_help()
    desk.screen.picture("after-installation")
    desk.check_errors()


def runtime(desk: Desk) -> None:
    """Opens the page of settings, checks the runtime and looks at what would be installed."""
    desk.menu("Settings", "Options")
    desk.window(OPTIONS)
    desk.item("Scarp", within=OPTIONS)
    desk.find(text="Check", kind="QPushButton", within=OPTIONS)
    desk.read_help(OPTIONS)
    desk.screen.picture("options")
    problems = []
    for button, step in (("Check", "checkruntime"), ("Install", "installruntime")):
        desk.click(kind="QPushButton", text=button, within=OPTIONS)
        window = Step(desk, step, opened=True)
        time.sleep(1)
        desk.screen.picture(f"options-{button.lower()}")
        if not desk.ask("in_front", title=window.title):
            problems.append(f"“{window.title}” opens behind the options")
            # Around it: nothing can be done by mouse.
            desk.evaluate(
                f"[w.close() for w in QApplication.topLevelWidgets() "
                f"if {window.title!r} in w.windowTitle()] and 1"
            )
            continue
        if step == "checkruntime":
            window.run()
            desk.screen.picture("runtime-checked")
        window.close()
    desk.click(kind="QPushButton", text="OK", within=OPTIONS)
    if problems:
        raise Failed("; ".join(problems))
    desk.check_errors()


def load(desk: Desk, scene: Path) -> None:
    """Loads image and inventory."""
    load_files(desk, scene, "image.tif", "inventory.gpkg")
    desk.screen.picture("loaded")


def load_files(desk: Desk, folder: Path, *names: str) -> None:
    """Loads rasters (.tif) and other layers of a folder by the Data Source Manager."""
    for path in names:
        desk.screen.press("ctrl+shift+r" if path.endswith(".tif") else "ctrl+shift+v")
        desk.window("Data Source Manager")
        time.sleep(1)
        line = desk.find(
            kind="QLineEdit", of="mFileWidget", within="Data Source Manager", showing=True
        )
        desk.write(line, str(folder / path))
        desk.click(kind="QPushButton", text="Add", within="Data Source Manager", showing=True)
        desk.until(
            lambda name=path: any(name in layer["source"] for layer in desk.ask("layers")),
            f"{path} does not load",
        )
        desk.click(kind="QPushButton", text="Close", within="Data Source Manager", showing=True)
    time.sleep(1)
    desk.check_errors()


def _close_boxes(desk: Desk) -> None:
    """Without a network the plugin manager says so first."""
    time.sleep(2)
    while any("QMessageBox" in window["class"] for window in desk.ask("windows")):
        desk.screen.press("Return")
        time.sleep(1)
