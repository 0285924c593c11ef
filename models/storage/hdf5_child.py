"""Reads an HDF5 file of unknown origin, as a process of its own that may crash or never end.

Started as a script by `hdf5_file`, with the path and the seconds after which it ends itself with
the exit code 1. Each line of standard input is a request in JSON, and is answered by a line of
JSON on standard output, which is followed by the bytes of arrays where these are asked for.
Only what lies in the file itself is read, and no more than it holds.
"""

from __future__ import annotations

import faulthandler
import json
import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import h5py
import numpy as np

#: Filters that h5py itself has, of which none can load a library.
_FILTERS = {
    h5py.h5z.FILTER_DEFLATE,
    h5py.h5z.FILTER_SHUFFLE,
    h5py.h5z.FILTER_FLETCHER32,
    h5py.h5z.FILTER_LZF,
}
_LAYOUTS = {h5py.h5d.COMPACT, h5py.h5d.CONTIGUOUS, h5py.h5d.CHUNKED}
#: How many times as large as what is stored arrays may be together, for weights compress little,
#: and the bytes that they may have whatever is stored.
_MOST_GAIN = 8
_ALWAYS_ALLOWED = 1 << 20
_LONGEST_TEXT = 1 << 26
#: Bytes of memory that the HDF5 library itself may need.
_OWN_MEMORY = 1 << 28


class Refused(Exception):
    """What is not read: an object of the file, and why.

    Args:
        problem: "missing", "damaged" or "elsewhere" (it is to be read from another file).
        name: The object.
    """

    def __init__(self, problem: str, name: str):
        super().__init__(f"{name} is {problem}")
        self.answer = {"problem": problem, "name": name}


def serve(path: str, requests: Iterable[bytes], answers: IO[bytes]) -> None:
    """Opens a file and answers requests for what it holds.

    Args:
        path: The file.
        requests: A binary stream of lines.
        answers: A binary stream.
    """
    found = Path(path).stat()
    if not stat.S_ISREG(found.st_mode):
        raise Refused("damaged", path)
    _limit_memory(2 * found.st_size)
    with h5py.File(path, "r") as file:
        for line in requests:
            request = json.loads(line)
            if "attributes" in request:
                _answer(answers, {"attributes": read_attributes(file, request["attributes"])})
                continue
            datasets = find_datasets(file, request["group"], request["shapes"])
            _limit_memory(4 * sum(map(_bytes_to_read, datasets)))
            _answer(answers, {"dtypes": [dataset.dtype.str for dataset in datasets]})
            for dataset in datasets:
                array = np.empty(dataset.shape, dataset.dtype)
                if array.size:
                    dataset.read_direct(array)
                answers.write(array.tobytes())
                answers.flush()


def _answer(answers: IO[bytes], values: dict) -> None:
    answers.write(json.dumps(values).encode() + b"\n")
    answers.flush()


def _limit_memory(size: int) -> None:
    """Lets this process take so many bytes more, where the system can hold it to that.

    What is compressed can be made to unfold to a thousand times as much as a dataset says.
    """
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return
    most = pages * resource.getpagesize() + size + _OWN_MEMORY
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def read_attributes(file: h5py.File, names: list[str]) -> dict[str, str | int]:
    """Those of some attributes of a file that are there: each a text or a whole number.

    Raises:
        Refused: if one is of another kind.
    """
    found = {}
    for name in names:
        if name not in file.attrs:
            continue
        attribute = file.attrs.get_id(name)
        is_text = h5py.check_string_dtype(attribute.dtype) is not None
        if (
            attribute.shape != ()
            or attribute.get_storage_size() > _LONGEST_TEXT
            or not (is_text or attribute.dtype.kind in "iu")
        ):
            raise Refused("damaged", name)
        value = file.attrs[name]
        value = value.decode() if isinstance(value, bytes) else value
        found[name] = str(value) if is_text else int(value)
    return found


def find_datasets(file: h5py.File, group: str, shapes: dict[str, list[int]]) -> list[h5py.Dataset]:
    """The datasets of numbers in a group that have the names and shapes expected.

    Raises:
        Refused: if one is missing, of another shape, not stored in the file itself, or said to be
            far larger than what is stored of it.
    """
    if not shapes:
        return []
    datasets = [_dataset(file, f"{group}/{name}", tuple(shapes[name])) for name in shapes]
    # One may be there under several names.
    places = {h5py.h5o.get_info(dataset.id).addr: dataset for dataset in datasets}
    stored = sum(dataset.id.get_storage_size() for dataset in places.values())
    if stored > Path(file.filename).stat().st_size:
        raise Refused("damaged", group)
    if sum(map(_bytes_to_read, datasets)) > _MOST_GAIN * stored + _ALWAYS_ALLOWED:
        raise Refused("damaged", group)
    return datasets


def _dataset(file: h5py.File, path: str, shape: tuple[int, ...]) -> h5py.Dataset:
    found = file
    for part in path.split("/"):
        link = found.get(part, getlink=True) if isinstance(found, h5py.Group) else None
        if link is None:
            raise Refused("missing", path)
        # Soft links lead nowhere else in the file that is read, but nothing writes them either.
        if not isinstance(link, h5py.HardLink):
            raise Refused("elsewhere", path)
        found = found[part]
    if not isinstance(found, h5py.Dataset):
        raise Refused("missing", path)
    settings = found.id.get_create_plist()
    if found.external or settings.get_layout() == h5py.h5d.VIRTUAL:
        raise Refused("elsewhere", path)
    if found.shape != shape:
        raise Refused("missing", path)
    filters = {settings.get_filter(number)[0] for number in range(settings.get_nfilters())}
    if (
        found.dtype.kind not in "fiub"
        or settings.get_layout() not in _LAYOUTS
        or not filters <= _FILTERS
        or (found.size and not found.id.get_storage_size())
    ):
        raise Refused("damaged", path)
    return found


def _bytes_to_read(dataset: h5py.Dataset) -> int:
    """Bytes that reading a dataset takes: whole chunks, which may be larger than it."""
    size = dataset.dtype.itemsize
    for side, chunk in zip(dataset.shape, dataset.chunks or dataset.shape):
        size *= -(-side // chunk) * chunk if chunk else 0
    return size


if __name__ == "__main__":
    # In a thread of C: the HDF5 library does not come back to Python while it loops.
    faulthandler.dump_traceback_later(float(sys.argv[2]), exit=True)
    # The real standard output is for the answers alone.
    own_answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        serve(sys.argv[1], sys.stdin.buffer, own_answers)
    except Refused as refused:
        _answer(own_answers, refused.answer)
    # Damaged files make h5py raise anything.
    except Exception as error:
        _answer(own_answers, {"problem": "damaged", "name": f"{type(error).__name__}: {error}"})
