"""The model that comes with Scarp, for images that nobody has labelled yet."""

from __future__ import annotations

from pathlib import Path

#: Where the models that come with Scarp lie.
OWN_MODELS = Path(__file__).resolve().parents[2] / "resources" / "models"
STARTER = OWN_MODELS / "starter.h5"
#: How long it is adapted to an image where nothing else is asked for.
STARTER_MINUTES = 2.0


def is_starter(path: str | Path) -> bool:
    """Whether a path is that of the starter."""
    return Path(path).resolve() == STARTER
