"""Making and filling a virtual environment."""

from __future__ import annotations

import re
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from ...core.messages import ScarpError, tr
from ..process_environment import hidden_window
from . import environments as folders
from .backends import (
    COMMON,
    REQUIREMENTS,
    Backend,
    lock_file,
    numpy_constraint,
    requirement_files,
)
from .base_python import BasePython
from .pip_problems import explain
from .processes import asking_environment, kept_settings, pip_environment, run_module

_PIP = (
    *("pip", "install", "--no-input", "--disable-pip-version-check", "--no-color"),
    *("--progress-bar", "off", "--no-warn-script-location", "--no-user"),
    # Nothing else can be installed without a compiler.
    *("--only-binary", ":all:"),
)
_DOWNLOADING = re.compile(r"Downloading (\S+?)(?:\.metadata)? \(([\d.]+ [kM]?B)\)")
_INDEX = "PIP_INDEX_URL"
#: Share of the work after which the virtual environment is made.
_MADE = 0.03
#: Seconds between two looks at how much is installed.
_LOOK = 2.0


@dataclass(frozen=True)
class Plan:
    """What to install, and from where.

    Attributes:
        backend: One of `scarp.runtime.install.backends.BACKENDS`.
        wheels: Folder of packages to install from without a network; "" for the package index.
        index: Address of the index that the backend comes from, "" for the same as the rest.
        variables: Environment variables of QGIS's proxy, unless the user has set others.
        certificates: Certificates that QGIS trusts, in PEM; "" if none.
        requirements: Folder of the requirements files.
    """

    backend: Backend
    wheels: str = ""
    index: str = ""
    variables: dict[str, str] = field(default_factory=dict)
    certificates: str = ""
    requirements: Path = REQUIREMENTS


