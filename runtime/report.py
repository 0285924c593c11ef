"""A report on the runtime that can be shown to others."""

from __future__ import annotations

import configparser
import getpass
import platform
import re
import shutil
from pathlib import Path

#: Lines of logs that a report shows.
_LINES = 40
_METADATA = Path(__file__).parents[1] / "metadata.txt"


def scarp_version() -> str:
    """The version in the plugin's manifest."""
    manifest = configparser.ConfigParser(interpolation=None)
    manifest.read(_METADATA, encoding="utf-8")
    return manifest["general"]["version"]


def computer(qgis: str, folder: Path) -> dict[str, str]:
    """Versions of everything outside the runtime, and the free disk space.

    Args:
        qgis: The version of QGIS.
        folder: The QGIS profile's folder, or one in it.
    """
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return {
        "Scarp": scarp_version(),
        "QGIS": qgis,
        "QGIS's Python": platform.python_version(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "free disk of the profile": f"{free / 1e9:.1f} GB",
    }


def compose(title: str, parts: dict[str, dict[str, str] | list[str]]) -> str:
    """Joins a report's parts, without the user's name.

    Args:
        title: Its first line.
        parts: Values by name, or the lines of a log, of which the last are shown; by title.
    """
    lines = [title]
    for name, part in parts.items():
        if not part:
            continue
        lines += ["", f"## {name}", ""]
        if isinstance(part, dict):
            lines += [f"- {key}: {value}" for key, value in part.items()]
        else:
            lines += ["```", *part[-_LINES:], "```"]
    return anonymous("\n".join(lines) + "\n")


def anonymous(text: str, home: str = "", user: str = "") -> str:
    """The same text with ``~`` for the user's home, and ``…`` for the user's name in other paths.

    Args:
        text: Anything.
        home: The user's home; "" finds it.
        user: The user's name; "" finds it.
    """
    home = home or str(Path.home())
    user = user or _user()
    for written in {home, home.replace("\\", "/"), home.replace("\\", "\\\\")}:
        if len(written) > 1:
            text = re.sub(rf"{re.escape(written)}(?![\w.-])", "~", text, flags=re.IGNORECASE)
    if len(user) < 2:
        return text
    return re.sub(rf"(?<=[/\\]){re.escape(user)}(?=[/\\\s]|$)", "…", text, flags=re.MULTILINE)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
