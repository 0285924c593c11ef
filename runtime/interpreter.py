"""Finding the Python that has Keras."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from ..core.messages import ScarpError, tr
from .install.environments import installed_program, read_installed

VARIABLE = "SCARP_PYTHON"


@dataclass(frozen=True)
class Interpreter:
    """A Python to run jobs in.

    Attributes:
        path: The program.
        origin: What names it: "setting", "variable" or "managed".
        backend: Keras's backend in it, "" for its default.
    """

    path: str
    origin: str
    backend: str = ""


def find_interpreter(setting: str, managed: Path, backend: str = "") -> Interpreter:
    """Looks for the runtime's Python: the setting, ``SCARP_PYTHON``, the managed environment.

    Args:
        setting: The interpreter named in the user's settings, "" if none.
        managed: Folder of the managed environments.
        backend: Keras's backend that the user has chosen, "" if none.

    Raises:
        ScarpError: if the one named does not exist, there is none at all, or the managed
            environment has another backend, or another version of Python than QGIS.
    """
    named = named_interpreter(setting)
    if named:
        return Interpreter(*named, backend)
    installed = read_installed(managed)
    if installed is None:
        raise ScarpError(
            tr(
                "No Python with Keras was found. Run “Install runtime” (in the toolbox under Scarp "
                "> Runtime, or by the button in Settings > Options > Scarp), or name a Python of "
                "your own there or in the environment variable {variable}."
            ),
            variable=VARIABLE,
        )
    if backend and backend != installed.backend:
        raise ScarpError(
            tr(
                "The backend chosen in Settings > Options > Scarp is {chosen}, but the runtime has "
                "{installed}: choose automatic there, or run “Install runtime” with {chosen}."
            ),
            chosen=backend,
            installed=installed.backend,
        )
    return Interpreter(installed_program(managed, installed), "managed", installed.backend)


def named_interpreter(setting: str) -> tuple[str, str] | None:
    """The Python that the setting or ``SCARP_PYTHON`` names, and which of them; None if neither.

    Raises:
        ScarpError: if it does not exist.
    """
    for origin, named in (("setting", setting), ("variable", os.environ.get(VARIABLE, ""))):
        if named:
            # A Path would lose the dot of “./python”, which is then looked for elsewhere.
            found = shutil.which(os.path.expanduser(named))  # noqa: PTH111
            if not found:
                raise ScarpError(
                    tr(
                        "The Python named in {place} was not found: {path}. Correct or clear the "
                        "setting."
                    ),
                    place="Settings > Options > Scarp" if origin == "setting" else VARIABLE,
                    path=named,
                )
            return found, origin
    return None
