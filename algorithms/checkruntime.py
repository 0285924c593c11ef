"""Check runtime."""

from __future__ import annotations

from qgis.core import QgsProcessingOutputBoolean, QgsProcessingOutputString

from .base import ScarpAlgorithm
from .groups import RUNTIME
from .translation import tr


class CheckRuntime(ScarpAlgorithm):
    """Says which Python runs the network, and what it lacks."""

    GROUP = RUNTIME

    def name(self):
        return "checkruntime"

    def displayName(self):
        return tr("Check runtime")

    def tags(self):
        return ["Python", "Keras", "TensorFlow", "GPU"]

    def description(self):
        return tr(
            "Training and classification run in a Python of their own, the runtime, which has "
            "Keras. This says which interpreter it is, the versions of its packages, the device "
            "it would run on, and what is missing."
        )

    def initAlgorithm(self, config=None):
        self.addOutput(QgsProcessingOutputString("INTERPRETER", tr("Interpreter")))
        self.addOutput(QgsProcessingOutputString("BACKEND", tr("Backend")))
        self.addOutput(QgsProcessingOutputString("DEVICE", tr("Device")))
        self.addOutput(QgsProcessingOutputString("MISSING", tr("What is missing")))
        self.addOutput(QgsProcessingOutputString("REPORT", tr("Report")))
        self.addOutput(QgsProcessingOutputBoolean("READY", tr("Ready")))

    def execute(self, parameters, context, feedback):
        interpreter = self.find_runtime()
        result = self.run_worker("check_runtime", {}, feedback)
        found, missing = result["found"], result["missing"]
        origin = {
            "setting": tr("named in the settings"),
            "variable": tr("named in SCARP_PYTHON"),
            "managed": tr("managed by Scarp"),
        }[interpreter.origin]
        lines = [f"{name}: {value}" for name, value in found.items()] + [
            tr("origin: {origin}", origin=origin)
        ]
        for line in lines:
            feedback.pushInfo(line)
        if missing:
            feedback.reportError(
                tr(
                    "The runtime lacks: {missing}. Install it with “{python} -m pip install …”.",
                    missing=", ".join(missing),
                    python=interpreter.path,
                )
            )
        return {
            "INTERPRETER": interpreter.path,
            "BACKEND": found.get("backend", ""),
            "DEVICE": found.get("device", ""),
            "MISSING": ", ".join(missing),
            "REPORT": "\n".join(lines),
            "READY": not missing,
        }
