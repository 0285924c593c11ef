"""Environments made by the real venv and pip, of tiny packages in a folder."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from scarp.core.messages import ScarpError
from scarp.runtime.install.backends import BACKENDS, COMMON, lock_file, requirement_files
from scarp.runtime.install.base_python import find_base_python, this_place
from scarp.runtime.install.environments import locked, program_of, read_installed
from scarp.runtime.install.install import check_plan, install, installation_log, remove, verify
from scarp.runtime.install.processes import kept_settings
from scarp.runtime.install.venv_builder import Plan, VenvBuilder
from scarp.runtime.interpreter import find_interpreter

sys.path.insert(0, str(Path(__file__).parent))  # for `wheels`

from wheels import required, write_index, write_requirements, write_wheels

TENSORFLOW = BACKENDS["tensorflow"]


class CancelledError(Exception):
    """What the button in QGIS raises."""


def no_verification(*_):
    """What takes anything for a runtime that works."""


@pytest.fixture(scope="module")
def base():
    return find_base_python(this_place())


@pytest.fixture(scope="module")
def packages(base) -> list[tuple[str, str]]:
    return required("tensorflow", base.numpy)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory, packages) -> str:
    return write_wheels(tmp_path_factory.mktemp("a folder of wheels 東"), packages)


@pytest.fixture(autouse=True)
def no_pip_settings(monkeypatch):
    """Neither of the computer nor of the user."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        if name != "PIP_CONFIG_FILE":
            monkeypatch.delenv(name)
    monkeypatch.delenv("SCARP_PYTHON", raising=False)


@pytest.fixture
def managed(tmp_path) -> Path:
    return tmp_path / "a profile 東" / "scarp" / "runtime"


def folders(managed: Path) -> list[str]:
    return [entry.name for entry in managed.iterdir() if entry.is_dir()]


def programs_in(folder: Path) -> list[str]:
    """Command lines that name a folder."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes().decode()
        except OSError:
            continue
        if entry.name.isdigit() and int(entry.name) != os.getpid() and str(folder) in command:
            found.append(command.replace("\0", " "))
    return found


def version_of(program: str, module: str) -> str:
    asked = f"import {module}; print({module}.__version__)"
    return subprocess.run(
        [program, "-c", asked], capture_output=True, check=True, text=True
    ).stdout.strip()


def test_install_update_and_remove(managed, wheels, base, packages, said, monkeypatch):
    # What sends a user's packages elsewhere must not send these there.
    for name in ("PIP_USER", "PIP_REQUIRE_VIRTUALENV"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PIP_TARGET", str(managed.parent / "elsewhere"))
    plan = Plan(TENSORFLOW, wheels)
    installed = install(managed, plan, base, said, lambda line: None, no_verification)
    assert (installed.number, installed.choice, installed.backend) == ("1", *["tensorflow"] * 2)
    assert read_installed(managed) == installed
    found = find_interpreter("", managed)
    assert found.origin == "managed" and found.backend == "tensorflow"
    assert version_of(found.path, "keras") == dict(packages)["keras"]
    assert version_of(found.path, "osgeo") == base.gdal  # from QGIS's Python
    assert not (managed / "1" / "tmp").exists() and not (managed.parent / "elsewhere").exists()
    assert said.fractions == sorted(said.fractions) and 0 <= said.fractions[-1] <= 1
    assert f"Making a virtual environment with {base.path}." in said.sentences
    assert any("Successfully installed" in line for line in installation_log(managed))

    again = install(managed, plan, base, said, lambda line: None, no_verification)
    assert again.number == "2" and folders(managed) == ["2"]
    assert find_interpreter("", managed).path == str(program_of(managed / "2"))

    remove(managed)
    assert folders(managed) == [] and read_installed(managed) is None
    with pytest.raises(ScarpError, match=r"^No Python with Keras was found.*Install runtime"):
        find_interpreter("", managed)


@pytest.fixture
def pip_settings(tmp_path, monkeypatch):
    """Writes the user's settings file for pip."""

    def write(**settings: str) -> None:
        lines = [f"{name.replace('_', '-')} = {value}" for name, value in settings.items()]
        (tmp_path / "pip.conf").write_text("\n".join(["[global]", *lines]), encoding="utf-8")
        monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))

    return write


def imported(managed: Path, installed, module: str) -> str:
    """The version that a module of an environment says."""
    return version_of(str(program_of(managed / installed.number)), module)


def test_settings_that_send_packages_elsewhere_send_these_nowhere(
    managed, wheels, base, packages, said, pip_settings, tmp_path
):
    elsewhere = str(tmp_path / "elsewhere")
    pip_settings(target=elsewhere, no_deps="true", dry_run="true", user="true", pre="true")
    plan = Plan(TENSORFLOW, wheels)
    installed = install(managed, plan, base, said, lambda line: None, no_verification)
    assert imported(managed, installed, "keras") == dict(packages)["keras"]
    assert not Path(elsewhere).exists()


