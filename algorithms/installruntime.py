"""Install runtime."""

from __future__ import annotations

import time

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterString,
)

from ..runtime import profile
from ..runtime.install.backends import BACKENDS
from ..runtime.install.base_python import find_base_python, this_place
from ..runtime.install.environments import installed_program
from ..runtime.install.install import install, remove
from ..runtime.install.venv_builder import Plan
from ..runtime.interpreter import named_interpreter
from ..translation import tr
from .shared.base import ScarpAlgorithm
from .shared.groups import RUNTIME
from .shared.progress import FeedbackProgress

_REMOVE = 1


class InstallRuntime(ScarpAlgorithm):
    """Makes the managed environment, or removes it."""

    GROUP = RUNTIME

    BACKEND = "BACKEND"
    FOLDER = "FOLDER"
    INDEX = "INDEX"
    ACTION = "ACTION"
    INTERPRETER = "INTERPRETER"
    MEGABYTES = "MEGABYTES"
    MINUTES = "MINUTES"

    def name(self):
        return "installruntime"

    def title(self):
        return tr("Install runtime")

    def keywords(self):
        return ["Python", "Keras", "TensorFlow", "torch", "JAX", "GPU", "pip", tr("install")]

    def description(self):
        return "</p><p>".join(
            (
                tr(
                    "Training and classification need Keras, which cannot be loaded into QGIS. "
                    "This makes a Python environment for it in your QGIS profile, from QGIS's own "
                    "Python, and tries a training step in it. Nothing else on your computer is "
                    "changed. It downloads some hundred megabytes, or some thousand with NVIDIA's "
                    "libraries, and takes minutes."
                ),
                tr(
                    "Run it again to update, to change the backend, or after an update of QGIS. "
                    "The old environment stays in use until the new one has been tried, and is "
                    "then deleted: wait for other Scarp jobs to finish first."
                ),
                tr(
                    "Instead you may name a Python of your own, such as that of a conda "
                    "environment (“conda create -n scarp -c conda-forge python gdal keras "
                    "tensorflow h5py scikit-image plotly shapely psutil”), in Settings > Options > "
                    "Scarp or in the environment variable SCARP_PYTHON: also where there are no "
                    "packages for QGIS's Python."
                ),
                tr(
                    "Proxy and certificates are those of QGIS's settings. Of pip's own settings "
                    "(pip.conf, PIP_INDEX_URL) the index, proxy, certificates and trusted hosts "
                    "are obeyed; further indexes are not asked, because a package of the same "
                    "name there could replace the real one."
                ),
            )
        )

    def initAlgorithm(self, config=None):
        self.add_choice(
            self.BACKEND,
            tr("Backend"),
            tr(
                "What computes. TensorFlow on the CPU is the smallest that does everything. For "
                "NVIDIA's GPUs: on Linux TensorFlow with CUDA, or torch; on Windows torch, with "
                "the index of packages below."
            ),
            [backend.label for backend in BACKENDS.values()],
        )
        self.add_folder(
            self.FOLDER,
            tr("Folder of packages"),
            tr(
                "To install without a network: a folder with all packages (*.whl). Fill it on "
                "another computer with the same system and Python: “pip download --only-binary "
                ":all: --dest FOLDER -r requirements/lock/tensorflow-numpy2.txt” (the file is in "
                "the plugin's folder; numpy1 for a QGIS whose numpy is older than 2). Empty: from "
                "pip's package index, each package being checked by its hash."
            ),
        )
        self.add(
            QgsProcessingParameterString(
                self.INDEX, tr("Index of the backend's packages"), optional=True
            ),
            tr(
                "Address of an index that the backend is taken from, such as the one that "
                "PyTorch's installation page names for CUDA on Windows. All other packages come "
                "from pip's index."
            ),
            advanced=True,
        )
        self.add_choice(
            self.ACTION,
            tr("Action"),
            tr("Install, or bring up to date; or remove the environment from the profile."),
            [tr("Install or update"), tr("Remove")],
            advanced=True,
        )
        self.addOutput(QgsProcessingOutputString(self.INTERPRETER, tr("Interpreter")))
        self.addOutput(QgsProcessingOutputNumber(self.MEGABYTES, tr("Size (MB)")))
        self.addOutput(QgsProcessingOutputNumber(self.MINUTES, tr("Duration (minutes)")))

    def prepare(self, parameters, context, feedback):
        backend = list(BACKENDS.values())[self.parameterAsEnum(parameters, self.BACKEND, context)]
        self._removes = self.parameterAsEnum(parameters, self.ACTION, context) == _REMOVE
        # In the main thread, because QGIS may ask for a password.
        self._plan = Plan(
            backend,
            self.parameterAsString(parameters, self.FOLDER, context),
            self.parameterAsString(parameters, self.INDEX, context),
            profile.proxy_variables(),
            profile.trusted_certificates(),
        )
        self._managed = profile.managed_environment()

    def execute(self, parameters, context, feedback):
        started = time.monotonic()
        progress = FeedbackProgress(feedback)
        if self._removes:
            progress(0, tr("Removing the runtime."))
            remove(self._managed)
            profile.set_backend("")
            return {self.INTERPRETER: "", self.MEGABYTES: 0, self.MINUTES: _minutes(started)}
        progress(0, tr("Looking for QGIS's own Python."))
        base = find_base_python(this_place())
        installed = install(self._managed, self._plan, base, progress, feedback.pushDebugInfo)
        program = installed_program(self._managed, installed)
        self._choose(installed.backend, feedback)
        feedback.pushInfo(
            tr(
                "{backend} is installed and works: {megabytes} MB in {folder}.",
                backend=self._plan.backend.label,
                megabytes=installed.megabytes,
                folder=str(self._managed),
            )
        )
        return {
            self.INTERPRETER: program,
            self.MEGABYTES: installed.megabytes,
            self.MINUTES: _minutes(started),
        }

    def _choose(self, backend: str, feedback) -> None:
        """Chooses the backend in the settings, unless another Python is named there."""
        named = named_interpreter(profile.read_settings().python)
        if named is None:
            profile.set_backend(backend)
            return
        feedback.reportError(
            tr(
                "Jobs still run in {path}, named in {place}: clear that to use the new runtime.",
                path=named[0],
                place="Settings > Options > Scarp" if named[1] == "setting" else "SCARP_PYTHON",
            )
        )


def _minutes(started: float) -> float:
    return round((time.monotonic() - started) / 60, 2)
