"""A folder of tiny packages that are named as the runtime's."""

from __future__ import annotations

import zipfile
from pathlib import Path

from packaging.requirements import Requirement
from scarp.runtime.backends import requirement_files


def required(key: str, numpy: str) -> list[tuple[str, str]]:
    """Names and versions of what a backend's files of requirements pin for this Python."""
    found = [("numpy", "1.26.4" if numpy.startswith("1.") else "2.1.0")]
    for path in requirement_files(key, numpy):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate():
                version = str(next(iter(requirement.specifier)).version)
                found.append((requirement.name, version))
    return found


def write_wheels(folder: Path, packages: list[tuple[str, str]]) -> str:
    """Writes a wheel for each package, with a module that holds its version."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, version in packages:
        module = name.replace("-", "_")
        described = f"{module}-{version}.dist-info"
        files = {
            f"{module}/__init__.py": f"__version__ = {version!r}\n",
            f"{described}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            f"{described}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = f"{described}/RECORD"
        files[record] = "".join(f"{path},,\n" for path in [*files, record])
        with zipfile.ZipFile(folder / f"{module}-{version}-py3-none-any.whl", "w") as wheel:
            for path, text in files.items():
                wheel.writestr(path, text)
    return str(folder)
