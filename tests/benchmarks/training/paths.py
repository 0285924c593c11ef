"""Makes ``scarp``, the built-in ``scene`` and the other benchmarks' modules importable.

Imported first by every module here that uses them.
"""

from __future__ import annotations

import sys
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[1]

sys.path += [str(BENCHMARKS / "accuracy"), str(BENCHMARKS.parent)]

import repository  # noqa: E402, F401 - ``scarp``, and GDAL before Keras
