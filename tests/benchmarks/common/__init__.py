"""What the benchmarks of speed and memory share.

Importing it makes ``scarp``, the built-in ``scene`` and the accuracy benchmark's modules
importable.
"""

from __future__ import annotations

import sys
from pathlib import Path

_BENCHMARKS = Path(__file__).resolve().parents[1]

sys.path += [str(_BENCHMARKS / "accuracy"), str(_BENCHMARKS.parent)]

import repository  # noqa: E402, F401 - ``scarp``, and GDAL before Keras
