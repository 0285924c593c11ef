"""Logs in the QGIS profile, which “Check runtime” shows."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path


def keep_log(path: Path, title: str, lines: Iterable[str]) -> None:
    """Replaces a log; if that fails, there is none.

    Args:
        path: The log file.
        title: What was being done; the time is appended.
        lines: The lines of the log.
    """
    when = datetime.datetime.now().isoformat(timespec="seconds")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        temporary.write_text("\n".join([f"{title}, {when}", *lines]) + "\n", encoding="utf-8")
        temporary.replace(path)
    except OSError:
        pass  # A full disk must not hide what the job itself has to say.
