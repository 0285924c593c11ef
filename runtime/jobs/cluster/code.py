"""Scarp's own code, as a file that travels to the nodes."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

#: What nodes need of it: neither QGIS's side nor tests.
_ROOMS = ("core", "models", "runtime")
_PACKAGE = "scarp"
#: A node that has been sent other code before forgets that.
_BEGINNING = """import sys

for name in [name for name in sys.modules if name.startswith(__name__ + ".")]:
    del sys.modules[name]
"""


def write_package(folder: Path) -> Path:
    """Writes Scarp's code as a zip file, named after its contents.

    Args:
        folder: Where.
    """
    root = Path(__file__).parents[3]
    paths = [path for room in _ROOMS for path in sorted((root / room).rglob("*.py"))]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    target = folder / f"{_PACKAGE}-{digest.hexdigest()[:12]}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        # Scarp's own begins with QGIS.
        file.writestr(f"{_PACKAGE}/__init__.py", _BEGINNING)
        for path in paths:
            file.write(path, f"{_PACKAGE}/{path.relative_to(root).as_posix()}")
    return target
