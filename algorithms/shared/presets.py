"""Presets of training: their parameter, and what they stand for."""

from __future__ import annotations

import dataclasses

from qgis.core import QgsProcessingParameterEnum

from ...models.settings import (
    FEW_LABELLED_PIXELS,
    FEW_POLYGONS,
    PRESET_OF_PAPER,
    PRESETS,
    QUICK_LOOK,
    STANDARD,
    NetworkSettings,
    Preset,
    TrainingSettings,
    parameters_of,
)
from ...translation import tr
from .declarations import PACKAGE


def preset_parameter(name: str, sizes: bool = False) -> QgsProcessingParameterEnum:
    """The parameter, which a window shows in the boxes of the settings.

    Args:
        name: The parameter's name.
        sizes: Whether the step has boxes for the network's width and patch size.
    """
    parameter = QgsProcessingParameterEnum(
        name,
        tr("Preset"),
        options=[
            tr("Own settings"),
            tr("As in the paper"),
            tr("Quick look (minutes)"),
            tr("Standard"),
            tr("A few polygons (minutes)"),
        ],
        defaultValue=0,
        # For scripts and models of earlier versions, which do not give it.
        optional=True,
    )
    parameter.setGuiDefaultValueOverride(STANDARD)
    presets = {str(number): one for number, one in enumerate(PRESETS) if one is not None}
    box = {
        "class": f"{PACKAGE}.gui.boxes.preset_box.preset_wrapper",
        "presets": {number: _values_of(one, sizes) for number, one in presets.items()},
        "estimate": _to_estimate(presets),
    }
    parameter.setMetadata({"widget_wrapper": box})
    return parameter


def preset_help() -> str:
    """What the presets are."""
    numbers = PRESET_OF_PAPER, QUICK_LOOK, STANDARD, FEW_POLYGONS
    paper, quick, standard, few = (PRESETS[number] for number in numbers)
    return tr(
        "Own settings: as given below. Quick look: {quick} epochs of {few} patches, to see "
        "whether labels and image are usable. Standard: {standard} epochs of {more} patches. As "
        "in the paper: the numbers of Zhang et al. 2020 (30 epochs of 500 patches, one a batch, "
        "SGD, class weight 0.8022, loss weight 0.70, blur distance 3.8566, rotation and scale). A "
        "few polygons: for an image of which little is mapped yet; up to {pixels} labelled pixels "
        "of one class, the starter model that comes with Scarp is trained on where no model is "
        "named. A preset replaces the numbers below, "
        "except patience, normalisation, precision, device, seed and a frozen encoder. A new "
        "network has {narrow}, {wider} or {widest} feature maps on its first level; for a few "
        "polygons it is a UNet of {least}.",
        quick=quick.training.epochs,
        few=quick.training.patches_per_epoch,
        standard=standard.training.epochs,
        more=standard.training.patches_per_epoch,
        narrow=quick.width,
        wider=standard.width,
        widest=paper.width,
        least=few.width,
        pixels=FEW_LABELLED_PIXELS,
    )


def _values_of(preset: Preset, sizes: bool) -> dict:
    """A preset's values by the names of the parameters."""
    given = {
        field.name: getattr(preset.training, field.name)
        for parameter, field in parameters_of(TrainingSettings).values()
        if parameter.of_preset
    }
    declared = {**parameters_of(TrainingSettings)}
    if sizes:
        given |= preset.sizes
        declared |= parameters_of(NetworkSettings)
    values = {}
    for name, (parameter, field) in declared.items():
        if field.name in given:
            choices = list(parameter.choices)
            value = given[field.name]
            values[name] = choices.index(value) if choices else value
    # Not set: the rate of the optimizer.
    values["LEARNING_RATE"] = preset.training.learning_rate or None
    return values


def _to_estimate(presets: dict[str, Preset]) -> dict:
    """What the box of the preset needs to have a training timed."""
    network = NetworkSettings(**PRESETS[STANDARD].sizes)
    return {
        "network": dataclasses.asdict(network),
        "settings": dataclasses.asdict(TrainingSettings()),
        "sizes": {number: preset.sizes for number, preset in presets.items()},
    }
