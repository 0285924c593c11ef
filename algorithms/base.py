"""What all steps of the toolbox share."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRasterLayer,
)
from qgis.PyQt.QtGui import QIcon

from ..core.errors import ScarpError
from ..core.files import check_writable, remove_leftovers
from ..core.vector import PolygonSource
from ..runtime import profile
from ..runtime.client import Worker
from ..runtime.environment import find_interpreter
from ..runtime.problems import WorkerProblem
from ..translation import tr
from .declarations import Declarations
from .groups import group_name

ICON = Path(__file__).parents[1] / "resources" / "icons" / "scarp.svg"
_HDF5_SIGNATURE = b"\x89HDF\r\n\x1a\n"
_VECTOR_FORMATS = [
    "gpkg",
    "shp",
    "geojson",
    "json",
    "fgb",
    "kml",
    "gml",
    "sqlite",
    "tab",
    "parquet",
]


class ScarpAlgorithm(Declarations):
    """A step of the toolbox.

    A subclass declares its parameters with the `add…` methods, reads inputs in `prepare` (on the
    main thread, before anything is written) and does its work in `execute`.
    """

    #: A group of `scarp.algorithms.groups`.
    GROUP: str
    #: Whether the step runs jobs in the worker.
    NEEDS_RUNTIME = False

    def group(self):
        """The group's name in the toolbox."""
        return group_name(self.GROUP)

    def groupId(self):
        """The group's id."""
        return self.GROUP

    def createInstance(self):
        """A new step of the same kind."""
        return type(self)()

    def icon(self):
        """Scarp's icon."""
        return QIcon(str(ICON))

    def svgIconPath(self):
        """The same for the modeler."""
        return str(ICON)

    def description(self) -> str:
        """What the step does, in some sentences."""
        raise NotImplementedError

    def shortHelpString(self) -> str:
        """The description, and the help of every parameter."""
        parameters = "".join(
            f"<h3>{parameter.description()}</h3><p>{parameter.help()}</p>"
            for parameter in self.parameterDefinitions()
        )
        return f"<p>{self.description()}</p>{parameters}"

    def canExecute(self):
        """Whether there is a runtime, for steps that need it; QGIS asks before a window opens."""
        fits, reason = super().canExecute()
        if fits and self.NEEDS_RUNTIME:
            try:
                self.find_runtime()
            except WorkerProblem as problem:
                return False, tr(problem.template, **problem.values)
        return fits, reason

    def checkParameterValues(self, parameters, context):
        """Refuses a file that is no model before the step is started."""
        fits, reason = super().checkParameterValues(parameters, context)
        if fits and self.parameterDefinition("MODEL"):
            reason = model_problem(self.parameterAsFile(parameters, "MODEL", context))
            fits = not reason
        return fits, reason

    def prepareAlgorithm(self, parameters, context, feedback):
        """Reads and checks the inputs."""
        with _problems_in_words():
            self.prepare(parameters, context, feedback)
        return True

    def processAlgorithm(self, parameters, context, feedback):
        """Does the work."""
        with _problems_in_words():
            return self.execute(parameters, context, feedback)

    def prepare(self, parameters, context, feedback) -> None:
        """Reads and checks the inputs; raises `ScarpError` where one is unfit."""

    def execute(self, parameters, context, feedback) -> dict:
        """Does the work and gives the outputs by name."""
        raise NotImplementedError

    # Reading parameters

    def raster_path(self, parameters, name: str, context) -> str:
        """The source of a raster parameter, as GDAL opens it.

        Raises:
            QgsProcessingException: if it is no raster, or one without a file (XYZ, WMS).
        """
        layer = self.parameterAsRasterLayer(parameters, name, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, name))
        return raster_source(layer)

    def raster_paths(self, parameters, name: str, context) -> list[str]:
        """The sources of a parameter of several rasters.

        Raises:
            QgsProcessingException: as `raster_path`.
        """
        layers = self.parameterAsLayerList(parameters, name, context)
        named = parameters.get(name) or []
        if isinstance(named, (list, tuple)) and len(layers) != len(named):
            raise QgsProcessingException(self.invalidRasterError(parameters, name))
        return [raster_source(layer) for layer in layers]

    def polygon_source(self, parameters, name: str, context, feedback) -> PolygonSource | None:
        """Where the features of a vector parameter are found; None where it is not given.

        Filters and selections are kept: such a layer is written to a temporary file.
        """
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            if parameters.get(name) in (None, ""):
                return None
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        path, layer = self.parameterAsCompatibleSourceLayerPathAndLayerName(
            parameters, name, context, _VECTOR_FORMATS, "gpkg", feedback
        )
        crs = source.sourceCrs()
        wkt = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED_GDAL)
        return PolygonSource(path, layer or None, wkt or None, source.sourceName() or None)

    def model_path(self, parameters, name: str, context) -> str:
        """The path of a model file.

        Raises:
            QgsProcessingException: if there is none, or it is no HDF5 file.
        """
        path = self.parameterAsFile(parameters, name, context)
        problem = model_problem(path)
        if problem:
            raise QgsProcessingException(problem)
        return path

    def output_path(self, parameters, name: str, context) -> str | None:
        """The path to write an output file to, None where it is not wanted.

        Raises:
            ScarpError: if nothing can be written there.
        """
        if parameters.get(name) in (None, ""):
            return None
        definition = self.parameterDefinition(name)
        if definition.type() == "fileDestination":
            path = self.parameterAsFileOutput(parameters, name, context)
        else:
            path = self.parameterAsOutputLayer(parameters, name, context)
        check_writable(path)
        return path

    def folder_path(self, parameters, name: str, context) -> str | None:
        """The path of a folder to write into, None where it is not given.

        Raises:
            ScarpError: if nothing can be written there.
        """
        folder = self.parameterAsString(parameters, name, context)
        if not folder:
            return None
        check_writable(Path(folder) / name)
        return folder

    # Doing the work

    @staticmethod
    def find_runtime():
        """The interpreter for worker jobs.

        Raises:
            WorkerProblem: if there is none.
        """
        settings = profile.read_settings()
        return find_interpreter(settings.python, profile.managed_environment(), settings.backend)

    def run_worker(
        self, job: str, arguments: dict, feedback, outputs: tuple = (), keep_log: bool = True
    ) -> dict:
        """Runs a job in the worker and clears up what it leaves behind if it dies.

        Args:
            job: A name of `scarp.runtime.jobs.JOBS`.
            arguments: Of the job.
            feedback: Of the algorithm.
            outputs: Paths that the job writes.
            keep_log: Whether what is printed is kept, for “Check runtime” to show.

        Raises:
            WorkerProblem: if it fails.
        """
        settings, found = profile.read_settings(), self.find_runtime()
        if "settings" in arguments:
            arguments = {**arguments, "settings": settings.instead_of_automatic(arguments)}
        worker = Worker(
            found.path,
            found.backend,
            settings.memory_limit,
            isolated=found.origin == "managed",
            log_file=profile.worker_log() if keep_log else None,
        )
        try:
            return worker.run(job, arguments, FeedbackProgress(feedback), feedback.pushDebugInfo)
        except BaseException:
            for folder in {Path(path).parent for path in outputs if path}:
                remove_leftovers(folder, worker.pid)
            raise


