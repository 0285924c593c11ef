"""Makes ``common`` importable, and with it ``scarp`` and what else the benchmarks need.

Imported first by every module here that uses them.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

import common  # noqa: F401
