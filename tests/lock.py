"""Writes the lock files of all backends: every package that is installed, with its hashes.

    build/uv/bin/python tests/lock.py

One file holds for all systems and Pythons (uv's universal resolution); there is one for each major
version of numpy, which is QGIS's. To be run when a requirement changes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from runtime.install.backends import (  # noqa: E402
    BACKENDS,
    COMMON,
    Backend,
    lock_file,
    numpy_constraint,
    requirement_files,
)

#: The oldest Python that Keras has packages for, and the newest one tried.
_OLDEST, _NEWEST = (3, 11), (3, 14)
#: The newest Python of numpy 1.
_OF_NUMPY_1 = (3, 12)


def main() -> None:
    """Writes them all."""
    for numpy in ("1", "2"):
        lock(COMMON, numpy)
        for key, backend in BACKENDS.items():
            lock(key, numpy, backend)


def lock(key: str, numpy: str, backend: Backend | None = None) -> None:
    """Writes a lock file.

    Args:
        key: Of a backend, or `COMMON`.
        numpy: Major version of numpy.
        backend: The backend, if it is one's.
    """
    newest = min((backend and backend.newest_python) or _NEWEST, _NEWEST)
    newest = min(newest, _OF_NUMPY_1) if numpy == "1" else newest
    least, most = (".".join(map(str, version)) for version in (_OLDEST, newest))
    environment = f"python_version >= '{least}' and python_version <= '{most}'"
    if backend and backend.platforms:
        environment += f" and sys_platform == '{backend.platforms[0]}'"
    path = lock_file(key, numpy)
    path.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        # Where uv is run, it reads this.
        settings = f'[tool.uv]\nenvironments = ["{environment}"]\n'
        Path(folder, "pyproject.toml").write_text(settings, encoding="utf-8")
        constraint = Path(folder, "numpy.txt")
        constraint.write_text(numpy_constraint(numpy) + "\n", encoding="utf-8")
        subprocess.run(
            [
                *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"),
                *("--python-version", least),
                *("--generate-hashes", "--no-header", "--no-annotate", "--only-binary", ":all:"),
                *map(str, dict.fromkeys(requirement_files(key, numpy))),
                *(str(constraint), "--output-file", str(path)),
            ],
            cwd=folder,
            check=True,
        )
    print(path.relative_to(ROOT), path.stat().st_size // 1000, "KB")


if __name__ == "__main__":
    main()
