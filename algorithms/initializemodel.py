"""Initialize model."""

from __future__ import annotations

import dataclasses
from functools import partial

from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterString,
)

from ..models.networks import NETWORKS
from ..models.settings import NORMS, PRESETS, NetworkSettings
from ..translation import tr
from .shared.base import ScarpAlgorithm
from .shared.groups import LEARN
from .shared.presets import preset_parameter
from .shared.window_defaults import offer_model_file


class InitializeModel(ScarpAlgorithm):
    """Writes a network before any training."""

    GROUP = LEARN
    NEEDS_RUNTIME = True

    NETWORK = "NETWORK"
    BANDS = "BANDS"
    PATCH_SIZE = "PATCH_SIZE"
    CLASSES = "CLASSES"
    PRESET = "PRESET"
    WIDTH = "WIDTH"
    NORM = "NORM"
    SEED = "SEED"
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
        defaults = NetworkSettings()
        self.add(
            preset_parameter(self.PRESET, sizes=True),
            tr(
                "Own settings: as given below. The others set width and patch size, for a training "
                "with the preset of the same name."
            ),
        )
        self.add_choice(
            self.NETWORK,
            tr("Network"),
            tr(
                "ENVINet5: the U-Net of Zhang et al. 2020. ResUNet: a U-Net of residual units with "
                "padding, whose output is as large as the patch."
            ),
            list(NETWORKS),
            NETWORKS.index(defaults.network),
        )
        self.add_integer(
            self.BANDS,
            tr("Bands"),
            tr("Number of bands of the images, 1 to 64."),
            defaults.bands,
            least=1,
            most=64,
        )
        self.add_integer(
            self.PATCH_SIZE,
            tr("Patch size (pixels)"),
            tr(
                "Side of the patches that the network is trained on. ENVINet5 takes 188, 204, "
                "220 … 572 …, and gives 184 pixels less; ResUNet takes multiples of 16. Another "
                "side is raised to the next of these."
            ),
            defaults.patch_size,
            least=1,
        )
        self.add(
            QgsProcessingParameterString(self.CLASSES, tr("Classes"), defaultValue="landslide"),
            tr(
                "Names of the classes, with commas between them, without the background: as many "
                "as the label raster has."
            ),
        )
        self.add_integer(
            self.WIDTH,
            tr("Width"),
            tr(
                "Feature maps of the first level; each level has twice as many. 64 as in the "
                "paper; 16 takes a sixteenth of the arithmetic, for small areas or a computer "
                "without GPU."
            ),
            defaults.width,
            least=1,
            most=512,
        )
        self.add_choice(
            self.NORM,
            tr("Normalisation layers"),
            tr(
                "Of ResUNet. Batch: values of the class activation raster do not depend on how "
                "the image is cut into tiles. Group: they do, a little."
            ),
            [tr("Batch"), tr("Group")],
            NORMS.index(defaults.norm),
            advanced=True,
        )
        self.add_integer(
            self.SEED,
            tr("Seed"),
            tr("Of the random weights: the same seed gives the same model."),
            defaults.seed,
            advanced=True,
        )
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
        self._settings = NetworkSettings(
            network=NETWORKS[self.parameterAsEnum(parameters, self.NETWORK, context)],
            bands=self.parameterAsInt(parameters, self.BANDS, context),
            patch_size=preset.patch_size
            if preset
            else self.parameterAsInt(parameters, self.PATCH_SIZE, context),
            classes=classes,
            width=preset.width if preset else self.parameterAsInt(parameters, self.WIDTH, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            norm=NORMS[self.parameterAsEnum(parameters, self.NORM, context)],
        )
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