def test_the_users_index_is_the_only_one(
    managed, base, packages, said, pip_settings, tmp_path, monkeypatch
):
    """Packages of the same names lie in further ones, with a build number that pip prefers."""
    theirs = [(name, version, "of the user") for name, version in packages]
    others = [(name, version, "of somebody else") for name, version in packages]
    index = write_index(tmp_path / "index", theirs)
    further = write_index(tmp_path / "further", others, build="9")
    found = write_wheels(tmp_path / "found", packages, build="9")
    pip_settings(index_url=index, extra_index_url=further, find_links=found)
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", further)
    locked = write_requirements(tmp_path / "locked", "tensorflow", base.numpy, index)
    plan = Plan(TENSORFLOW, requirements=locked)
    installed = install(managed, plan, base, said, lambda line: None, no_verification)
    assert {imported(managed, installed, name) for name in ("keras", "h5py", "tensorboard")} == {
        "of the user"
    }


def test_the_backend_comes_from_the_index_that_is_named_and_the_rest_does_not(
    managed, base, packages, said, pip_settings, tmp_path
):
    theirs = [(name, version, "of the user") for name, version in packages]
    named = [(name, version, "of the index") for name, version in packages]
    index = write_index(tmp_path / "index", theirs)
    pip_settings(index_url=index)
    plan = Plan(
        TENSORFLOW,
        index=write_index(tmp_path / "named", named, build="9"),
        requirements=write_requirements(tmp_path / "locked", "tensorflow", base.numpy, index),
    )
    installed = install(managed, plan, base, said, lambda line: None, no_verification)
    assert imported(managed, installed, "tensorboard") == "of the index"
    assert imported(managed, installed, "keras") == "of the user"


def test_what_is_not_what_was_locked_is_not_installed(
    managed, base, packages, said, pip_settings, tmp_path
):
    """An index that gives something else under the same name and version."""
    index = write_index(tmp_path / "index", packages)
    locked = write_requirements(tmp_path / "locked", "tensorflow", base.numpy, index)
    changed = [(name, version, "of somebody else") for name, version in packages]
    pip_settings(index_url=write_index(tmp_path / "changed", changed))
    plan = Plan(TENSORFLOW, requirements=locked)
    with pytest.raises(ScarpError, match="differs from the one Scarp was tested with; it was not"):
        install(managed, plan, base, said, lambda line: None, no_verification)
    assert read_installed(managed) is None


@pytest.mark.parametrize("numpy", ["1.26.4", "2.1.0"])
@pytest.mark.parametrize("key", [*BACKENDS, COMMON])
def test_every_requirement_is_locked(key, numpy):
    """After a change of the requirements: “make lock”."""
    locked = lock_file(key, numpy).read_text(encoding="utf-8")
    pins = {line.split(" ")[0] for line in locked.splitlines() if not line.startswith(" ")}
    wanted = [
        Requirement(line)
        for path in requirement_files(key, numpy)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    environment = {"python_version": "3.12", "python_full_version": "3.12.1"}
    for one in wanted:
        if one.marker is None or one.marker.evaluate({**environment, "sys_platform": "linux"}):
            found = [pin for pin in pins if pin.split("==")[0].lower() == one.name.lower()]
            assert any(one.specifier.contains(pin.split("==")[1]) for pin in found), one
    assert any(pin.startswith(f"numpy=={numpy[0]}.") for pin in pins)
    assert locked.count("--hash=sha256:") >= len(pins)


def test_of_the_settings_only_how_to_reach_an_index_is_kept():
    lines = [
        "global.index-url='https://a'",
        "install.index-url='https://b'",
        "global.trusted-host='\\nc\\nd'",
        ":env:.cert='/e.pem'",
        'global.proxy="it\'s"',
        "global.target='/f'",
        "global.extra-index-url='https://g'",
        "freeze.timeout='10'",
        "WARNING: something",
    ]
    assert kept_settings(lines) == {
        "PIP_INDEX_URL": "https://b",
        "PIP_TRUSTED_HOST": "\nc\nd",
        "PIP_CERT": "/e.pem",
        "PIP_PROXY": "it's",
    }


def test_what_does_not_work_is_not_taken_into_use(managed, wheels, base, said):
    """The real verification: the tiny packages cannot train."""
    plan, log = Plan(TENSORFLOW, wheels), []
    before = install(managed, plan, base, said, log.append, no_verification)
    with pytest.raises(ScarpError, match=r"^The packages were installed, but a training step "):
        install(managed, plan, base, said, log.append, verify)
    assert any(line.startswith("Traceback") for line in installation_log(managed))
    assert not any(line.startswith("Traceback") for line in log)
    assert read_installed(managed) == before and folders(managed) == ["1"]


def test_cancelled_while_pip_installs(managed, wheels, base):
    def cancel(fraction, message="", **values):
        if message.startswith("Installing"):
            raise CancelledError

    with pytest.raises(CancelledError):
        install(managed, Plan(TENSORFLOW, wheels), base, cancel, lambda line: None)
    assert folders(managed) == [] and read_installed(managed) is None
    assert programs_in(managed) == []


KILLED = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location(
    "scarp", sys.argv[1] + "/__init__.py", submodule_search_locations=[sys.argv[1]]
)
sys.modules["scarp"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["scarp"])
from pathlib import Path
from scarp.runtime.install import backends, base_python, install, venv_builder
base = base_python.find_base_python(base_python.this_place())
plan = venv_builder.Plan(backends.BACKENDS["tensorflow"], sys.argv[3])
def tell(fraction, message="", **values):
    if message:
        print(message, flush=True)
install.install(Path(sys.argv[2]), plan, base, tell, lambda line: None)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("moment", ["Making", "Installing"])
def test_killed_and_tried_again(managed, wheels, base, said, plugin_folder, moment):
    """As when QGIS crashes: what it has started ends, and the next run starts clean."""
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(plugin_folder), str(managed), wheels],
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in process.stdout:
        if line.startswith(moment):
            break
    deadline = time.monotonic() + 10
    while not folders(managed) and time.monotonic() < deadline:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    while programs_in(managed) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert programs_in(managed) == []
    assert folders(managed) == ["1"] and read_installed(managed) is None
    plan = Plan(TENSORFLOW, wheels)
    installed = install(managed, plan, base, said, lambda line: None, no_verification)
    assert folders(managed) == [installed.number]


