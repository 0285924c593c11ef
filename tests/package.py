"""Makes an installable zip of the plugin: what is tracked by git, without tests, and the .qm.

python tests/package.py FILE.zip
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "scarp"
FOLDERS = ("algorithms", "core", "gui", "models", "resources", "runtime")
FILES = (
    "__init__.py",
    "plugin.py",
    "translation.py",
    "layer_kinds.py",
    "metadata.txt",
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
)
REQUIREMENTS = (":requirements/*.txt", ":!requirements/test-*.txt", ":!requirements/backend-*.txt")
LARGEST = 6_000_000


def packaged_files() -> list[Path]:
    """Paths of the files that belong into the package, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", *FILES, *FOLDERS, *REQUIREMENTS],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    compiled = [path.relative_to(ROOT) for path in (ROOT / "i18n").glob("*.qm")]
    return sorted([*map(Path, listed.stdout.splitlines()), *compiled], key=Path.as_posix)


def time_of_change() -> tuple[int, ...]:
    """Year to second of the last commit, or of ``SOURCE_DATE_EPOCH``, in UTC."""
    seconds = (
        os.environ.get("SOURCE_DATE_EPOCH")
        or subprocess.run(
            ["git", "log", "-1", "--format=%ct"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    # No zip file can hold an earlier time.
    return max(time.gmtime(int(seconds))[:6], (1980, 1, 1, 0, 0, 0))


def main(target: Path) -> None:
    """Writes the zip: of the same commit always the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    when = time_of_change()
    with zipfile.ZipFile(target, "w") as package:
        for path in packaged_files():
            entry = zipfile.ZipInfo((Path(NAME) / path).as_posix(), when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on whose permissions the next line decides.
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            package.writestr(entry, (ROOT / path).read_bytes())
    size = target.stat().st_size
    if size > LARGEST:
        sys.exit(f"{target} has {size} bytes, more than {LARGEST}.")
    print(f"{target}: {size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
