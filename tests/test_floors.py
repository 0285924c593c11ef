"""The house: which room may import what, read from the source."""

import ast
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "scarp"
#: The rooms from the ground up, each with those below that it may use: a folder, or one module that
#: stands apart from its folder. `.*` is a folder with all in it.
ROOMS: dict[str, set[str]] = {
    "core.messages": set(),
    "core.device_options": set(),
    "core": set(),
    "core.rasters": {"core"},
    "core.vectors": {"core", "core.rasters"},
    "core.stacking": {"core", "core.rasters"},
    "core.pre_event": {"core", "core.rasters", "core.vectors", "core.stacking"},
    "core.labels": {"core", "core.rasters", "core.vectors"},
    "core.reports": {"core", "core.rasters", "core.vectors"},
    "core.cam": {"core", "core.rasters", "core.vectors", "core.reports"},
    "core.regions": {"core", "core.rasters", "core.vectors", "core.cam"},
    "core.tracing": {"core", "core.rasters", "core.vectors", "core.cam", "core.regions"},
    "core.assessment": {"core", "core.rasters", "core.vectors", "core.reports"},
    "core.review": {
        *("core", "core.rasters", "core.vectors", "core.labels", "core.cam", "core.regions"),
        "core.tracing",
    },
    "core.confidence": {"core", "core.rasters", "core.vectors", "core.labels", "core.cam"},
    "core.inventory": {"core", "core.rasters", "core.vectors", "core.stacking", "core.reports"},
    "core.event": {
        *("core", "core.rasters", "core.vectors", "core.reports", "core.inventory"),
        *("core.cam", "core.confidence"),
    },
    "models": set(),
    "models.settings": set(),
    "models.hardware": {"core", "models.settings"},
    "models.data": {"core", "core.rasters", "core.labels", "models.settings"},
    "models.networks": {"models.settings", "models.hardware"},
    "models.storage": {
        *("core", "core.confidence", "models.settings", "models.data", "models.networks"),
    },
    "models.model_file": {
        *("core.confidence", "models.settings", "models.data", "models.networks"),
        "models.storage",
    },
    "models.inference": {
        *(
            "core",
            "core.rasters",
            "models.settings",
            "models.hardware",
            "models.data",
            "models.networks",
        ),
        "models.model_file",
    },
    "models.training": {
        *("core", "core.rasters", "core.labels", "core.cam", "core.confidence"),
        *("models.settings", "models.hardware", "models.data", "models.networks"),
        *("models.storage", "models.model_file", "models.inference"),
    },
    "models.onnx": {
        *("core", "core.rasters", "models.data", "models.networks", "models.model_file"),
        "models.inference",
    },
    "models.reports": {
        *("core.reports", "core.labels", "core.confidence", "models.model_file", "models.training"),
    },
    "runtime": set(),
    "runtime.install": {"runtime"},
    "runtime.interpreter": {"runtime.install"},
    "runtime.cluster_address": set(),
    "runtime.jobs.cluster": {"core.*", "models.*", "runtime.cluster_address"},
    "runtime.jobs": {"core.*", "models.*", "runtime.cluster_address", "runtime.jobs.cluster"},
    "translation": set(),
    "layer_kinds": set(),
    "algorithms.results": {"core.*", "translation", "layer_kinds"},
    "algorithms.shared": {
        *("core.*", "models.*", "runtime.*", "translation", "layer_kinds"),
        "algorithms.results",
    },
    "algorithms": {
        *("core.*", "models.*", "runtime.*", "translation", "layer_kinds"),
        *("algorithms.results", "algorithms.shared"),
    },
    "gui": {"translation", "layer_kinds"},
    "gui.worker_task": {"runtime.*", "translation"},
    "gui.boxes": {"models.settings", "runtime.*", "gui.worker_task", "translation"},
    "gui.counting": {"core.*", "gui", "translation"},
    "gui.maps": {"core.*", "gui", "gui.counting", "translation", "layer_kinds"},
    "gui.preview": {"core.*", "gui", "gui.counting", "gui.maps", "translation", "layer_kinds"},
    "gui.start": {"core.*", "models.settings", "runtime.*", "gui", "translation", "layer_kinds"},
    "gui.settings_page": {"runtime.*", "gui", "translation"},
    "gui.review": {
        *("core.*", "models.settings", "runtime.*", "gui", "gui.worker_task", "translation"),
        "layer_kinds",
    },
    "gui.entries": {"gui", "gui.preview", "gui.start", "gui.review", "translation", "layer_kinds"},
    "plugin": {"core.*", "models.*", "runtime.*", "algorithms.*", "gui.*", "translation"},
}
#: What everyone may use: words for people, and what they can choose.
FOR_ALL = {"core.messages", "core.device_options"}
#: Modules of a room at most, without its `__init__`; `algorithms` has one a step of the toolbox.
LARGEST = 14
HEAVY = {
    *("keras", "tensorflow", "torch", "jax", "skimage", "h5py", "plotly", "onnx", "onnxruntime"),
    *("shapely", "psutil"),
}
JOBS = "runtime.jobs"


