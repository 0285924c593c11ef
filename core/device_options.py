"""What a person can choose for the device that networks run on, and for its precision."""

from __future__ import annotations

from .messages import tr

AUTOMATIC = "automatic"
#: Labels of the values, in the order of the toolbox's enumerations.
DEVICES = {
    AUTOMATIC: tr("Automatic"),
    "CPU": "CPU",
    "GPU": "GPU",
    "all GPUs": tr("All GPUs"),
}
PRECISIONS = {
    AUTOMATIC: tr("Automatic"),
    "float32": "float32",
    "mixed": tr("Mixed (bfloat16)"),
}
