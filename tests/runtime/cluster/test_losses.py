"""Nodes and schedulers that are killed in the middle."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from helpers.dask import SETTINGS, Programs
from helpers.rasters import read_raster, write_raster
from scarp.core.messages import ScarpError, no_progress
from scarp.runtime.client import Worker

pytestmark = pytest.mark.slow


@pytest.fixture
def scene(tmp_path) -> str:
    values = np.random.default_rng(0).integers(1, 200, (2, 2000, 2000)).astype(np.uint8)
    return write_raster(tmp_path / "scene.tif", values, names=("red", "nir"))


def classified(scene, model, folder, name, cluster, told=no_progress) -> np.ndarray:
    output = str(folder / f"{name}.tif")
    arguments = {"image": scene, "model": model, "output": output, "settings": SETTINGS}
    Worker(sys.executable).run("classify", {**arguments, "cluster": cluster}, told)
    return read_raster(output)


def once(folder: Path, blocks: int, action) -> threading.Thread:
    """Does something as soon as so many blocks are there."""

    def wait() -> None:
        Programs.wait(lambda: len(list(folder.glob("many-blocks-*/*.tif"))) >= blocks)
        action()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread


def test_what_is_killed_is_done_again(scene, model, tmp_path):
    one = classified(scene, model, tmp_path, "one", "")
    programs = Programs(tmp_path)
    try:
        said: list[str] = []

        def tell(_fraction, message="", **values):
            said.append(message.format(**values))

        killer = once(tmp_path, 2, lambda: programs.kill(programs.workers[0]))
        many = classified(scene, model, tmp_path, "many", programs.file, tell)
        killer.join(10)
        assert programs.workers[0].returncode is not None
        assert np.array_equal(one, many)
        (tmp_path / "many.tif").unlink()
        killer = once(tmp_path, 2, lambda: programs.kill(programs.scheduler))
        with pytest.raises(ScarpError, match="scheduler is lost: run the step again"):
            classified(scene, model, tmp_path, "many", programs.file)
        assert not (tmp_path / "many.tif").exists()
    finally:
        programs.end()
    (folder,) = tmp_path.glob("many-blocks-*")
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.tif")}
    assert before
    said.clear()
    programs = Programs(tmp_path)
    try:
        assert np.array_equal(one, classified(scene, model, tmp_path, "many", programs.file, tell))
    finally:
        programs.end()
    assert any("blocks of an earlier run are there" in line for line in said)
    assert not folder.exists()