@dataclass(frozen=True)
class Import:
    """One name that a module imports.

    Attributes:
        name: Dotted; of the package's own modules without the package's name.
        own: Whether it is a module of the package.
        at_once: Whether importing the module imports it: not in a function, not for types only.
    """

    name: str
    own: bool
    at_once: bool


def _name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _find_modules() -> dict[str, Path]:
    """The package's modules by their dotted names; the package itself is ""."""
    paths = [
        ROOT / "__init__.py",
        ROOT / "plugin.py",
        ROOT / "translation.py",
        ROOT / "layer_kinds.py",
    ]
    for folder in ("core", "models", "runtime", "algorithms", "gui"):
        paths += sorted((ROOT / folder).rglob("*.py"))
    return {_name_of(path): path for path in paths}


def _for_types_only(node: ast.AST) -> bool:
    if not isinstance(node, ast.If):
        return False
    test = node.test
    return getattr(test, "id", getattr(test, "attr", "")) == "TYPE_CHECKING"


def _import_nodes(node: ast.AST, at_once: bool = True):
    """Yields (node, whether it runs when the module is imported)."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.Import, ast.ImportFrom)):
            yield child, at_once
        elif _for_types_only(child):
            yield from _import_nodes(ast.Module(child.body, []), False)
            yield from _import_nodes(ast.Module(child.orelse, []), at_once)
        else:
            later = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            yield from _import_nodes(child, at_once and not later)


def _imports_of(source: str, module: str, is_package: bool, modules) -> set[Import]:
    """All that the source of a module imports, with the packages around it."""
    found = set()

    def add(name: str, own: bool, at_once: bool):
        if not own:
            found.add(Import(name, False, at_once))
            return
        parts = name.split(".")
        for length in range(1, len(parts) + 1):
            if ".".join(parts[:length]) in modules:
                found.add(Import(".".join(parts[:length]), True, at_once))

    for node, at_once in _import_nodes(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                own = alias.name.split(".")[0] == PACKAGE
                add(alias.name.removeprefix(f"{PACKAGE}."), own, at_once)
            continue
        base = node.module or ""
        own = node.level > 0 or base.split(".")[0] == PACKAGE
        if node.level:
            around = [PACKAGE, *filter(None, module.split("."))]
            kept = len(around) - node.level + is_package
            base = ".".join(around[:kept] + ([base] if base else []))
        base = base.removeprefix(PACKAGE).removeprefix(".") if own else base
        for alias in node.names:
            # What is no module is a name in one.
            add(f"{base}.{alias.name}".lstrip(".") if own else base, own, at_once)
    return found


MODULES = _find_modules()
IMPORTS = {
    name: _imports_of(path.read_text(encoding="utf-8"), name, path.name == "__init__.py", MODULES)
    for name, path in MODULES.items()
}


def _floor(module: str) -> str:
    return module.split(".")[0]


def _room(module: str) -> str:
    """The room of a module: of those whose names it begins with, the longest; "": none."""
    parts = module.split(".")
    around = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in around if name in ROOMS), "")


def _modules_in(*floors: str) -> list[str]:
    return [name for name in MODULES if _floor(name) in floors]


def _is_of_jobs(module: str) -> bool:
    return module == JOBS or module.startswith(f"{JOBS}.")


def _library(name: str) -> str:
    return name.split(".")[0]


def _libraries(modules) -> set[str]:
    """The libraries that any of these modules imports, ever."""
    return {_library(i.name) for name in modules for i in IMPORTS[name] if not i.own}


def _reached_from(module: str, at_once_only: bool) -> set[str]:
    """The package's modules that a module imports, through others too, and itself."""
    reached, waiting = set(), [module]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        # Importing a module imports the packages around it, but does not call `classFactory`.
        waiting += [name.rpartition(".")[0]] if name else []
        later_too = not at_once_only and name
        waiting += [i.name for i in IMPORTS[name] if i.own and (i.at_once or later_too)]
    return reached


