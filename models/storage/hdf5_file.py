"""HDF5 files: written whole, and read, whatever their origin, by a process of its own.

A damaged file can make the HDF5 library crash or loop, and one that somebody has made for that can
point it to other files, or to more memory than there is. So another process reads it, ends itself
where it takes too long, and gives only what is asked for, of the shape that is expected.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, cast

import h5py
import numpy as np

from ...core.files import staged
from ...core.messages import ScarpError, tr

_CHILD = Path(__file__).with_name("hdf5_child.py")
#: Seconds to start and to answer in, and bytes a second that even a slow disk reads.
_PATIENCE = 30.0
_SLOWEST = 2e6
#: The child's exit code then.
_TOO_LATE = 1


class Damaged(Exception):
    """The file is damaged, or no HDF5 file."""


class Unfit(ScarpError):
    """The file is an HDF5 file, but what is asked for cannot be taken from it."""


class StoredFile:
    """An HDF5 file that is read, as `opened` gives it.

    Args:
        path: What to call it in a message.
        child: The process that reads it.
        limit: Seconds after which that ends itself.
    """

    def __init__(self, path: str | Path, child: subprocess.Popen, limit: float):
        self._path = str(path)
        self._limit = limit
        self._child = child
        # Both are pipes, as `opened` starts it.
        self._requests, self._answers = cast("IO[bytes]", child.stdin), cast(Any, child.stdout)

    def attributes(self, names: list[str]) -> dict[str, str | int]:
        """Those of the file's attributes that are there, of the names that are given.

        Raises:
            Damaged: if the file is.
        """
        return self._ask({"attributes": names})["attributes"]

    def arrays(
        self, group: str, shapes: Mapping[str, tuple[int, ...]], dtype: str | None = None
    ) -> dict[str, np.ndarray]:
        """Reads arrays that are stored in the file itself.

        Args:
            group: In which they lie.
            shapes: Those that are expected, by name.
            dtype: The data type that is expected, such as "float32"; None: any of numbers.

        Raises:
            Damaged: if the file is.
            Unfit: if one is missing, of another shape or data type, or not in the file.
        """
        dtypes = [np.dtype(one) for one in self._ask({"group": group, "shapes": shapes})["dtypes"]]
        found = {}
        for (name, shape), one in zip(shapes.items(), dtypes):
            if dtype is not None and one != dtype:
                raise self._missing(name)
            array = np.empty(shape, one)
            if array.size and self._answers.readinto(_bytes_of(array)) != array.nbytes:
                raise self._ended()
            found[name] = array
        return found

    def _ask(self, request: dict) -> dict:
        try:
            self._requests.write(json.dumps(request).encode() + b"\n")
            self._requests.flush()
        except OSError:
            pass  # It has ended; what it said before that tells why, if anything does.
        line = self._answers.readline()
        if not line.endswith(b"\n"):
            raise self._ended()
        answer = json.loads(line)
        if answer.get("problem") == "missing":
            raise self._missing(answer["name"].partition("/")[2])
        if answer.get("problem") == "elsewhere":
            raise Unfit(
                tr("{path} is refused: “{name}” is to be read from elsewhere, not from this file."),
                path=self._path,
                name=answer["name"],
            )
        if "problem" in answer:
            raise Damaged(f"{self._path}: {answer['name']}")
        return answer

    def _ended(self) -> Exception:
        """Why the child has ended in the middle of an answer."""
        if self._child.wait() != _TOO_LATE:
            return Damaged(self._path)
        return Unfit(
            tr("{path} could not be read within {seconds} seconds: it is damaged."),
            path=self._path,
            seconds=round(self._limit),
        )

    def _missing(self, name: str) -> Unfit:
        return Unfit(
            tr(
                "The file {path} is damaged: the weights of “{layer}” are missing, or of another "
                "size than the network's."
            ),
            path=self._path,
            layer=name,
        )


def _bytes_of(array: np.ndarray) -> memoryview:
    return array.reshape(-1).view(np.uint8).data


@contextmanager
def opened(path: str | Path) -> Iterator[StoredFile]:
    """Opens an HDF5 file of unknown origin.

    Raises:
        Damaged: if it is damaged, no HDF5 file or no file at all.
        Unfit: if reading takes too long.
    """
    if not Path(path).is_file():  # What a pipe or a device gives may never end.
        raise Damaged(str(path))
    limit = _PATIENCE + Path(path).stat().st_size / _SLOWEST
    child = subprocess.Popen(
        [_python(), str(_CHILD), str(path), str(limit)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        yield StoredFile(path, child, limit)
    finally:
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            with suppress(OSError):  # What it was not sent any more.
                if stream is not None:
                    stream.close()


def write_stored(path: str | Path, fill: Callable[[h5py.File], None]) -> None:
    """Writes an HDF5 file whole or not at all.

    Args:
        path: Where.
        fill: Writes what it is to hold.

    Raises:
        ScarpError: if it cannot be written.
    """
    # In memory first: where a disk becomes full, the HDF5 library is left in a state in which it
    # crashes later. In the newer layout of HDF5 1.8, for attributes of more than 64 KB.
    image = io.BytesIO()
    kinds = h5py.h5p.FILE_ACCESS, h5py.h5p.FILE_CREATE
    access, creation = map(h5py.h5p.create, kinds)
    access.set_fileobj_driver(h5py.h5fd.fileobj_driver, image)
    access.set_fclose_degree(h5py.h5f.CLOSE_STRONG)
    access.set_libver_bounds(h5py.h5f.LIBVER_V18, h5py.h5f.LIBVER_V18)
    # Without times, the same content makes the same bytes.
    creation.set_obj_track_times(False)
    with h5py.File(h5py.h5f.create(b"model", fapl=access, fcpl=creation)) as file:
        fill(file)
    with staged(path) as temporary:
        try:
            temporary.write_bytes(image.getbuffer())
        except OSError as error:
            raise ScarpError(
                tr("{path} could not be written ({reason}): is the disk full?"),
                path=str(path),
                reason=os.strerror(error.errno) if error.errno else str(error),
            ) from error


def create_group(parent: h5py.Group, name: str) -> h5py.Group:
    """Creates a group that, as all in a file of `write_stored`, does not keep when."""
    creation = h5py.h5p.create(h5py.h5p.GROUP_CREATE)
    creation.set_obj_track_times(False)
    return h5py.Group(h5py.h5g.create(parent.id, name.encode(), gcpl=creation))


def _python() -> str:
    """The interpreter that runs this, also where another program holds it."""
    if "python" in Path(sys.executable).name.lower():
        return sys.executable
    program = "python.exe" if sys.platform == "win32" else "bin/python3"
    return str(Path(sys.base_prefix) / program)
