"""Damages to files: of their bytes, of their text, of what a model says of itself."""

from __future__ import annotations

import os
import re
from pathlib import Path

import h5py
import numpy as np

from .hostile import ATTRIBUTES, HOSTILE

#: What stands for a number in a text afterwards.
_NUMBERS = (
    *("0", "-1", "1e308", "-1e308", "nan", "inf", "2147483647", "-2147483648", "4294967296"),
    *("99999999999999999999", "1e-320", "0.5", "", "x", "1000000"),
)


def flip_bytes(content: bytearray, rng: np.random.Generator) -> bytearray:
    """Changes one byte to sixty-four, anywhere."""
    for place in rng.integers(0, len(content), 2 ** rng.integers(0, 7)):
        content[place] ^= int(rng.integers(1, 256))
    return content


def flip_bytes_of_the_head(content: bytearray, rng: np.random.Generator) -> bytearray:
    """Changes some of the first kilobyte."""
    for place in rng.integers(0, min(len(content), 1024), 2 ** rng.integers(0, 5)):
        content[place] ^= int(rng.integers(1, 256))
    return content


def cut_off(content: bytearray, rng: np.random.Generator) -> bytearray:
    """Leaves the beginning."""
    return content[: int(rng.integers(0, len(content)))]


def zero_a_block(content: bytearray, rng: np.random.Generator) -> bytearray:
    """As of a disk block that was never written."""
    start = int(rng.integers(0, len(content)))
    length = int(rng.choice([4, 16, 512, 4096]))
    content[start : start + length] = bytes(len(content[start : start + length]))
    return content


def swap_blocks(content: bytearray, rng: np.random.Generator) -> bytearray:
    """Puts two blocks into each other's place."""
    length = int(min(rng.choice([4, 8, 64, 512]), len(content) // 2))
    one, other = (int(place) for place in rng.integers(0, len(content) - length + 1, 2))
    first, second = content[one : one + length], content[other : other + length]
    content[one : one + length], content[other : other + length] = second, first
    return content


def largest_numbers(content: bytearray, rng: np.random.Generator) -> bytearray:
    """Writes a length or a count that no file has over four bytes, or eight."""
    start = int(rng.integers(0, max(len(content) - 8, 1)))
    length = int(rng.choice([2, 4, 8]))
    value = [b"\xff" * length, b"\xff" * (length - 1) + b"\x7f", b"\x00" * (length - 1) + b"\x40"]
    content[start : start + length] = value[int(rng.integers(3))]
    return content


def change_a_number(content: bytearray, rng: np.random.Generator) -> bytearray:
    """Puts another in the place of numbers of a text."""
    text = content.decode("utf-8", "surrogateescape")
    found = [match.span() for match in re.finditer(r"-?\d+(\.\d+)?(e[+-]?\d+)?", text)]
    for _ in range(int(rng.integers(1, 4)) if found else 0):
        start, end = found[int(rng.integers(len(found)))]
        text = text[:start] + _NUMBERS[int(rng.integers(len(_NUMBERS)))] + text[end:]
    return bytearray(text.encode("utf-8", "surrogateescape"))


OF_BYTES = (
    *(flip_bytes, flip_bytes_of_the_head, cut_off, zero_a_block, swap_blocks, largest_numbers),
)
OF_TEXT = (*OF_BYTES, *[change_a_number] * 4)
_TEXTS = (".vrt", ".geojson", ".json", ".prj", ".cpg", ".xml")


def damage_file(path: Path, rng: np.random.Generator) -> str:
    """Damages a file in one way, and gives its name."""
    ways = OF_TEXT if path.suffix in _TEXTS else OF_BYTES
    way = ways[int(rng.integers(len(ways)))]
    path.write_bytes(way(bytearray(path.read_bytes()), rng))
    return f"{way.__name__} of {path.name}"


def change_attributes(path: Path, rng: np.random.Generator) -> str:
    """Has a model say of itself what no model says, or one thing in another's place."""
    names = list(ATTRIBUTES)
    with h5py.File(path, "a") as file:
        one, other = (names[int(place)] for place in rng.integers(0, len(names), 2))
        kind = int(rng.integers(4))
        if kind == 0:
            file.attrs[one], file.attrs[other] = file.attrs[other], file.attrs[one]
        elif kind == 1:
            del file.attrs[one]
        elif kind == 2:
            text = bytearray(str(file.attrs[one]).encode())
            damaged = change_a_number(text, rng) or text
            file.attrs[one] = damaged.decode("utf-8", "replace")
        else:
            values = ATTRIBUTES[one]
            file.attrs[one] = values[int(rng.integers(len(values)))]
    return f"attribute {one} ({('swapped', 'deleted', 'changed', 'replaced')[kind]})"


def swap_weights(path: Path, rng: np.random.Generator) -> str:
    """Puts weights of one layer in the place of another's."""
    with h5py.File(path, "a") as file:
        names: list[str] = []
        file["weights"].visititems(
            lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None
        )
        one, other = (f"weights/{names[int(n)]}" for n in rng.integers(0, len(names), 2))
        if one != other:
            file.move(one, "taken")
            file.move(other, one)
            file.move("taken", other)
    return f"swapped {one} and {other}"


def damage_model(path: Path, secret: Path, rng: np.random.Generator) -> str:
    """Damages a model file in one way, and gives its name."""
    kind = rng.random()
    if kind < 0.25:
        make = HOSTILE[int(rng.integers(len(HOSTILE)))]
        make(path, secret)
        return f"hostile: {make.__name__}"
    if kind < 0.45:
        return change_attributes(path, rng)
    if kind < 0.5:
        return swap_weights(path, rng)
    return damage_file(path, rng)


def replace_by_a_pipe(path: Path) -> str:
    """A file from which nothing ever comes."""
    path.unlink()
    os.mkfifo(path)
    return f"{path.name} is a pipe"
