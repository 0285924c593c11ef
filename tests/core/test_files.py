"""Output files appear whole or not at all."""

import os

import pytest
from scarp.core.errors import ScarpError
from scarp.core.files import check_writable, remove_leftovers, staged


def _contents(folder):
    return {entry.name: entry.read_text() for entry in folder.iterdir()}


def test_appears_at_the_end_only(tmp_path):
    final = tmp_path / "new folder" / "map [1].tif"
    with staged(final) as path:
        assert path.parent == final.parent and path.suffix == ".tif"
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
    with pytest.raises(ZeroDivisionError):
        with staged(tmp_path / "map.tif") as path:
            path.write_text("half")
            path.with_name(path.name + ".aux.xml").write_text("half")
            raise ZeroDivisionError
    assert _contents(tmp_path) == old


def test_error_leaves_no_new_file(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        with staged(tmp_path / "map.tif") as path:
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
    with staged(tmp_path / "map.vrt") as outer:
        with staged(tmp_path / "map_label.tif") as inner:
            inner.write_text("inner")
        outer.write_text("outer")
        assert _contents(tmp_path).keys() == {"map_label.tif", outer.name}
    assert _contents(tmp_path) == {"map_label.tif": "inner", "map.vrt": "outer"}


def test_what_cannot_be_replaced_is_said(tmp_path):
    (tmp_path / "map.tif").mkdir()
    with pytest.raises(ScarpError, match=r"map\.tif cannot be replaced \(.+\)"):
        with staged(tmp_path / "map.tif") as path:
            path.write_text("new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["map.tif"]


def test_leftovers_go_by_process(tmp_path):
    for name in (".scarp-12-ab-map.tif", ".scarp-12-cd-map.tif.ovr", ".scarp-123-ab-map.tif", "a"):
        (tmp_path / name).write_text("half")
    remove_leftovers(tmp_path, 12)
    assert _contents(tmp_path).keys() == {".scarp-123-ab-map.tif", "a"}
    remove_leftovers(tmp_path / "nowhere", 12)


def test_own_leftovers_bear_the_own_process(tmp_path):
    with staged(tmp_path / "map.tif") as path:
        path.write_text("half")
        remove_leftovers(tmp_path, os.getpid() + 1)
        assert path.exists()
        remove_leftovers(tmp_path, os.getpid())
        assert not path.exists()


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
    with pytest.raises(ScarpError, match=sentence):
        with staged(path):
            pytest.fail("The block must not run.")
