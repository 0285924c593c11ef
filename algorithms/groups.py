"""Groups of the toolbox."""

from __future__ import annotations

from ..translation import tr

PREPARE = "prepare"
LEARN = "learn"
MAP = "map"
RUNTIME = "runtime"
WORKFLOWS = "workflows"


def group_name(group: str) -> str:
    """A group's name in the toolbox; numbered, as the toolbox sorts by name."""
    return {
        PREPARE: tr("1 Prepare"),
        LEARN: tr("2 Learn"),
        MAP: tr("3 Map"),
        RUNTIME: tr("Runtime"),
        WORKFLOWS: tr("Workflows"),
    }[group]
