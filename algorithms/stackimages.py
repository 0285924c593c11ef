"""Stack images."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..core.stacking.settings import DERIVED, RELIEF_WINDOW
from ..translation import tr
from .shared.base import ScarpAlgorithm
from .shared.groups import PREPARE
from .shared.window_defaults import offer_image

#: Bands that are derived where nothing else is asked for.
_USUAL = ("rg_change", "brightness_change", "slope", "relief")


class StackImages(ScarpAlgorithm):
    """Brings images of two dates and the terrain onto one grid."""

    GROUP = PREPARE
    NEEDS_RUNTIME = True

    POST = "POST"
    PRE = "PRE"
    DEM = "DEM"
    EXTRA = "EXTRA"
    BANDS = "BANDS"
    REGISTER = "REGISTER"
    NORMALISE = "NORMALISE"
    RELIEF_WINDOW = "RELIEF_WINDOW"
    OUTPUT = "OUTPUT"
    NAMES = "NAMES"
    SHIFT_X = "SHIFT_X"
    SHIFT_Y = "SHIFT_Y"
    SHIFT_SPREAD = "SHIFT_SPREAD"

    def name(self):
        return "stackimages"

    def title(self):
        return tr("Stack images")

    def keywords(self):
        return [tr("change detection"), tr("co-registration"), "NDVI", "DEM", tr("slope")]

    def description(self):
        return tr(
            "Puts an image from after the event, images from before it, and the terrain into one "
            "raster with the grid of the first, for a network that learns from all of them. "
            "Everything is warped by GDAL: averaged where it is finer, else by cubic convolution. "
            "Where only one date lacks data, under a cloud perhaps, the other bands keep theirs."
        )

    def initAlgorithm(self, config=None):
        rasters = QgsProcessing.SourceType.TypeRaster
        self.add(
            QgsProcessingParameterRasterLayer(self.POST, tr("Image after the event")),
            tr(
                "Its grid is that of the result. Bands are told by their names, else by their "
                "colours, else by their order: red, green, blue, near infrared."
            ),
            offer=offer_image,
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.PRE, tr("Images from before the event"), rasters, optional=True
            ),
            tr(
                "Of any grid. Their bands get names such as pre_red; changes are measured from the "
                "first."
            ),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.DEM, tr("Elevation model"), optional=True),
            tr("Heights, in metres or in feet, for slope, relief and curvature."),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.EXTRA, tr("Further rasters"), rasters, optional=True
            ),
            tr(
                "Anything else that may tell landslides. Whole numbers, such as those of geology, "
                "stay as they are; other values are interpolated."
            ),
        )
        keys = list(DERIVED)
        self.add(
            QgsProcessingParameterEnum(
                self.BANDS,
                tr("Bands to derive"),
                options=[tr(label) for label in DERIVED.values()],
                allowMultiple=True,
                optional=True,
                defaultValue=[keys.index(name) for name in _USUAL],
            ),
            tr(
                "Computed beside the bands of the rasters. What needs a raster or a band that is "
                "not there is left out, and the log says so."
            ),
        )
        self.add_switch(
            self.REGISTER,
            tr("Move the images from before"),
            tr(
                "By the shift between the dates, measured in many windows to a tenth of a pixel. "
                "Where the windows disagree, nothing is moved."
            ),
            True,
        )
        self.add_switch(
            self.NORMALISE,
            tr("Match the brightness"),
            tr(
                "Bring each band from before to the brightness that ground without changes has "
                "after the event."
            ),
            True,
        )
        self.add_real(
            self.RELIEF_WINDOW,
            tr("Window of the relief (m)"),
            tr("Side of the square in which the highest and the lowest point are compared."),
            RELIEF_WINDOW,
            least=1,
            most=10_000,
            advanced=True,
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Stack")),
            tr(
                "A .tif in Float32 with all bands, or a .vrt that refers to the image after the "
                "event and has the others in a file beside it. Nodata is NaN, in each band by "
                "itself."
            ),
        )
        self.addOutput(QgsProcessingOutputString(self.NAMES, tr("Names of the bands")))
        for name, label in (
            (self.SHIFT_X, tr("Shift to the right (pixels)")),
            (self.SHIFT_Y, tr("Shift downwards (pixels)")),
            (self.SHIFT_SPREAD, tr("Standard deviation of the shift (pixels)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def prepare(self, parameters, context, feedback):
        has_dem = parameters.get(self.DEM) not in (None, "")
        names = list(DERIVED)
        self._arguments = {
            "post": self.raster_path(parameters, self.POST, context),
            "pre": self.raster_paths(parameters, self.PRE, context),
            "dem": self.raster_path(parameters, self.DEM, context) if has_dem else None,
            "extra": self.raster_paths(parameters, self.EXTRA, context),
            "derived": [names[n] for n in self.parameterAsEnums(parameters, self.BANDS, context)],
            "register": self.parameterAsBool(parameters, self.REGISTER, context),
            "normalise": self.parameterAsBool(parameters, self.NORMALISE, context),
            "relief_window": self.parameterAsDouble(parameters, self.RELIEF_WINDOW, context),
        }
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        output = self.output_path(parameters, self.OUTPUT, context)
        arguments = {**self._arguments, "output": output}
        made = self.run_worker("stack_images", arguments, feedback, (output,))
        return {
            self.OUTPUT: output,
            self.NAMES: ", ".join(made["names"]),
            self.SHIFT_X: made["shift_x"],
            self.SHIFT_Y: made["shift_y"],
            self.SHIFT_SPREAD: made["shift_spread"],
        }
