"""Output files appear whole or not at all."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from scarp.core import files
from scarp.core.files import ResultKept, check_writable, remove_leftovers, staged, warn_of_space
from scarp.core.messages import ScarpError

PACKAGE = Path(files.__file__).resolve().parents[1]


def _contents(folder):
    return {entry.name: entry.read_text() for entry in folder.iterdir() if entry.is_file()}


def test_appears_at_the_end_only(tmp_path):
    final = tmp_path / "new folder" / "map [1].tif"
    with staged(final) as path:
        assert path.parent.parent == final.parent and path.name == final.name
        path.write_text("half")
        assert not final.exists()
        path.write_text("whole")
    assert _contents(final.parent) == {"map [1].tif": "whole"}


def test_old_file_stays_until_the_end(tmp_path):
    final = tmp_path / "a.b.tif"
    final.write_text("old")
    with staged(str(final)) as path:
        path.write_text("new")
        assert final.read_text() == "old"
    assert _contents(tmp_path) == {"a.b.tif": "new"}


def test_error_keeps_the_old_file_and_its_sidecars(tmp_path):
    old = {"map.tif": "old", "map.tif.aux.xml": "old statistics", "map.tif.ovr": "old overviews"}
    for name, text in old.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(ZeroDivisionError), staged(tmp_path / "map.tif") as path:
        path.write_text("half")
        path.with_name(path.name + ".aux.xml").write_text("half")
        raise ZeroDivisionError
    assert _contents(tmp_path) == old


def test_error_leaves_no_new_file(tmp_path):
    with pytest.raises(KeyboardInterrupt), staged(tmp_path / "map.tif") as path:
        path.write_text("half")
        raise KeyboardInterrupt
    assert _contents(tmp_path) == {}


def test_sidecars_move_and_stale_ones_go(tmp_path):
    for suffix in ("", ".aux.xml", ".ovr", ".msk"):
        (tmp_path / f"map.tif{suffix}").write_text("old")
    with staged(tmp_path / "map.tif") as path:
        path.write_text("new")
        path.with_name(path.name + ".aux.xml").write_text("new statistics")
        path.with_suffix(".tfw").write_text("new world file")
    assert _contents(tmp_path) == {
        "map.tif": "new",
        "map.tif.aux.xml": "new statistics",
        "map.tfw": "new world file",
    }


def test_neighbours_are_left_alone(tmp_path):
    neighbours = dict.fromkeys(["map_label.tif", "map2.tif", "map2.tif.ovr", "map.gpkg"], "mine")
    for name, text in neighbours.items():
        (tmp_path / name).write_text(text)
    with staged(tmp_path / "map.tif") as path:
        path.write_text("new")
    assert _contents(tmp_path) == neighbours | {"map.tif": "new"}


def test_two_at_once_do_not_disturb_each_other(tmp_path):
    with staged(tmp_path / "map.tif") as outer:
        with staged(tmp_path / "map_label.tif") as inner:
            inner.write_text("inner")
        outer.write_text("outer")
        assert _contents(tmp_path).keys() == {"map_label.tif"}
    assert _contents(tmp_path) == {"map_label.tif": "inner", "map.tif": "outer"}


@pytest.mark.parametrize("check", [check_writable, lambda path: staged(path).__enter__()])
def test_a_folder_in_its_place_is_said_at_the_start(tmp_path, check):
    (tmp_path / "map.tif").mkdir()
    with pytest.raises(ScarpError, match=r"map\.tif is a folder: choose another name\."):
        check(tmp_path / "map.tif")
    assert [entry.name for entry in tmp_path.iterdir()] == ["map.tif"]


def test_a_result_that_cannot_take_its_place_is_kept(tmp_path):
    """What stands there has become one that no file can replace, while the result was made."""
    final = tmp_path / "map.shp"
    with pytest.raises(ResultKept, match=r"map\.shp cannot be replaced \(.+\): is it") as caught:
        with staged(final) as path:
            path.write_text("new")
            path.with_suffix(".dbf").write_text("new table")
            (tmp_path / "map.shp").mkdir()
            (tmp_path / "map.shp" / "in the way").touch()
            (tmp_path / "map.dbf").write_text("old table")
    kept = Path(caught.value.values["kept"])
    assert kept.name == "map.shp" and kept.parent.name.startswith("map new ")
    assert _contents(kept.parent) == {"map.shp": "new", "map.dbf": "new table"}
    # Nothing of the old set is replaced where one part of it cannot be.
    assert (tmp_path / "map.dbf").read_text() == "old table"
    assert {entry.name for entry in tmp_path.iterdir()} == {
        "map.dbf",
        kept.parent.name,
        "map.shp",
    }


def test_one_result_that_is_kept_costs_no_other(tmp_path):
    with pytest.raises(ResultKept, match=r"inner\.tif"), staged(tmp_path / "outer.tif") as outer:
        outer.write_text("outer")
        with staged(tmp_path / "inner.tif") as inner:
            inner.write_text("inner")
            (tmp_path / "inner.tif" / "in the way").mkdir(parents=True)
    assert _contents(tmp_path) == {"outer.tif": "outer"}


def test_all_parts_of_a_shapefile_go(tmp_path):
    """A spatial index of the old one would hide the new one's features."""
    suffixes = ("shp", "shx", "dbf", "prj", "cpg", "qix", "sbn", "shp.xml")
    for suffix in suffixes:
        (tmp_path / f"map.{suffix}").write_text("old")
    (tmp_path / "map.qml").write_text("a style, which is the user's")
    with staged(tmp_path / "map.shp") as path:
        for suffix in ("shp", "shx", "dbf"):
            path.with_suffix(f".{suffix}").write_text("new")
        assert len(_contents(tmp_path)) == len(suffixes) + 1
    assert _contents(tmp_path) == {
        **dict.fromkeys(("map.shp", "map.shx", "map.dbf"), "new"),
        "map.qml": "a style, which is the user's",
    }


