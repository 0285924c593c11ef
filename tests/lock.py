"""Finds out all packages of each backend, for all systems and Pythons, with their hashes.

python tests/lock.py UV

UV is the program; it asks the package index. Run by `make lock` when a version in requirements/
changes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path.insert(0, str(TESTS))

import conftest  # noqa: E402, F401 - makes the plugin importable as `scarp`
from scarp.runtime.backends import (  # noqa: E402
    BACKENDS,
    Backend,
    locked_file,
    numpy_constraint,
    requirement_files,
)

#: The oldest Python that Keras takes.
_OLDEST = "3.11"
#: Of numpy 1 there are no packages for newer ones.
_NEWEST_WITH_NUMPY_1 = (3, 12)
_HEAD = "# All packages, to the last, with their hashes: made by `make lock`, not by hand.\n"
_PROJECT = """
[project]
name = "locked"
version = "0"
requires-python = ">={oldest}"
[tool.uv]
environments = ["{environment}"]
"""


def lock(uv: str, backend: Backend, numpy: str) -> None:
    """Writes the file of a backend with a major version of numpy."""
    target = locked_file(backend.key, numpy)
    target.parent.mkdir(exist_ok=True)
    newest = _NEWEST_WITH_NUMPY_1 if numpy == "1" else backend.newest_python
    environment = f"python_version <= '{newest[0]}.{newest[1]}'" if newest else ""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = _PROJECT.format(oldest=_OLDEST, environment=environment)
        if not environment:
            project = project.partition("[tool.uv]")[0]
        (folder / "pyproject.toml").write_text(project, encoding="utf-8")
        (folder / "numpy.txt").write_text(numpy_constraint(numpy) + "\n", encoding="utf-8")
        command = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
        command += ["--python-version", _OLDEST, "--only-binary", ":all:", "--no-header"]
        command += ["--no-annotate", "--no-emit-index-url", "--output-file", "locked.txt"]
        command += [*map(str, requirement_files(backend.key, numpy)), "numpy.txt"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        locked = (folder / "locked.txt").read_text(encoding="utf-8")
    target.write_text(_HEAD + locked, encoding="utf-8")
    print(f"{target.name}: {target.stat().st_size // 1000} kB")


if __name__ == "__main__":
    for backend in BACKENDS.values():
        for version in ("1", "2"):
            lock(sys.argv[1], backend, version)
