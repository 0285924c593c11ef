"""Image, blocks and result on object storage, with a real server of it on this machine."""

from __future__ import annotations

import pickle
import subprocess
import sys

import numpy as np
import pytest
from helpers.dask import SETTINGS, Programs
from helpers.rasters import read_raster, write_raster
from osgeo import gdal
from scarp.runtime.client import Worker

pytestmark = pytest.mark.slow
SECRET = "planted-secret-3b1f9c"
PORT = 5005
ACCESS = {
    "AWS_ACCESS_KEY_ID": "planted-key-77ae",
    "AWS_SECRET_ACCESS_KEY": SECRET,
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_S3_ENDPOINT": f"127.0.0.1:{PORT}",
    "AWS_HTTPS": "NO",
    "AWS_VIRTUAL_HOSTING": "FALSE",
}


@pytest.fixture
def storage(monkeypatch, tmp_path):
    """A server with the bucket “maps”; this process and its children have access to it."""
    boto3 = pytest.importorskip("boto3")
    for name, value in ACCESS.items():
        monkeypatch.setenv(name, value)
    command = [sys.executable, "-m", "moto.server", "-p", str(PORT)]
    with open(tmp_path / "moto.log", "wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
        client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{PORT}")

        def is_there() -> bool:
            try:
                client.create_bucket(Bucket="maps")
            except Exception:  # Not yet.
                return False
            return True

        Programs.wait(is_there)
        yield client
        server.kill()
        server.wait()


def test_all_of_it_on_object_storage(storage, model, tmp_path):
    values = np.random.default_rng(0).integers(1, 200, (2, 700, 600)).astype(np.uint8)
    local = write_raster(tmp_path / "scene.tif", values, names=("red", "nir"))
    storage.upload_file(local, "maps", "in/scene.tif")
    arguments = {"model": model, "settings": SETTINGS}
    one = str(tmp_path / "one.tif")
    Worker(sys.executable).run(
        "classify", {**arguments, "image": local, "output": one}, lambda *_, **__: None
    )
    said: list[str] = []

    def tell(_fraction, message="", **values):
        said.append(message.format(**values))

    programs = Programs(tmp_path, environment={"DASK_LOGGING__DISTRIBUTED": "debug"})
    try:
        where = {"image": "/vsis3/maps/in/scene.tif", "output": "/vsis3/maps/out/cam.tif"}
        Worker(sys.executable, log_file=tmp_path / "job.log").run(
            "classify", {**arguments, **where, "cluster": programs.file}, tell, said.append
        )
    finally:
        programs.end()
    names = [one["Key"] for one in storage.list_objects_v2(Bucket="maps")["Contents"]]
    assert sorted(names) == ["in/scene.tif", "out/cam.tif"]
    storage.download_file("maps", "out/cam.tif", str(tmp_path / "many.tif"))
    assert np.array_equal(read_raster(one), read_raster(str(tmp_path / "many.tif")))
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert tmp_path / "dask.log" in written and tmp_path / "job.log" in written
    for text in (SECRET, ACCESS["AWS_ACCESS_KEY_ID"]):
        assert not any(text in line for line in said)
        holders = [path.name for path in written if text.encode() in path.read_bytes()]
        # The server's own log names the key that it is asked with.
        assert not {name for name in holders if name != "moto.log"}
        info = gdal.Info(str(tmp_path / "many.tif"), format="json")
        assert text.encode() not in pickle.dumps(info)
