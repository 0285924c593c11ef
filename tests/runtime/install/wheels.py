"""A folder of tiny packages that are named as the runtime's."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

from packaging.requirements import Requirement
from scarp.runtime.install.backends import COMMON, REQUIREMENTS, lock_file, requirement_files


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


def write_index(folder: Path, packages: list[tuple[str, ...]], build: str = "") -> str:
    """Writes a package index, and gives its address."""
    for name, *rest in packages:
        page = folder / re.sub(r"[-_.]+", "-", name).lower()
        write_wheels(page, [(name, *rest)], build)
        links = [f'<a href="{wheel.name}">{wheel.name}</a>' for wheel in page.glob("*.whl")]
        (page / "index.html").write_text("\n".join(["<!DOCTYPE html>", *links]), encoding="utf-8")
    return folder.as_uri()


def write_requirements(folder: Path, key: str, numpy: str, index: str) -> Path:
    """Copies the files of requirements, with lock files of what is in an index; gives the folder.

    Args:
        folder: Where.
        key: Of the backend.
        numpy: Version of QGIS's numpy.
        index: As `write_index` gives it.
    """
    shutil.copytree(REQUIREMENTS, folder)
    lines = []
    for wheel in sorted(Path(url2pathname(urlparse(index).path)).glob("*/*.whl")):
        name, version, *_ = wheel.name.split("-")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lines.append((name, f"{name}=={version} --hash=sha256:{digest}"))
    own = {"tensorflow_cpu", "tensorflow", "tensorboard", "torch", "jax"}
    for of, left_out in ((key, set()), (COMMON, own)):
        text = "\n".join(line for name, line in lines if name not in left_out)
        lock_file(of, numpy, folder).write_text(f"{text}\n", encoding="utf-8")
    return folder


def write_wheels(folder: Path, packages: list[tuple[str, ...]], build: str = "") -> str:
    """Writes a wheel for each package, with a module that says its version.

    Args:
        folder: Where.
        packages: Names and versions; a third text is said in the version's place.
        build: Number of the build: of wheels of one version, pip takes that with the highest.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, version, *said in packages:
        module = name.replace("-", "_")
        described = f"{module}-{version}.dist-info"
        files = {
            f"{module}/__init__.py": f"__version__ = {(said or [version])[0]!r}\n",
            f"{described}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            f"{described}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = f"{described}/RECORD"
        files[record] = "".join(f"{path},,\n" for path in [*files, record])
        tags = "-".join(filter(None, [version, build, "py3-none-any"]))
        with zipfile.ZipFile(folder / f"{module}-{tags}.whl", "w") as wheel:
            for path, text in files.items():
                wheel.writestr(path, text)
    return str(folder)
