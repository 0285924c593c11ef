"""Installing the managed environment: built in its own folder, verified, then taken into use."""

from __future__ import annotations

import datetime
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Callable

from ...core.messages import ScarpError, part_of, tr
from ..client import Worker
from . import environments as folders
from .backends import BACKENDS, Backend
from .base_python import BasePython
from .environments import Installed
from .venv_builder import Plan, VenvBuilder

_LOG = "install.log"
#: Share of the work after which the packages are installed.
_FILLED = 0.9


def verify(python: str, backend: Backend, progress: Callable, log: Callable[[str], None]) -> None:
    """Trains a tiny network for one step in a worker.

    Raises:
        ScarpError: if that fails.
    """
    try:
        worker = Worker(python, backend.keras, isolated=True)
        worker.run("verify_runtime", {}, progress, log)
    except ScarpError as problem:
        failed = ScarpError(
            tr("The packages were installed, but a training step fails with them: {reason}"),
            reason=str(problem),
        )
        failed.traceback = problem.traceback
        raise failed from problem


def install(
    managed: Path,
    plan: Plan,
    base: BasePython,
    progress: Callable[..., None],
    log: Callable[[str], None],
    verify: Callable = verify,
) -> Installed:
    """Makes an environment and takes it into use; the previous one is deleted afterwards.

    If anything interrupts this, the previous environment stays in use.

    Args:
        managed: The folder that holds the environments.
        plan: What is installed.
        base: QGIS's own Python.
        progress: ``progress(fraction, message, **values)``, called many times a second. If it
            raises, running programs are ended at once, and what was made is deleted.
        log: Called with each line that programs print.
        verify: Makes sure that the environment works.

    Raises:
        ScarpError: if it cannot be done.
    """
    with folders.locked(managed), _logged(managed / _LOG, log) as log:
        folders.remove_unused(managed)
        check_plan(plan, managed)
        number = folders.next_number(managed)
        environment = managed / number
        try:
            VenvBuilder(environment, plan, base, part_of(progress, 0, _FILLED), log).run()
            program = str(folders.program_of(environment))
            verify(program, plan.backend, part_of(progress, _FILLED, 1), log)
            installed = Installed(
                number,
                plan.backend.key,
                plan.backend.keras,
                folders.python_version(),
                folders.folder_size(environment) // 1_000_000,
                datetime.datetime.now().isoformat(timespec="seconds"),
            )
            folders.take_into_use(managed, installed)
        finally:
            # The new one if this has failed, else the old one.
            folders.remove_unused(managed)
        return installed


def remove(managed: Path) -> None:
    """Deletes the managed environment.

    Raises:
        ScarpError: if another window is installing or removing it.
    """
    with folders.locked(managed):
        folders.remove_all(managed)


def installation_log(managed: Path) -> list[str]:
    """What programs printed in the last installation."""
    try:
        return (managed / _LOG).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def check_plan(
    plan: Plan, managed: Path, python: tuple[int, int] = tuple(sys.version_info[:2])
) -> None:
    """Refuses a plan that cannot succeed.

    Args:
        plan: What is to be installed.
        managed: The folder to install into, which exists.
        python: The version of QGIS's Python.

    Raises:
        ScarpError: if the backend is not for this system, there are no wheels, or the disk
            is too full.
    """
    backend = plan.backend
    if backend.platforms and sys.platform not in backend.platforms:
        raise ScarpError(
            tr("{backend} is for Linux only: choose torch, which can use GPUs here."),
            backend=backend.label,
        )
    if plan.wheels and not any(Path(plan.wheels).glob("*.whl")):
        raise ScarpError(
            tr("The folder {folder} holds no packages (*.whl): name another, or leave it empty."),
            folder=plan.wheels,
        )
    if not plan.wheels and not backend.has_packages_for(python):
        others = [one.label for one in BACKENDS.values() if one.has_packages_for(python)]
        raise ScarpError(
            tr(
                "There is no {backend} for Python {python}, which QGIS has here: choose {others}, "
                "or name a Python of your own in Settings > Options > Scarp or in SCARP_PYTHON."
            ),
            backend=backend.label,
            python=".".join(map(str, python)),
            others=" / ".join(others),
        )
    free = shutil.disk_usage(managed).free // 1_000_000
    if free < backend.peak:
        raise ScarpError(
            tr(
                "{backend} needs {needed} MB in {folder} while it is installed, and {free} MB are "
                "free: make room, or choose a smaller backend."
            ),
            backend=backend.label,
            needed=backend.peak,
            folder=str(managed),
            free=free,
        )


@contextmanager
def _logged(path: Path, log: Callable[[str], None]) -> Iterator[Callable[[str], None]]:
    with open(path, "w", encoding="utf-8") as file:

        def both(line: str) -> None:
            file.write(f"{line}\n")
            file.flush()
            log(line)

        try:
            yield both
        except ScarpError as problem:
            # The traceback is for “Check runtime”, not for the person who waits.
            file.write(problem.traceback)
            raise
