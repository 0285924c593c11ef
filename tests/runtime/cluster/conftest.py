"""A Dask cluster of two processes on this machine, reached by its scheduler file."""

from __future__ import annotations

import dataclasses
import json
import logging

import numpy as np
import pytest
from distributed import LocalCluster
from helpers.rasters import write_raster
from scarp.models.data.normalisation import Normalisation
from scarp.models.model_file import save_model
from scarp.models.settings import NetworkSettings
from scarp.models.training.new_model import initialize_model

ROWS, COLS = 420, 380


@pytest.fixture(scope="session")
def cluster(tmp_path_factory) -> str:
    """The path of the scheduler file."""
    folder = tmp_path_factory.mktemp("dask")
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        local_directory=str(folder),
        dashboard_address=":0",
        silence_logs=logging.ERROR,
        env={"TF_NUM_INTRAOP_THREADS": "1", "OMP_NUM_THREADS": "1"},
    ) as started:
        path = folder / "scheduler.json"
        started.scheduler.scheduler_file = str(path)
        path.write_text(json.dumps(started.scheduler.identity()), encoding="utf-8")
        yield str(path)


@pytest.fixture(scope="session")
def model(tmp_path_factory) -> str:
    """A model that normalises each image by its own values, taken for a trained one."""
    made = initialize_model(
        NetworkSettings(network="UNet", bands=2, patch_size=128, width=2, seed=3)
    )
    values = Normalisation((60.0, 60.0), (10.0, 10.0), each_image=True)
    made = dataclasses.replace(made, normalisation=values, band_names=("red", "nir"), threshold=0.5)
    path = tmp_path_factory.mktemp("models") / "model.h5"
    save_model(made, path)
    return str(path)


@pytest.fixture(scope="session")
def image(tmp_path_factory) -> str:
    """An image of four bands, with nodata in a corner."""
    rng = np.random.default_rng(5)
    values = rng.integers(1, 200, (4, ROWS, COLS)).astype(np.uint8)
    values[:, 100:300, 100:250] += 50
    values[:, :90, :70] = 0
    folder = tmp_path_factory.mktemp("画像")
    names = ("blue", "nir", "green", "red")
    return write_raster(folder / "image.tif", values, names=names, nodata=0)
