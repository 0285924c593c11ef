"""Export model."""

from __future__ import annotations

from qgis.core import QgsProcessingOutputNumber

from ..translation import tr
from .shared.base import ScarpAlgorithm
from .shared.groups import LEARN


class ExportModel(ScarpAlgorithm):
    """Writes a trained model as ONNX."""

    GROUP = LEARN
    NEEDS_RUNTIME = True

    MODEL = "MODEL"
    SIZE = "SIZE"
    OUTPUT = "OUTPUT"
    SIZE_TAKEN = "SIZE_TAKEN"
    DIFFERENCE = "DIFFERENCE"

    def name(self):
        return "exportmodel"

    def title(self):
        return tr("Export model (ONNX)")

    def keywords(self):
        return ["ONNX", "Deepness", "ONNX Runtime", tr("network")]

    def description(self):
        return tr(
            "Writes a trained model as an ONNX file, which runs without Scarp: in the QGIS plugin "
            "Deepness, or wherever there is ONNX Runtime. Deepness reads tile size, overlap, "
            "resolution, threshold and classes from the file: press “Load default parameters” "
            "there, and leave the threshold switched on. Normalisation is part of the model: it "
            "takes the image's values divided by 255, as Deepness gives them for all data types. "
            "Near the image's edge and next to nodata, which Deepness does not know, results "
            "differ from those of “Classify”. The file is run with ONNX Runtime and compared with "
            "Keras before it is kept. The runtime needs the packages onnx and onnxruntime for this."
        )

    def initAlgorithm(self, config=None):
        self.add_model(tr("A trained model."))
        self.add_integer(
            self.SIZE,
            tr("Tile size (pixels)"),
            tr(
                "Side of the tiles that the exported model takes, and gives. Larger tiles overlap "
                "less, and need more memory. 0: automatic, at least as large as the training "
                "patches. A side that the network cannot take is raised to the next that it can."
            ),
            0,
            most=8192,
            advanced=True,
        )
        self.add_file_output(
            self.OUTPUT,
            tr("Exported model"),
            tr("The model as ONNX, in one file."),
            tr("ONNX file (*.onnx)"),
        )
        self.addOutput(QgsProcessingOutputNumber(self.SIZE_TAKEN, tr("Tile size of the model")))
        self.addOutput(
            QgsProcessingOutputNumber(
                self.DIFFERENCE, tr("Largest difference between ONNX Runtime and Keras")
            )
        )

    def prepare(self, parameters, context, feedback):
        self._model = self.model_path(parameters, self.MODEL, context)
        self._size = self.parameterAsInt(parameters, self.SIZE, context)
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        output = self.output_path(parameters, self.OUTPUT, context)
        arguments = {"model": self._model, "output": output, "size": self._size}
        result = self.run_worker("export_model", arguments, feedback, (output,))
        return {
            self.OUTPUT: output,
            self.SIZE_TAKEN: result["size"],
            self.DIFFERENCE: result["difference"],
        }
