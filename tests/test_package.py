"""The package of the plugin: of one commit always the same bytes."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import zipfile
from pathlib import Path

TESTS = Path(__file__).parent


def package(path: Path, **variables: str) -> bytes:
    """Makes the package, and gives its bytes."""
    environment = {**os.environ, **variables}
    subprocess.run(
        [sys.executable, str(TESTS / "package.py"), str(path)], check=True, env=environment
    )
    return path.read_bytes()


def test_twice_the_same_bytes(tmp_path):
    """Also with other times and permissions of the files that go into it."""
    first = package(tmp_path / "first.zip")
    source = TESTS.parent / "plugin.py"
    state = source.stat()
    try:
        os.utime(source, (1e9, 1e9))
        source.chmod(0o600)
        assert package(tmp_path / "second.zip") == first
    finally:
        source.chmod(state.st_mode)
        os.utime(source, ns=(state.st_atime_ns, state.st_mtime_ns))
    with zipfile.ZipFile(tmp_path / "first.zip") as file:
        entries = file.infolist()
    assert len({entry.date_time for entry in entries}) == 1
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert "scarp/metadata.txt" in file.namelist()


def test_the_time_may_be_given(tmp_path):
    package(tmp_path / "then.zip", SOURCE_DATE_EPOCH="1600000000")
    with zipfile.ZipFile(tmp_path / "then.zip") as file:
        assert {entry.date_time for entry in file.infolist()} == {(2020, 9, 13, 12, 26, 40)}


def test_all_that_it_imports_is_in_it(tmp_path):
    """Every module of the package that another one names."""
    package(tmp_path / "scarp.zip")
    with zipfile.ZipFile(tmp_path / "scarp.zip") as file:
        file.extractall(tmp_path)
    root = tmp_path / "scarp"
    missing = []
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level:
                folder = path.parents[node.level - 1]
                parts = node.module.split(".") if node.module else []
                found = folder.joinpath(*parts)
                if not found.is_dir() and not found.with_suffix(".py").is_file():
                    missing.append(f"{path.relative_to(root)}: {node.module}")
    assert not missing
