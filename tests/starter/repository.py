"""Makes the repository importable as ``scarp``, whatever its folder is called.

Imported first by every module here that uses ``scarp``.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"

if "scarp" not in sys.modules:
    spec = importlib.util.spec_from_file_location(
        "scarp", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["scarp"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["scarp"])
