"""What the toolbox shows of a setting."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...core.device_options import DEVICES, PRECISIONS
from ...core.messages import tr


@dataclass(frozen=True)
class Parameter:
    """What the toolbox shows of a setting.

    Attributes:
        label: Its name for people, marked by `tr`.
        help: What it does, in which units, and its value in the paper; marked by `tr`.
        least: The smallest number that may be given.
        most: The greatest; None: there is none.
        choices: Labels of the values to choose from; empty where any number will do.
        name: Of the parameter; "": that of the field in upper case.
        advanced: Whether it is shown among the advanced parameters.
        optional: Whether it may be left out, as a real number or a switch, for the default.
        of_preset: Whether a preset sets it.
    """

    label: str
    help: str
    least: float = 0
    most: float | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    advanced: bool = False
    optional: bool = False
    of_preset: bool = True


#: Of all settings with these fields.
PRECISION = Parameter(
    tr("Numerical precision"),
    tr("Automatic: mixed on GPUs and on CPUs with AMX, which gain from it."),
    choices=PRECISIONS,
    advanced=True,
    of_preset=False,
)
DEVICE = Parameter(
    tr("Device"),
    tr("Automatic: a GPU if there is one. torch classifies on all GPUs, but trains on one."),
    choices=DEVICES,
    advanced=True,
    of_preset=False,
)


def setting(default: Any, parameter: Parameter) -> Any:
    """A field of a dataclass of settings."""
    return field(default=default, metadata={"parameter": parameter})


def parameters_of(kind: type) -> dict[str, tuple[Parameter, dataclasses.Field]]:
    """The settings of a dataclass that are parameters of the toolbox, by the parameters' names."""
    found = {}
    for one in dataclasses.fields(kind):
        if "parameter" in one.metadata:
            parameter = one.metadata["parameter"]
            found[parameter.name or one.name.upper()] = (parameter, one)
    return found
