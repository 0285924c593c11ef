"""Makes an installable zip of the plugin: what is tracked by git, without tests, and the .qm.

python tests/package.py FILE.zip
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "scarp"
FOLDERS = ("algorithms", "core", "gui", "models", "resources", "runtime")
FILES = (
    "__init__.py",
    "plugin.py",
    "translation.py",
    "metadata.txt",
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
)
REQUIREMENTS = (":requirements/*.txt", ":!requirements/test-*.txt", ":!requirements/backend-*.txt")
LARGEST = 2_000_000


def packaged_files() -> list[Path]:
    """Paths of the files that belong into the package, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", *FILES, *FOLDERS, *REQUIREMENTS],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    compiled = sorted(path.relative_to(ROOT) for path in (ROOT / "i18n").glob("*.qm"))
    return [Path(line) for line in listed.stdout.splitlines()] + compiled


def main(target: Path) -> None:
    """Writes the zip."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for path in packaged_files():
            package.write(ROOT / path, Path(NAME) / path)
    size = target.stat().st_size
    if size > LARGEST:
        sys.exit(f"{target} has {size} bytes, more than {LARGEST}.")
    print(f"{target}: {size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
