"""What QGIS is asked: the user's setting and the profile's folder. The only place with qgis."""

from __future__ import annotations

from pathlib import Path

SETTING = "scarp/python"


def python_setting() -> str:
    """The interpreter that the user has set, "" if none."""
    from qgis.core import QgsSettings

    return QgsSettings().value(SETTING, "", type=str) or ""


def managed_environment() -> Path:
    """The folder of the virtual environment that Scarp manages."""
    from qgis.core import QgsApplication

    return Path(QgsApplication.qgisSettingsDirPath()) / "scarp" / "runtime"
