"""The toolbox's groups, and the order of the steps in them."""

from __future__ import annotations

from ...translation import tr

PREPARE = "prepare"
LEARN = "learn"
MAP = "map"
HAND_OVER = "handover"
WORKFLOWS = "workflows"
RUNTIME = "runtime"
#: Names of each group's steps, in the order of the work.
_ORDER = {
    PREPARE: ("stackimages", "createlabelraster", "splitarea"),
    LEARN: (
        *("initializemodel", "trainmodel", "searchparameters", "retrain"),
        *("modelinfo", "exportmodel"),
    ),
    MAP: (
        "classify",
        "suggestthreshold",
        "thresholdtopolygons",
        "extractlandslides",
        "measurepolygons",
        "excludepreevent",
        "assessaccuracy",
        "drawsample",
        "assesssample",
    ),
    HAND_OVER: ("inventorystatistics", "eventinventory"),
    WORKFLOWS: ("trainononeevent", "mapanewimage"),
    RUNTIME: ("installruntime", "checkruntime"),
}


def group_name(group: str) -> str:
    """A group's name in the toolbox, numbered because the toolbox sorts by name."""
    name = {
        PREPARE: tr("Prepare"),
        LEARN: tr("Learn"),
        MAP: tr("Map"),
        HAND_OVER: tr("Hand over"),
        WORKFLOWS: tr("Workflows"),
        RUNTIME: tr("Runtime"),
    }[group]
    return f"{[*_ORDER].index(group) + 1} {name}"


def step_number(step: str) -> str:
    """A step's place in the order of the work, such as "1.2"."""
    for number, steps in enumerate(_ORDER.values(), start=1):
        if step in steps:
            return f"{number}.{steps.index(step) + 1}"
    raise KeyError(step)


def subjects() -> list[str]:
    """Search words for all steps of Scarp, in English and in the user's language."""
    words = (tr("landslide"), tr("earthquake"), tr("deep learning"), tr("segmentation"))
    return ["landslide", "earthquake", "deep learning", "segmentation", "U-Net", "ENVI", *words]
