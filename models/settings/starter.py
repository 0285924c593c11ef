"""The model that comes with Scarp, for images that nobody has labelled yet."""

from __future__ import annotations

from pathlib import Path

#: Where the models that come with Scarp lie.
OWN_MODELS = Path(__file__).resolve().parents[2] / "resources" / "models"
STARTER = OWN_MODELS / "starter.h5"
