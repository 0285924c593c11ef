"""What nodes of a cluster classify is what one process does, byte for byte."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from helpers.rasters import GRID, box, read_raster, write_polygons
from osgeo import gdal
from scarp.core.cam.cam import Cam
from scarp.core.messages import ScarpError, no_progress
from scarp.runtime import jobs
from scarp.runtime.jobs.cluster import connection

SETTINGS = {"precision": "float32", "device": "CPU", "tile_size": 256, "adapt": 0.0}


def classified(tmp_path, image, model, cluster, told=no_progress, **options) -> np.ndarray:
    output = str(tmp_path / f"{'many' if cluster else 'one'}.tif")
    settings = {**SETTINGS, **options.pop("settings", {})}
    jobs.classify(
        told,
        image=image,
        model=model,
        output=output,
        settings=settings,
        cluster=cluster,
        **options,
    )
    return read_raster(output)


@pytest.mark.parametrize("case", ["whole", "mask", "resampled", "flips"])
def test_as_one_process(case, tmp_path, image, model, cluster):
    options: dict = {"settings": {"pixel_size": 0.0}}
    if case == "mask":
        path = write_polygons(tmp_path / "mask.gpkg", [box(120.5, 90, 203, 250)])
        options["mask"] = {"path": path}
        x, _, _, y, _, _ = GRID
        step = GRID[1]
        options["extent"] = [x + 7 * step, y - 400 * step, x + 350 * step, y - 11 * step]
    if case == "resampled":
        options["settings"] = {"pixel_size": 1.3 * GRID[1]}
    spreads = []
    if case == "flips":
        options["settings"] |= {"augment": True}
    found = []
    for place in ("", cluster):
        if case == "flips":
            spreads.append(str(tmp_path / f"spread {bool(place)}.tif"))
            options["spread"] = spreads[-1]
        found.append(classified(tmp_path, image, model, place, **options))
    one, many = found
    assert one.dtype == np.float32 and np.array_equal(one, many)
    assert 0.01 < (one >= 0).mean() < 1
    if spreads:
        assert np.array_equal(*map(read_raster, spreads))
    with Cam(str(tmp_path / "one.tif")) as a, Cam(str(tmp_path / "many.tif")) as b:
        assert a.description == b.description
    left = [path.name for path in tmp_path.iterdir() if "blocks" in path.name]
    assert not left


def test_going_on_from_what_is_there(tmp_path, image, model, cluster):
    """A job that was cancelled leaves its blocks, and they are not computed again."""

    class Cancelled(Exception):
        pass

    def cancel(fraction, message="", **values):
        if fraction and fraction >= 0.3:
            raise Cancelled

    options = {"settings": {"pixel_size": 0.0}}
    with pytest.raises(Cancelled):
        classified(tmp_path, image, model, cluster, cancel, **options)
    (folder,) = tmp_path.glob("many-blocks-*")
    there = sorted(path for path in folder.glob("*.tif"))
    assert there and not (tmp_path / "many.tif").exists()
    row, col, height, width = map(int, there[0].stem.split("_"))
    dataset = gdal.Open(str(there[0]), gdal.GA_Update)
    dataset.GetRasterBand(1).WriteArray(np.full((height, width), 0.125, np.float32))
    del dataset
    said = []
    many = classified(
        tmp_path, image, model, cluster, lambda _f, m="", **v: said.append(m.format(**v)), **options
    )
    assert (many[0, row : row + height, col : col + width] == 0.125).all()
    assert any("blocks of an earlier run are there" in one for one in said)
    assert any("Missing: nothing" in one for one in said)
    assert not folder.exists()


def test_what_nodes_cannot_reach(tmp_path, image, model, cluster, monkeypatch):
    monkeypatch.setattr(connection, "_PATIENCE", 3.0)
    bad = str(tmp_path / "gone.tif")
    Path(bad).write_bytes(Path(image).read_bytes()[:3000])
    with pytest.raises(ScarpError):
        classified(tmp_path, bad, model, cluster)
    assert not (tmp_path / "many.tif").exists()
    with pytest.raises(ScarpError, match="There is no Dask scheduler at tcp"):
        classified(tmp_path, image, model, "tcp://127.0.0.1:9")
    with pytest.raises(ScarpError, match="There is no scheduler file"):
        classified(tmp_path, image, model, str(tmp_path / "none.json"))
