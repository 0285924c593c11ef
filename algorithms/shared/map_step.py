"""What steps share that map a whole image with a model."""

from __future__ import annotations

from ...models.settings import STARTER, ClassifySettings
from ...translation import tr
from .threshold_choice import ThresholdStep
from .window_defaults import offer_last_model

_MODEL = "MODEL"


class MapStep(ThresholdStep):
    """A step that maps an image with a model, or with the starter where none is named."""

    MODEL = _MODEL
    PIXEL_SIZE = "PIXEL_SIZE"
    ADAPT = "ADAPT"
    ADAPTED_MODEL = "ADAPTED_MODEL"

    def add_model_or_starter(self) -> None:
        """Declares the model to map with."""
        self.add_model(
            tr(
                "A trained model. Where none is given, the starter model that comes with Scarp: it "
                "has learned from other events, in red, green and blue, and maps an image that "
                "nobody has labelled yet."
            ),
            optional=True,
            offer=offer_last_model,
        )

    def add_adaptation(self) -> None:
        """Declares how the image and the model are brought together."""
        self.add_settings(ClassifySettings, [self.PIXEL_SIZE.lower(), self.ADAPT.lower()])

    def adaptation_parameters(self, parameters) -> dict:
        """The same parameters of another step that maps."""
        names = (self.PIXEL_SIZE, self.ADAPT, self.ADAPTED_MODEL)
        return {name: parameters.get(name) for name in names}

    def adapted_outputs(self, results: dict) -> dict:
        """The adapted model among the results of another step, where it was kept."""
        return {name: results[name] for name in (self.ADAPTED_MODEL,) if name in results}

    def model_or_starter(self, parameters, context) -> str:
        """The path of the model.

        Raises:
            QgsProcessingException: if it is no HDF5 file.
        """
        if parameters.get(self.MODEL) in (None, ""):
            return str(STARTER)
        return self.model_path(parameters, self.MODEL, context)
