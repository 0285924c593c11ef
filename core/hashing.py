"""Hashes that tell whether an input is the same as before."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def json_hash(value: object) -> str:
    """Computes the SHA-256 of anything that JSON can hold, as hexadecimal digits."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def file_hash(path: str | Path) -> str:
    """Computes the SHA-256 of what a file holds, as hexadecimal digits."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