class VenvBuilder:
    """Makes a virtual environment and installs packages into it.

    Args:
        environment: Its folder, which does not exist yet.
        plan: What to install.
        base: QGIS's own Python.
        progress: As in `install`.
        log: As in `install`.
    """

    def __init__(self, environment: Path, plan: Plan, base: BasePython, progress, log):
        self._environment = environment
        self._program = folders.program_of(environment)
        self._temporary = environment / "tmp"
        self._plan = plan
        self._base = base
        self._progress = progress
        self._log = log
        self._settings: dict[str, str] = {}

    def run(self) -> None:
        """Makes it and fills it."""
        self._progress(0, tr("Making a virtual environment with {python}."), python=self._base.path)
        self._make(["venv", "--system-site-packages", "--without-pip"])
        self._write_dll_folders()
        if not (self._has_pip() or self._add_pip()):
            self._make_with_virtualenv()
        self._read_settings()
        self._progress(_MADE, tr("Installing {backend}."), backend=self._plan.backend.label)
        self._fill()
        folders.remove_tree(self._temporary)

    def _variables(self) -> dict[str, str]:
        self._temporary.mkdir(parents=True, exist_ok=True)
        return pip_environment(self._plan.variables, self._temporary, self._settings)

    def _read_settings(self) -> None:
        """Asks pip how the user reaches an index."""
        environment = asking_environment(self._plan.variables, self._temporary)
        _, lines = self._run(
            self._program, ["pip", "config", "list"], lambda line: None, environment
        )
        self._settings = kept_settings(lines)

    def _run(
        self, python, arguments: list[str], log=None, environment=None, watch=None
    ) -> tuple[int, list[str]]:
        try:
            return run_module(
                python,
                arguments,
                environment or self._variables(),
                watch or (lambda: self._progress(None)),
                log or self._log,
            )
        except OSError as error:
            raise ScarpError(
                tr("The Python {path} could not be started: {reason}"),
                path=str(python),
                reason=error.strerror,
            ) from error

    def _make(self, command: list[str]) -> None:
        code, lines = self._run(self._base.path, [*command, str(self._environment)])
        if code:
            raise ScarpError(
                tr("No virtual environment could be made with {python}: {reason}"),
                python=self._base.path,
                reason=lines[-1] if lines else code,
            )

    def _write_dll_folders(self) -> None:
        if not self._base.dll_folders:
            return
        packages = self._environment / "Lib" / "site-packages"
        lines = [f"import os; os.add_dll_directory({name!r})" for name in self._base.dll_folders]
        (packages / "scarp_qgis.pth").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _has_pip(self) -> bool:
        return self._run(self._program, ["pip", "--version"])[0] == 0

    def _add_pip(self) -> bool:
        return self._run(self._program, ["ensurepip"])[0] == 0 and self._has_pip()

    def _make_with_virtualenv(self) -> None:
        folders.remove_tree(self._environment)
        code, _ = self._run(self._base.path, ["virtualenv", "--version"])
        if code:
            raise ScarpError(
                tr(
                    "QGIS's Python has no pip, ensurepip or virtualenv: install one of them (on "
                    "Debian and Ubuntu: “sudo apt install python3-venv python3-pip”) and try again."
                )
            )
        self._make(["virtualenv", "--system-site-packages"])

    def _fill(self) -> None:
        plan = self._plan
        constraints = self._temporary / "constraints.txt"
        constraints.parent.mkdir(exist_ok=True)
        constraints.write_text(numpy_constraint(self._base.numpy) + "\n", encoding="utf-8")
        constrained = [*_PIP, "--constraint", str(constraints)]
        asked = plan.backend.key, self._base.numpy, plan.requirements
        common, own = map(str, requirement_files(*asked))
        environment = {**self._variables(), **self._bundle()}
        if plan.wheels:
            # The user's own packages, and numpy, as QGIS's may be older than the constraint.
            files = ["--requirement", common, "--requirement", own, "numpy"]
            local = ["--no-index", "--find-links", plan.wheels]
            self._install([*constrained, *local, *files], environment)
            return
        if plan.index:
            # One index at a time: pip might take a package that both have from either.
            self._install([*constrained, "--requirement", own], {**environment, _INDEX: plan.index})
        # By hashes, so that an index cannot deliver something else under the same name.
        locked = lock_file(COMMON if plan.index else asked[0], *asked[1:])
        self._install([*_PIP, "--require-hashes", "--requirement", str(locked)], environment)

    def _install(self, command: list[str], environment: dict[str, str]) -> None:
        plan = self._plan
        meter = _Meter(self._environment, plan.backend, self._progress)

        def log(line: str) -> None:
            self._log(line)
            meter.say(line)

        code, lines = self._run(self._program, command, log, environment, meter)
        if code:
            raise explain(lines, code, plan.backend.label, folders.python_version(), plan.wheels)

    def _bundle(self) -> dict[str, str]:
        """The certificates of pip and of QGIS together: either may lack what the network needs."""
        if not self._plan.certificates or self._plan.wheels:
            return {}
        asked = "from pip._vendor import certifi; print(open(certifi.where()).read())"
        answer = subprocess.run(
            [str(self._program), "-c", asked],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=self._variables(),
            **hidden_window(),
        )
        bundle = self._temporary / "certificates.pem"
        bundle.write_text(f"{answer.stdout}\n{self._plan.certificates}\n", encoding="utf-8")
        return {"REQUESTS_CA_BUNDLE": str(bundle)}


class _Meter:
    """Reports how far pip is, by what is on the disk.

    Args:
        folder: The folder being filled.
        backend: The backend being installed.
        progress: As in `install`.
    """

    def __init__(self, folder: Path, backend: Backend, progress):
        self._folder = folder
        self._expected = 1_000_000 * backend.filled
        self._progress = progress
        self._looked = 0.0
        self.largest = 0

    def __call__(self) -> None:
        fraction = None
        if time.monotonic() > self._looked + _LOOK:
            self.largest = max(self.largest, folders.folder_size(self._folder))
            share = min(self.largest / self._expected, 1)
            fraction = _MADE + (1 - _MADE) * share
            self._looked = time.monotonic()
        self._progress(fraction)

    def say(self, line: str) -> None:
        """Reports the lines that tell what pip is doing."""
        found = _DOWNLOADING.search(line)
        if found and not line.rstrip(")").endswith("kB"):
            self._progress(None, tr("Downloading {file} ({size})."), file=found[1], size=found[2])
        elif line.startswith("Installing collected packages"):
            self._progress(None, tr("Unpacking {count} packages."), count=line.count(",") + 1)
