"""Strings in the user's language."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

# pylupdate files what it finds in calls of a plain tr() under this name.
_CONTEXT = "@default"


def tr(text: str, **values) -> str:
    """Translates a template and fills in its fields."""
    translated = QCoreApplication.translate(_CONTEXT, text)
    return translated.format(**values) if values else translated
