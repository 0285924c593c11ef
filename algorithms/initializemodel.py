"""Initialize model."""

from __future__ import annotations

import dataclasses
from functools import partial

from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterString,
)

from ..models.settings import PRESETS, NetworkSettings
from ..translation import tr
from .shared.base import ScarpAlgorithm
from .shared.groups import LEARN
from .shared.presets import preset_parameter
from .shared.window_defaults import offer_model_file


class InitializeModel(ScarpAlgorithm):
    """Writes a model file with an untrained network."""

    GROUP = LEARN
    NEEDS_RUNTIME = True

    CLASSES = "CLASSES"
    PRESET = "PRESET"
    OUTPUT = "OUTPUT"
    WEIGHTS = "WEIGHTS"
    PATCH_SIZE_TAKEN = "PATCH_SIZE_TAKEN"

    def name(self):
        return "initializemodel"

    def title(self):
        return tr("Initialize model")

    def keywords(self):
        return ["U-Net", "ENVINet5", "Keras", tr("network")]

    def description(self):
        return tr(
            "Makes a network with random initial weights and saves it as a model file, to be "
            "trained by “Train model”. ENVINet5 is the U-Net of ENVI's Deep Learning module, with "
            "5 levels and 23 convolutional layers without padding; ResUNet is made of residual "
            "units (Qi et al. 2020)."
        )

    def initAlgorithm(self, config=None):
        self.add(
            preset_parameter(self.PRESET, sizes=True),
            tr(
                "Own settings: as given below. The others set width and patch size, and “A few "
                "polygons” the network too, for a training with the preset of the same name."
            ),
        )
        self.add_settings(NetworkSettings, ("network", "bands", "patch_size"))
        self.add(
            QgsProcessingParameterString(self.CLASSES, tr("Classes"), defaultValue="landslide"),
            tr(
                "Names of the classes, with commas between them, without the background: as many "
                "as the label raster has."
            ),
        )
        self.add_settings(NetworkSettings, ("width", "norm", "seed"))
        self.add_file_output(
            self.OUTPUT,
            tr("Initialised model"),
            tr("The model file, HDF5."),
            tr("Model (*.h5)"),
            offer=partial(offer_model_file, kind="initial"),
        )
        self.addOutput(QgsProcessingOutputNumber(self.WEIGHTS, tr("Number of weights")))
        self.addOutput(
            QgsProcessingOutputNumber(self.PATCH_SIZE_TAKEN, tr("Patch size of the model"))
        )

    def prepare(self, parameters, context, feedback):
        names = self.parameterAsString(parameters, self.CLASSES, context).split(",")
        classes = tuple(name.strip() for name in names if name.strip())
        if not classes or len(set(classes)) != len(classes) or len(classes) > 254:
            raise QgsProcessingException(
                tr("Give 1 to 254 class names, each once, with commas between them.")
            )
        preset = PRESETS[self.parameterAsEnum(parameters, self.PRESET, context)]
        values = self.settings_given(NetworkSettings, parameters, context)
        if preset:
            values |= preset.sizes
        self._settings = NetworkSettings(classes=classes, **values)
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        output = self.output_path(parameters, self.OUTPUT, context)
        arguments = {"output": output, "settings": dataclasses.asdict(self._settings)}
        result = self.run_worker("initialize_model", arguments, feedback, (output,))
        return {
            self.OUTPUT: output,
            self.WEIGHTS: result["weights"],
            self.PATCH_SIZE_TAKEN: result["patch_size"],
        }
