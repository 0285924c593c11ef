"""Check runtime."""

from __future__ import annotations

from qgis.core import QgsProcessingOutputBoolean, QgsProcessingOutputString

from ..core.files import staged
from ..core.messages import ScarpError
from ..runtime import profile
from ..runtime.install.install import installation_log
from ..runtime.report import anonymous, compose, computer
from ..translation import tr
from .results.reports import is_of_window
from .shared.base import ScarpAlgorithm
from .shared.groups import RUNTIME

#: The end of the last installation is enough to see why it has failed.
_INSTALLATION_LINES = 12


class CheckRuntime(ScarpAlgorithm):
    """Says which Python runs the network, and what it lacks."""

    GROUP = RUNTIME

    OUTPUT = "OUTPUT"

    def name(self):
        return "checkruntime"

    def title(self):
        return tr("Check runtime")

    def keywords(self):
        return ["Python", "Keras", "TensorFlow", "GPU", tr("report")]

    def description(self):
        return tr(
            "Training and classification run in a Python of their own, the runtime, which has "
            "Keras. This says which interpreter it is, the versions of its packages, the device "
            "it would run on, free memory and disk, what is missing, and what the last job "
            "printed. The report can be pasted into an issue as it is: it does not contain your "
            "name."
        )

    def initAlgorithm(self, config=None):
        self.add_file_output(
            self.OUTPUT,
            tr("Report as a file"),
            tr("The report as text; it is in the log as well."),
            tr("Text file (*.txt)"),
            optional=True,
        )
        self.addOutput(QgsProcessingOutputString("INTERPRETER", tr("Interpreter")))
        self.addOutput(QgsProcessingOutputString("BACKEND", tr("Backend")))
        self.addOutput(QgsProcessingOutputString("DEVICE", tr("Device")))
        self.addOutput(QgsProcessingOutputString("MISSING", tr("What is missing")))
        self.addOutput(QgsProcessingOutputString("REPORT", tr("Report")))
        self.addOutput(QgsProcessingOutputBoolean("READY", tr("Ready")))

    def execute(self, parameters, context, feedback):
        output = self.output_path(parameters, self.OUTPUT, context)
        # Read before this job overwrites it.
        last_log = _lines_of(profile.worker_log())
        interpreter, found, missing, problem = None, {}, [], ""
        try:
            interpreter = self.find_runtime()
            settings = profile.read_settings()
            wished = {"device": settings.device, "precision": settings.precision}
            result = self.run_worker("check_runtime", wished, feedback, keep_log=False)
            found, missing = result["found"], result["missing"]
        except ScarpError as caught:
            problem = tr(caught.template, **caught.values)
            feedback.reportError(problem)
        if interpreter:
            found["origin"] = {
                "setting": tr("named in the settings"),
                "variable": tr("named in SCARP_PYTHON"),
                "managed": tr("managed by Scarp"),
            }[interpreter.origin]
        managed = profile.managed_environment()
        report = compose(
            tr("Scarp's runtime"),
            {
                tr("Computer"): computer(profile.qgis_version(), managed),
                tr("Runtime"): {
                    **found,
                    **({tr("missing"): ", ".join(missing)} if missing else {}),
                    **({tr("problem"): problem} if problem else {}),
                },
                tr("The last job"): last_log,
                tr("The last failure of a step"): _lines_of(profile.problem_log()),
                tr("The last installation"): installation_log(managed)[-_INSTALLATION_LINES:],
            },
        )
        for line in report.splitlines():
            feedback.pushInfo(line)
        if missing:
            feedback.reportError(
                tr(
                    "The runtime lacks: {missing}. Install it with “{python} -m pip install …”, or "
                    "run “Install runtime”.",
                    missing=", ".join(missing),
                    python=anonymous(interpreter.path),
                )
            )
        results = {
            "INTERPRETER": interpreter.path if interpreter else "",
            "BACKEND": found.get("backend", ""),
            "DEVICE": found.get("device", ""),
            "MISSING": ", ".join(missing),
            "READY": not missing and not problem,
        }
        # A window logs all results, and has the report in its log; others may chain on it.
        if not is_of_window(feedback):
            results["REPORT"] = report
        if output:
            with staged(output) as temporary:
                temporary.write_text(report, encoding="utf-8")
            results[self.OUTPUT] = output
        return results


def _lines_of(path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
