"""Running the programs of an installation, with progress and log, ready to be ended at once."""

from __future__ import annotations

import ast
import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Callable

from ..process_environment import hidden_window, inherited_environment

_SUPERVISED = Path(__file__).with_name("supervised.py")
#: The user's settings for pip that are kept: how to reach one index. Nothing else, because packages
#: are to come from that index alone, and go into the environment.
_FOR_PIP = (
    *("index-url", "proxy", "cert", "client-cert", "trusted-host", "timeout", "retries"),
    "default-timeout",
)
#: Sections in which pip's settings count, the decisive one first.
_SECTIONS = (":env:", "install", "global")
_SETTING = re.compile(r"(:env:|\w+)\.([\w-]+)=(.*)")
_POLL = 0.1


def pip_environment(
    variables: dict[str, str], temporary: Path, settings: dict[str, str] | None = None
) -> dict[str, str]:
    """The environment variables for pip, without the user's settings for it.

    Args:
        variables: Proxy and certificates of QGIS; variables that the user has set win.
        temporary: A folder for downloads.
        settings: The user's settings to keep, as `kept_settings` gives them.
    """
    kept = asking_environment(variables, temporary)
    kept = {name: value for name, value in kept.items() if not name.startswith("PIP_")}
    return {**kept, "PIP_CONFIG_FILE": os.devnull, **(settings or {})}


def asking_environment(variables: dict[str, str], temporary: Path) -> dict[str, str]:
    """As `pip_environment`, but with all of the user's settings, to ask pip for them."""
    kept = inherited_environment()
    for name, value in variables.items():
        if name not in kept and name.lower() not in kept:
            kept[name] = value
    kept["PYTHONNOUSERSITE"] = "1"
    for name in ("TMPDIR", "TEMP", "TMP"):
        kept[name] = str(temporary)
    return kept


def kept_settings(lines: Iterable[str]) -> dict[str, str]:
    """The user's settings for pip that are kept, as environment variables.

    Args:
        lines: What ``pip config list`` prints, such as ``global.index-url='…'``.
    """
    found: dict[str, dict[str, str]] = {section: {} for section in _SECTIONS}
    for line in lines:
        match = _SETTING.fullmatch(line.strip())
        if match and match[1] in found and match[2] in _FOR_PIP:
            found[match[1]][match[2]] = str(ast.literal_eval(match[3]))
    values = {**found["global"], **found["install"], **found[":env:"]}
    return {f"PIP_{name.upper().replace('-', '_')}": value for name, value in values.items()}


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
        watch: Called many times a second. If it raises, the program is killed with everything that
            it has started, and the exception propagates.
        log: Called with each line printed.

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
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