def test_a_package_that_is_not_there(managed, wheels, base, packages, said, tmp_path):
    few = [package for package in packages if package[0] != "keras"]
    folder = write_wheels(tmp_path / "few", few)
    with pytest.raises(ScarpError) as caught:
        install(managed, Plan(TENSORFLOW, folder), base, said, lambda line: None)
    version = ".".join(map(str, sys.version_info[:2]))
    assert str(caught.value).startswith(
        f"The folder {folder} lacks the package keras=={dict(packages)['keras']} for Python "
        f"{version} on this system: download it there"
    )
    assert folders(managed) == []


def test_refused_before_anything_is_made(managed, wheels, base, said, tmp_path):
    large = dataclasses.replace(TENSORFLOW, peak=10**9)
    elsewhere = dataclasses.replace(TENSORFLOW, platforms=("plan9",))
    for plan, because in (
        (Plan(large, wheels), "needs 1000000000 MB in .* MB are free: make room"),
        (Plan(elsewhere, wheels), "is for Linux only: choose torch"),
        (Plan(TENSORFLOW, str(tmp_path)), "holds no packages"),
        (Plan(TENSORFLOW, str(tmp_path / "gone")), "holds no packages"),
    ):
        with pytest.raises(ScarpError, match=because):
            install(managed, plan, base, said, lambda line: None, no_verification)
    assert folders(managed) == []


@pytest.mark.parametrize("key", ["tensorflow", "tensorflow-cuda"])
def test_a_python_that_is_too_new_for_a_backend(tmp_path, wheels, key):
    plan = Plan(dataclasses.replace(BACKENDS[key], peak=0, platforms=()))
    with pytest.raises(ScarpError) as caught:
        check_plan(plan, tmp_path, (3, 14))
    label = plan.backend.label
    assert str(caught.value).startswith(
        f"There is no {label} for Python 3.14, which QGIS has here: choose torch / JAX, or name"
    )
    check_plan(plan, tmp_path, (3, 13))
    # A folder may hold what the index lacks.
    check_plan(dataclasses.replace(plan, wheels=wheels), tmp_path, (3, 14))


@pytest.mark.parametrize("key", ["torch", "jax"])
def test_a_new_python_that_a_backend_has_packages_for(tmp_path, key):
    check_plan(Plan(dataclasses.replace(BACKENDS[key], peak=0)), tmp_path, (3, 14))


def test_one_at_a_time(managed, wheels, base, said):
    with locked(managed):
        for action in (
            lambda: install(managed, Plan(TENSORFLOW, wheels), base, said, lambda line: None),
            lambda: remove(managed),
        ):
            with pytest.raises(ScarpError, match="installed or removed elsewhere"):
                action()
    assert folders(managed) == []


def test_a_base_without_pip_is_told_of(managed, wheels, said, tmp_path):
    """A Python that has neither pip nor ensurepip nor virtualenv."""
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    site = bare / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    (site / "site-packages" / "none.pth").write_text(
        "import sys; sys.modules.update(pip=None, ensurepip=None, virtualenv=None)\n"
    )
    base = dataclasses.replace(find_base_python(this_place()), path=str(program_of(bare)))
    hiding = site / "site-packages" / "none.pth"

    class Hiding(VenvBuilder):
        """In the new environment the packages are as little to be found as in its base."""

        def _make(self, command):
            super()._make(command)
            name = f"lib/{site.name}/site-packages/none.pth"
            (self._environment / name).write_text(hiding.read_text())

    builder = Hiding(managed / "1", Plan(TENSORFLOW, wheels), base, said, lambda line: None)
    with pytest.raises(ScarpError, match="sudo apt install python3-venv python3-pip"):
        builder.run()


@pytest.mark.parametrize(
    "state", ["", "{", "[]", json.dumps({"number": "1"})], ids=["none", "cut", "list", "old"]
)
def test_a_state_that_cannot_be_read_is_none(managed, state):
    managed.mkdir(parents=True)
    if state:
        (managed / "installed.json").write_text(state)
    assert read_installed(managed) is None
