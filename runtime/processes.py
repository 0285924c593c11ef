"""Programs of an installation: run with progress and log, and ended at once."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Callable

from .environment import hidden_window, inherited_environment

_SUPERVISED = Path(__file__).with_name("supervised.py")
#: Of the user's settings for pip those that send packages elsewhere, or nowhere.
_NOT_FOR_PIP = (
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_USER",
    "PIP_PYTHON",
    "PIP_DRY_RUN",
    "PIP_NO_DEPS",
    "PIP_REQUIRE_VIRTUALENV",
)
_POLL = 0.1


def pip_environment(variables: dict[str, str], temporary: Path) -> dict[str, str]:
    """The environment variables for pip: the user's own index and certificates stay.

    Args:
        variables: Proxy and certificates of QGIS; what the user has set already stays.
        temporary: A folder for downloads.
    """
    kept = {
        name: value for name, value in inherited_environment().items() if name not in _NOT_FOR_PIP
    }
    for name, value in variables.items():
        if name not in kept and name.lower() not in kept:
            kept[name] = value
    kept["PYTHONNOUSERSITE"] = "1"
    for name in ("TMPDIR", "TEMP", "TMP"):
        kept[name] = str(temporary)
    return kept


def run_module(
    python: str | Path,
    arguments: list[str],
    environment: dict[str, str],
    watch: Callable[[], None],
    log: Callable[[str], None],
) -> tuple[int, list[str]]:
    """Runs a module of a Python to its end.

    Args:
        python: The program.
        arguments: The module's name and its arguments.
        environment: Environment variables.
        watch: Called many times a second. If it raises, the program is killed with all that it
            has started, and the exception goes on.
        log: Given each line of what is printed.

    Returns:
        The exit code, and the lines.

    Raises:
        OSError: if the program cannot be started.
    """
    process = subprocess.Popen(
        [str(python), str(_SUPERVISED), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment,
        start_new_session=sys.platform != "win32",
        **hidden_window(),
    )
    lines: list[str] = []
    waiting: queue.Queue = queue.Queue()
    reader = threading.Thread(target=_read, args=(process.stdout, waiting), daemon=True)
    reader.start()
    try:
        while True:
            watch()
            try:
                line = waiting.get(timeout=_POLL)
            except queue.Empty:
                continue
            if line is None:
                return process.wait(), lines
            if line:
                lines.append(line)
                log(line)
    except BaseException:
        _kill(process)
        raise
    finally:
        reader.join(1)
        process.stdin.close()
        process.stdout.close()


def _read(stream, waiting: queue.Queue) -> None:
    for line in stream:
        waiting.put(line.rstrip())
    waiting.put(None)


def _kill(process: subprocess.Popen) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    process.wait()