def test_the_reading_of_sources():
    """A made-up module in `runtime`: what is read from it."""
    source = (
        "import os.path, keras\n"
        "from typing import TYPE_CHECKING\n"
        "from . import client\n"
        "from ..core.raster import Raster\n"
        "from scarp.models.settings import A\n"
        "if TYPE_CHECKING:\n"
        "    import h5py\n"
        "class C:\n"
        "    import json\n"
        "    def f(self):\n"
        "        from osgeo import gdal\n"
        "try:\n"
        "    import numpy\n"
        "except ImportError:\n"
        "    from ..models import training\n"
    )
    modules = {"", "runtime", "runtime.client", "core", "core.raster"}
    modules |= {"models", "models.settings", "models.training"}
    found = _imports_of(source, "runtime.new", False, modules)
    later = {i.name for i in found if not i.at_once}
    assert {i.name for i in found if not i.own} == {
        *("os.path", "keras", "typing", "h5py", "json", "osgeo", "numpy")
    }
    assert {i.name for i in found if i.own} == modules - {""}
    assert later == {"h5py", "osgeo"}


def test_the_house_is_seen():
    """What is surely so, lest the rules hold of nothing."""
    assert {
        "core.rasters.raster",
        "models.training",
        "runtime.jobs",
        "plugin",
        "",
    } <= MODULES.keys()
    assert set(map(_room, MODULES)) >= {*ROOMS, ""}
    assert Import("osgeo", False, True) in IMPORTS["core.rasters.raster"]
    assert Import("core.rasters.raster", True, True) in IMPORTS["core.cam.cam"]
    assert "keras" in _libraries(_modules_in("models"))
    assert {"core.labels.label_raster", "models.settings", "runtime.client"} <= _reached_from(
        "plugin", at_once_only=True
    )


@pytest.mark.parametrize("module", _modules_in("core", "models"))
def test_no_qgis_in_the_libraries(module):
    assert not _libraries([module]) & {"qgis", "processing", "PyQt5", "PyQt6"}


@pytest.mark.parametrize("module", _modules_in("core"))
def test_core_is_not_learned(module):
    assert not _libraries([module]) & (HEAVY - {"skimage", "plotly", "shapely"})


@pytest.mark.parametrize("module", _modules_in("models"))
def test_models_come_without_gdal(module):
    """Neither of their own, nor by what they take from `core`."""
    reached = _reached_from(module, at_once_only=False)
    assert not [name for name in reached if "osgeo" in _libraries([name])]


def _allowed(room: str) -> set[str]:
    """The rooms that a room may use, itself among them."""
    allowed = {room, "core.messages"} | (FOR_ALL if room not in FOR_ALL else set())
    for name in ROOMS[room]:
        if name.endswith(".*"):
            around = name[:-2]
            allowed |= {one for one in ROOMS if one == around or one.startswith(f"{around}.")}
        else:
            allowed.add(name)
    return allowed


def _used_by(module: str) -> set[str]:
    """The rooms of what a module imports; packages around a module that it imports do not count."""
    names = {i.name for i in IMPORTS[module] if i.own}
    inner = {name for name in names if not any(one.startswith(f"{name}.") for one in names)}
    return {_room(name) for name in inner}


@pytest.mark.parametrize("module", [name for name in MODULES if name])
def test_no_room_uses_what_is_not_below_it(module):
    assert _room(module), "This module is in no room: name it in ROOMS."
    assert _used_by(module) - {""} <= _allowed(_room(module))


def test_rooms_form_no_circle():
    """Each may use only those that are named before it."""
    rooms = list(ROOMS)
    for place, room in enumerate(rooms):
        assert _allowed(room) <= set(rooms[: place + 1])


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "algorithms"])
def test_no_room_is_crowded(room):
    inside = [
        name for name, path in MODULES.items() if _room(name) == room and path.name != "__init__.py"
    ]
    assert len(inside) <= LARGEST


@pytest.mark.parametrize("module", ["", *_modules_in("algorithms", "gui", "plugin")])
def test_qgis_loads_nothing_heavy(module):
    """Neither on its own, nor by what it imports when it is imported."""
    found = {
        f"{name} imports {i.name}"
        for name in _reached_from(module, at_once_only=True)
        for i in IMPORTS[name]
        if not i.own and i.at_once and _library(i.name) in HEAVY
    }
    assert not found


@pytest.mark.parametrize("module", [n for n in _modules_in("runtime") if not _is_of_jobs(n)])
def test_runtime_needs_only_the_standard_library(module):
    allowed = set(sys.stdlib_module_names)
    if module == "runtime.profile":
        allowed.add("qgis")
    assert _libraries([module]) <= allowed


def test_only_the_worker_runs_the_jobs():
    importing = {
        name
        for name, imports in IMPORTS.items()
        if any(_is_of_jobs(i.name) for i in imports if i.own) and not _is_of_jobs(name)
    }
    assert importing <= {"runtime.worker"}


def test_jobs_need_qgis_for_nothing():
    jobs = [name for name in MODULES if _is_of_jobs(name)]
    assert len(jobs) > 1
    assert not _libraries(jobs) & {"qgis", "processing", "PyQt5", "PyQt6"}
