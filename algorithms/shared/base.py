"""What all steps of the toolbox share."""

from __future__ import annotations

import math
from pathlib import Path

from qgis.core import (
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingUtils,
)
from qgis.PyQt.QtGui import QIcon

from ...core.files import check_writable, remove_leftovers
from ...core.messages import ScarpError
from ...core.vectors.polygon_layer import PolygonSource
from ...runtime import profile
from ...runtime.client import Worker
from ...runtime.cluster_address import parse_cluster
from ...runtime.interpreter import find_interpreter
from ...translation import tr
from ..results.outputs import check_other_layers, check_outputs
from ..results.reports import list_reports
from .declarations import Declarations
from .groups import group_name, step_number, subjects
from .layer_sources import file_of, raster_source, wkt_of, write_features
from .problems import model_problem, problems_in_words
from .progress import FeedbackProgress
from .window_defaults import is_in_window

ICON = Path(__file__).parents[2] / "resources" / "icons" / "scarp.svg"
_OPTIONAL = QgsProcessingParameterDefinition.Flag.FlagOptional


class ScarpAlgorithm(Declarations):
    """A step of the toolbox.

    A subclass declares its parameters with the `add…` methods, reads inputs in `prepare` (on the
    main thread, before anything is written) and does its work in `execute`.
    """

    #: A group of `scarp.algorithms.shared.groups`.
    GROUP: str
    #: Whether the step runs jobs in the worker.
    NEEDS_RUNTIME = False
    #: Title of this run's report, for steps that write one; set by `prepare`.
    report_title = ""

    def title(self) -> str:
        """The step's name as shown, without its number."""
        raise NotImplementedError

    def keywords(self) -> list[str]:
        """Words to search for this step by, besides those of all steps."""
        return []

    def displayName(self):
        """The name as shown, with its number in the order of work: the toolbox sorts by name."""
        return f"{step_number(self.name())} {self.title()}"

    def tags(self):
        """The keywords of this step and of all steps."""
        return list(dict.fromkeys([*self.keywords(), *subjects()]))

    def group(self):
        """The group's name in the toolbox."""
        return group_name(self.GROUP)

    def groupId(self):
        """The group's id."""
        return self.GROUP

    def createInstance(self):
        """Makes a new step of the same kind."""
        return type(self)()

    def icon(self):
        """Scarp's icon."""
        return QIcon(str(ICON))

    def svgIconPath(self):
        """The icon's path, for the modeler."""
        return str(ICON)

    def description(self) -> str:
        """What the step does, in a few sentences."""
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
            except ScarpError as problem:
                return False, tr(problem.template, **problem.values)
        return fits, reason

    def checkParameterValues(self, parameters, context):
        """Refuses a file that is no model before the step is started."""
        fits, reason = super().checkParameterValues(parameters, context)
        if fits and self.parameterDefinition("MODEL"):
            path = self.parameterAsFile(parameters, "MODEL", context)
            is_wanted = not self.parameterDefinition("MODEL").flags() & _OPTIONAL
            if path or is_wanted:
                reason = model_problem(path)
                fits = not reason
        if fits and self.NEEDS_RUNTIME and is_in_window():
            # In scripts the step itself refuses, within seconds.
            reason = self._misfit(parameters, context)
            fits = not reason
        return fits, reason

    def inputs_to_check(self, parameters, context) -> dict | None:
        """The arguments of the worker's job `check_inputs`; None if there is nothing to check."""
        return None

    def _misfit(self, parameters, context) -> str:
        """Why the worker refuses the inputs, "" if it accepts them."""
        try:
            inputs = self.inputs_to_check(parameters, context)
            if inputs is not None:
                self.run_worker("check_inputs", inputs, QgsProcessingFeedback(), keep_log=False)
        except ScarpError as problem:
            return tr(problem.template, **problem.values)
        except QgsProcessingException as problem:
            return str(problem)
        return ""

    def prepareAlgorithm(self, parameters, context, feedback):
        """Reads and checks the inputs, and makes sure that no output replaces one."""
        with problems_in_words(self.name()):
            self._check_numbers(parameters, context)
            self.prepare(parameters, context, feedback)
            check_outputs(self, parameters, context, self.check_existing)
        return True

    def _check_numbers(self, parameters, context) -> None:
        """Refuses “nan” and “inf”, which QGIS accepts within any limits."""
        for definition in self.parameterDefinitions():
            name = definition.name()
            if definition.type() not in ("number", "distance") or parameters.get(name) is None:
                continue
            if not math.isfinite(self.parameterAsDouble(parameters, name, context)):
                raise QgsProcessingException(
                    tr("“{label}” is not a number: give one.", label=definition.description())
                )

    def processAlgorithm(self, parameters, context, feedback):
        """Does the work."""
        with problems_in_words(self.name()):
            self._results = self.execute(parameters, context, feedback)
            return self._results

    def postProcessAlgorithm(self, context, feedback):
        """Lists reports in QGIS's Results Viewer; called on the main thread."""
        list_reports(self, self._results, feedback, self.report_title)
        return {}

    def prepare(self, parameters, context, feedback) -> None:
        """Reads and checks the inputs; raises `ScarpError` if one is unfit."""

    def check_existing(self, name: str, path: Path) -> None:
        """Refuses to replace what is there in the place of an output, by the parameter's name."""
        check_other_layers(path)

    def execute(self, parameters, context, feedback) -> dict:
        """Does the work and returns the outputs by name."""
        raise NotImplementedError

    # Reading parameters

    def raster_path(self, parameters, name: str, context) -> str:
        """The source of a raster parameter, as GDAL opens it.

        Raises:
            QgsProcessingException: if it is no raster, or has no file (XYZ, WMS).
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

    def polygon_source(
        self, parameters, name: str, context, feedback, field: str = ""
    ) -> PolygonSource | None:
        """The source of a vector parameter's features; None if it is not given.

        What the layer shows is what counts: where its file does not hold all of that (edits, a
        filter, a selection, a field that is computed), it is written to a temporary file.

        Args:
            parameters: The step's parameters.
            name: The parameter's name.
            context: The step's context.
            feedback: The step's feedback.
            field: The field that will be read, "" if none.
        """
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            if parameters.get(name) in (None, ""):
                return None
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        found = None
        # Selected features only, or a limited number of them, are no plain value.
        if not isinstance(parameters[name], QgsProcessingFeatureSourceDefinition):
            found = file_of(self.parameterAsVectorLayer(parameters, name, context), field)
        path, layer_name = found or (write_features(source, field, context), None)
        wkt = wkt_of(source.sourceCrs())
        return PolygonSource(path, layer_name, wkt or None, source.sourceName() or None)

    def are_one_layer(self, parameters, one: str, other: str, context) -> bool:
        """Whether two parameters are the same layer, or the same table of a file."""
        sources = []
        for name in (one, other):
            if parameters.get(name) in (None, ""):
                return False
            layer = self.parameterAsVectorLayer(parameters, name, context)
            value = parameters[name]
            # Some features of a layer may well be compared with others of it.
            partly = isinstance(value, QgsProcessingFeatureSourceDefinition) and (
                value.selectedFeaturesOnly
            )
            if layer is None or partly:
                return False
            sources.append((layer.providerType(), layer.source()))
        return sources[0] == sources[1]

    def polygons_for_step(self, parameters, name: str, context, field: str = ""):
        """The value of a vector parameter for a step that this one runs, possibly in a thread.

        Like `polygon_source`, this takes what the layer shows now: call it in `prepare`.
        """
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            return None
        if not isinstance(parameters[name], QgsProcessingFeatureSourceDefinition) and file_of(
            self.parameterAsVectorLayer(parameters, name, context), field
        ):
            return parameters[name]
        return write_features(source, field, context)

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
        """The path of an output file, None if it is not wanted."""
        if parameters.get(name) in (None, ""):
            return None
        definition = self.parameterDefinition(name)
        if definition.type() == "fileDestination":
            path = self.parameterAsFileOutput(parameters, name, context)
        else:
            path = self.parameterAsOutputLayer(parameters, name, context)
        return path

    def cluster(self, parameters, context) -> str:
        """The cluster of `add_cluster`; "" for this machine.

        Raises:
            ScarpError: if it is none.
        """
        text = self.parameterAsString(parameters, self.CLUSTER, context).strip()
        parse_cluster(text)
        return text

    def folder_path(self, parameters, name: str, context) -> str | None:
        """The path of a folder to write into, None if it is not given.

        Raises:
            ScarpError: if nothing can be written there.
        """
        folder = self.parameterAsString(parameters, name, context)
        if not folder:
            return None
        check_writable(Path(folder) / name)
        remove_leftovers(folder)
        return folder

    # Doing the work

    @staticmethod
    def find_runtime():
        """The interpreter for worker jobs.

        Raises:
            ScarpError: if there is none.
        """
        settings = profile.read_settings()
        return find_interpreter(settings.python, profile.managed_environment(), settings.backend)

    def run_worker(
        self, job: str, arguments: dict, feedback, outputs: tuple = (), keep_log: bool = True
    ) -> dict:
        """Runs a job in the worker, and clears up after it if it dies.

        Args:
            job: A name of `scarp.runtime.jobs.JOBS`.
            arguments: The job's arguments.
            feedback: The algorithm's feedback.
            outputs: Paths that the job writes.
            keep_log: Whether to keep its output for “Check runtime”.

        Raises:
            ScarpError: if it fails.
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
            result = worker.run(job, arguments, FeedbackProgress(feedback), feedback.pushDebugInfo)
            if "model" in result:
                described = result.pop("model")
                path = described.pop("path")
                # A temporary file will be gone the next time.
                if Path(QgsProcessingUtils.tempFolder()) not in Path(path).parents:
                    profile.remember_model(path, described)
            return result
        finally:
            for folder in {Path(path).parent for path in outputs if path}:
                remove_leftovers(folder)
