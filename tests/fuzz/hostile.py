"""Model files that somebody has made to do harm, each from a whole one."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path

import h5py
import numpy as np

#: What lies in another file, as bytes and as the number that they are taken for.
SECRET = 1234.5
_KERNEL = "weights/down1_conv1/kernel"
_WIDE = 512


def write_secret(path: Path) -> None:
    """A file outside the model, whose numbers must not be found in what was loaded."""
    np.full(100_000, SECRET, np.float32).tofile(path)
    with h5py.File(path.with_suffix(".h5"), "w") as file:
        file["kernel"] = np.full((3, 3, 2, 1), SECRET, np.float32)


def _replace(path: Path, make) -> None:
    with h5py.File(path, "a") as file:
        shape = file[_KERNEL].shape
        del file[_KERNEL]
        make(file, shape)


def external_storage(path: Path, secret: Path) -> None:
    _replace(
        path,
        lambda file, shape: file.create_dataset(
            _KERNEL, shape, np.float32, external=[(str(secret), 0, h5py.h5f.UNLIMITED)]
        ),
    )


def external_link(path: Path, secret: Path) -> None:
    other = str(secret.with_suffix(".h5"))
    _replace(path, lambda file, _: file.__setitem__(_KERNEL, h5py.ExternalLink(other, "kernel")))


def external_link_to_a_group(path: Path, secret: Path) -> None:
    with h5py.File(path, "a") as file:
        del file["weights/down1_conv1"]
        file["weights/down1_conv1"] = h5py.ExternalLink(str(secret.with_suffix(".h5")), "/")


def soft_link(path: Path, secret: Path) -> None:
    def make(file, shape):
        file["elsewhere"] = np.full(shape, SECRET, np.float32)
        file[_KERNEL] = h5py.SoftLink("/elsewhere")

    _replace(path, make)


def virtual(path: Path, secret: Path) -> None:
    def make(file, shape):
        layout = h5py.VirtualLayout(shape, np.float32)
        layout[...] = h5py.VirtualSource(str(secret.with_suffix(".h5")), "kernel", shape)
        file.create_virtual_dataset(_KERNEL, layout)

    _replace(path, make)


def never_written(path: Path, secret: Path) -> None:
    _replace(path, lambda file, shape: file.create_dataset(_KERNEL, shape, np.float32))


def huge_and_never_written(path: Path, secret: Path) -> None:
    _replace(path, lambda file, _: file.create_dataset(_KERNEL, (1 << 29,), np.float32))


def _make_wide(path: Path, write) -> None:
    """As wide as a network may be: its weights take 8 GB."""
    with h5py.File(path, "a") as file:
        network = json.loads(file.attrs["network"]) | {"width": _WIDE}
        file.attrs["network"] = json.dumps(network)
        if write is None:
            return
        for name, shape in _shapes_of(network).items():
            if f"weights/{name}" in file:
                del file[f"weights/{name}"]
            write(file, f"weights/{name}", shape)


def _shapes_of(network: dict):
    from scarp.models.networks.weight_shapes import weight_shapes
    from scarp.models.settings import NetworkSettings

    return weight_shapes(NetworkSettings(**{**network, "classes": tuple(network["classes"])}))


def wide_by_name(path: Path, secret: Path) -> None:
    _make_wide(path, None)


def wide_and_never_written(path: Path, secret: Path) -> None:
    _make_wide(path, lambda file, name, shape: file.create_dataset(name, shape, np.float32))


def wide_and_compressed(path: Path, secret: Path) -> None:
    """A file of some megabytes that unfolds to 8 GB; one row of chunks is really there."""

    def write(file, name, shape):
        dataset = file.create_dataset(
            name, shape, np.float32, chunks=shape, compression="gzip", compression_opts=1
        )
        if np.prod(shape) < 1 << 27:
            dataset[...] = 0

    _make_wide(path, write)


def bomb_in_a_small_chunk(path: Path, secret: Path) -> None:
    """A compressed chunk that unfolds to two gigabytes, though it is said to hold one megabyte."""
    _replace(path, lambda file, shape: _chunk_of_zeros(file, shape, 1 << 14))


def chunk_larger_than_its_array(path: Path, secret: Path) -> None:
    """Reading 18 numbers takes a chunk of two gigabytes."""
    _replace(path, lambda file, shape: _chunk_of_zeros(file, shape, 1 << 25))


def _chunk_of_zeros(file: h5py.File, shape: tuple[int, ...], length: int) -> None:
    dataset = file.create_dataset(
        _KERNEL,
        shape,
        np.float32,
        maxshape=(*shape[:-1], None),
        chunks=(*shape[:-1], length),
        compression="gzip",
    )
    packer = zlib.compressobj(1)
    packed = [packer.compress(bytes(1 << 24)) for _ in range(144)]
    dataset.id.write_direct_chunk((0,) * len(shape), b"".join(packed) + packer.flush())


def one_array_under_all_names(path: Path, secret: Path) -> None:
    with h5py.File(path, "a") as file:
        first = file["weights/down1_conv2/bias"]
        for level in range(2, 6):
            del file[f"weights/down{level}_conv1/bias"]
            file[f"weights/down{level}_conv1/bias"] = first


def text_for_numbers(path: Path, secret: Path) -> None:
    def make(file, shape):
        file.create_dataset(_KERNEL, shape, h5py.string_dtype())[...] = "1"

    _replace(path, make)


def references_for_numbers(path: Path, secret: Path) -> None:
    def make(file, shape):
        file.create_dataset(_KERNEL, shape, h5py.ref_dtype)[...] = file.ref

    _replace(path, make)


def a_group_for_an_array(path: Path, secret: Path) -> None:
    _replace(path, lambda file, _: file.create_group(_KERNEL))


def a_circle_of_groups(path: Path, secret: Path) -> None:
    with h5py.File(path, "a") as file:
        del file["weights/down1_conv1"]
        file["weights/down1_conv1"] = file["weights"]


def no_numbers(path: Path, secret: Path) -> None:
    _replace(
        path, lambda file, shape: file.__setitem__(_KERNEL, np.full(shape, np.nan, np.float32))
    )


def a_changed_weight(path: Path, secret: Path) -> None:
    """One bit of one weight: still a number."""
    with h5py.File(path) as file:
        chunk = file["weights/down5_conv2/kernel"].id.get_chunk_info(0)
    with open(path, "r+b") as file:
        file.seek(chunk.byte_offset + 400)
        byte = file.read(1)
        file.seek(chunk.byte_offset + 400)
        file.write(bytes([byte[0] ^ 1]))


def a_pipe(path: Path, secret: Path) -> None:
    path.unlink()
    os.mkfifo(path)


#: All of them.
HOSTILE = (
    external_storage,
    external_link,
    external_link_to_a_group,
    soft_link,
    virtual,
    never_written,
    huge_and_never_written,
    wide_by_name,
    wide_and_never_written,
    wide_and_compressed,
    bomb_in_a_small_chunk,
    chunk_larger_than_its_array,
    one_array_under_all_names,
    text_for_numbers,
    references_for_numbers,
    a_group_for_an_array,
    a_circle_of_groups,
    no_numbers,
    a_changed_weight,
    a_pipe,
)

_CALIBRATION = {
    "coefficients": [0] * 5,
    "covariance": [[0] * 5] * 5,
    **{name: [1] * 4 for name in ("centre", "scale", "low", "high")},
    **{"objects": 50, "landslides": 25, "error": 0.1, "error_before": 0.2, "bins": []},
}
_NETWORK = {"network": "ENVINet5", "bands": 2, "patch_size": 204, "classes": ["a"], "width": 1}
#: Attributes that no model has, by name, each with its values in JSON.
ATTRIBUTES = {
    "calibration": [
        *(json.dumps(value) for value in ({}, [1], "x", 1, True)),
        *(json.dumps(_CALIBRATION | {"coefficients": value}) for value in ([1], 1, ["a"] * 5)),
        *(json.dumps(_CALIBRATION | {"scale": [value] * 4}) for value in (0, -1, float("nan"))),
        json.dumps(_CALIBRATION | {"low": [2] * 4, "high": [1] * 4}),
        *(json.dumps(_CALIBRATION | {"bins": value}) for value in ([1], [[1, 2]], None)),
        *(json.dumps(_CALIBRATION | {"objects": value}) for value in (None, [1], "many")),
    ],
    "network": [
        *(json.dumps(_NETWORK | {"bands": value}) for value in (0, -1, 65, 2.5, "2", None, True)),
        *(json.dumps(_NETWORK | {"width": value}) for value in (0, 513, 1e9, [1], 10**400)),
        *(json.dumps(_NETWORK | {"patch_size": value}) for value in (0, -188, 10**9, "204")),
        *(
            json.dumps(_NETWORK | {"classes": value})
            for value in ([], "ab", ["a", "a"], [1], [""], ["a"] * 255, [["a"]], None, ["\ud800"])
        ),
        json.dumps(_NETWORK | {"network": "../networks/envinet5"}),
        json.dumps(_NETWORK | {"network": ["ENVINet5"]}),
        json.dumps(_NETWORK | {"norm": "none"}),
        json.dumps(_NETWORK | {"seed": "x"}),
        json.dumps(_NETWORK | {"unknown": 1}),
        *("[]", "null", "1", "{", "", "[" * 100_000),
    ],
    "band_names": ['"red"', "[1, 2]", '["red"]', '["red", "red", "red"]', "{}", "null"],
    "pixel_size": ["-1", "NaN", "Infinity", '"10"', "[]", "null", "1" + "0" * 4000],
    "pixel_sizes": ["[1]", "[3, 1]", "[0, 1]", "[1, NaN]", '["1", "2"]', "{}", "null", "3"],
    "normalisation": [
        '{"centre": [1], "scale": [1]}',
        '{"centre": [1, 1], "scale": [1, 0]}',
        '{"centre": [1, 1], "scale": [1, -1]}',
        '{"centre": [1, NaN], "scale": [1, 1]}',
        '{"centre": [1, 1], "scale": [1, Infinity]}',
        '{"centre": ["1", 1], "scale": [1, 1]}',
        '{"centre": 1, "scale": 1}',
        '{"centre": [1, 1]}',
        "[]" + " " * 10 + "1",
        "true",
    ],
    "training": ["[]", '{"epochs": {"a": 1}}', "1"],
    "history": ["[]", '{"loss": 1}', '{"loss": ["1"]}', '{"loss": [null]}', "null"],
    "best_epoch": ["-1", "3", "1.5", '"1"', "null", "[1]"],
    "threshold": ["-0.1", "1.1", "NaN", '"0.5"', "[]", "true"],
    "software": ["[]", '{"keras": 3}', "null"],
    "inputs": ["[]", '{"a.tif": [1]}', "null"],
}