class FeedbackProgress:
    """A `scarp.core.errors.Progress` that reports to QGIS and obeys its cancel button.

    Args:
        feedback: Of the algorithm.
    """

    def __init__(self, feedback: QgsProcessingFeedback):
        self._feedback = feedback

    def __call__(self, fraction: float | None, message: str = "", **values) -> None:
        if self._feedback.isCanceled():
            raise QgsProcessingException(tr("Cancelled: no unfinished output is left behind."))
        if fraction is not None:
            self._feedback.setProgress(100 * fraction)
        if message:
            self._feedback.pushInfo(tr(message, **values))


def raster_source(layer: QgsRasterLayer) -> str:
    """The source of a layer, as GDAL opens it.

    Raises:
        QgsProcessingException: if it is not read through GDAL from a file.
    """
    if layer.providerType() != "gdal" or layer.width() == 0 or layer.height() == 0:
        raise QgsProcessingException(
            tr(
                "The layer {name} has no raster file (its provider is {provider}): "
                "save it as a GeoTIFF first, with Export > Save As.",
                name=layer.name(),
                provider=layer.providerType(),
            )
        )
    return layer.source()


def model_problem(path: str) -> str:
    """What keeps a file from being a model, as far as its first bytes tell; "" if nothing."""
    if not path or not Path(path).is_file():
        return tr("There is no model file {path}.", path=path)
    with open(path, "rb") as file:
        if file.read(len(_HDF5_SIGNATURE)) != _HDF5_SIGNATURE:
            return tr("{path} is not a model file: it is no HDF5 file.", path=path)
    return ""


@contextmanager
def _problems_in_words():
    try:
        yield
    except (ScarpError, WorkerProblem) as problem:
        raise QgsProcessingException(tr(problem.template, **problem.values)) from problem