@pytest.mark.parametrize("when", ["at the start", "at the end"])
def test_a_database_with_unwritten_changes_stays(tmp_path, when):
    path = tmp_path / "map.gpkg"
    other = sqlite3.connect(path, isolation_level=None)

    def change():
        other.execute("pragma journal_mode=wal")
        other.execute("create table edits (text)")
        assert (tmp_path / "map.gpkg-wal").stat().st_size

    if when == "at the start":
        change()
        with pytest.raises(ScarpError, match=r"map\.gpkg is open in another program, which has"):
            check_writable(path)
        with pytest.raises(ScarpError, match=r"close it there, or choose another output\."):
            with staged(path):
                pytest.fail("The block must not run.")
    else:
        with pytest.raises(ResultKept, match=os.strerror(errno.EBUSY)) as caught:
            with staged(path) as new:
                new.write_text("new")
                change()
        assert Path(caught.value.values["kept"]).read_text() == "new"
    assert other.execute("pragma integrity_check").fetchall() == [("ok",)]
    other.close()
    reopened = sqlite3.connect(path)
    assert reopened.execute("select name from sqlite_master").fetchall() == [("edits",)]
    reopened.close()


def test_an_idle_log_of_a_database_goes_with_it(tmp_path):
    """QGIS keeps one of no bytes while a layer is loaded."""
    for suffix in ("", "-wal", "-shm"):
        (tmp_path / f"map.gpkg{suffix}").write_text("" if suffix == "-wal" else "old")
    with staged(tmp_path / "map.gpkg") as path:
        path.write_text("new")
    assert _contents(tmp_path) == {"map.gpkg": "new"}


@pytest.mark.parametrize("letters", ["x" * 230, "崩壊地" * 25])
def test_long_names(tmp_path, letters):
    with staged(tmp_path / f"{letters}.tif") as path:
        path.write_text("new")
    assert _contents(tmp_path) == {f"{letters}.tif": "new"}


_STAGES = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location(
    "scarp", sys.argv[1] + "/__init__.py", submodule_search_locations=[sys.argv[1]]
)
sys.modules["scarp"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["scarp"])
from scarp.core.files import staged
with staged(sys.argv[2]) as path:
    path.write_text("half")
    print("staged", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_leftovers_of_the_dead_go_and_those_of_the_living_stay(tmp_path):
    final = tmp_path / "map.tif"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _STAGES, str(PACKAGE), str(final)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    assert [process.stdout.readline() for process in processes] == ["staged\n"] * 2
    (tmp_path / ".scarp-12-ab-map.tif").write_text("half, of an earlier version")
    assert len(list(tmp_path.glob(".scarp-*"))) == 3
    processes[0].send_signal(signal.SIGKILL)
    processes[0].wait()
    remove_leftovers(tmp_path)
    assert len(list(tmp_path.glob(".scarp-*/map.tif"))) == 1
    processes[1].communicate()
    assert _contents(tmp_path) == {"map.tif": "half"}
    remove_leftovers(tmp_path / "nowhere")
    for process in processes:
        process.stdin.close()
        process.stdout.close()


def test_own_files_that_are_being_written_are_no_leftovers(tmp_path):
    with staged(tmp_path / "map.tif") as path:
        path.write_text("whole")
        remove_leftovers(tmp_path)
    assert _contents(tmp_path) == {"map.tif": "whole"}


def test_what_was_being_moved_into_place_is_put_back(tmp_path):
    leftover = tmp_path / ".scarp-abcd"
    (leftover / "old").mkdir(parents=True)
    (leftover / "old" / "map.shp").write_text("old")
    (leftover / "lock").touch()
    remove_leftovers(tmp_path)
    assert _contents(tmp_path) == {"map.shp": "old"} and not leftover.exists()


def test_writable_folder_is_made_and_left_empty(tmp_path):
    check_writable(tmp_path / "one" / "two" / "map.tif")
    assert list((tmp_path / "one" / "two").iterdir()) == []


@pytest.mark.parametrize("below", ["map.tif", "folder/map.tif"])
def test_unwritable_folder_is_said(tmp_path, below):
    (tmp_path / "file").write_text("not a folder")
    path = tmp_path / "file" / below
    sentence = r"Nothing can be written into the folder .*file.* \(.+\): choose another one\."
    with pytest.raises(ScarpError, match=sentence) as caught:
        check_writable(path)
    assert caught.value.values["folder"] == str(path.parent)
    with pytest.raises(ScarpError, match=sentence), staged(path):
        pytest.fail("The block must not run.")


def test_a_disk_that_may_become_full_is_told(tmp_path, said):
    """Refused is nothing: how far a file will be compressed is not known."""
    warn_of_space(tmp_path / "small.tif", 1e3, said)
    assert said.sentences == []
    warn_of_space(tmp_path / "new" / "large.tif", 1e18, said)
    (sentence,) = said.sentences
    assert "large.tif may take up to 1000000000.0 GB, and its disk has " in sentence
