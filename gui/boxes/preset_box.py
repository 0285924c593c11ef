"""The box of the “Preset” parameter: it fills in numbers and estimates how long they take."""

from __future__ import annotations

from qgis.core import QgsProcessingContext
from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper, QgsProcessingGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QLabel

from ...core.device_options import DEVICES
from ...runtime import profile
from ...translation import tr
from ..worker_task import WorkerTask, start
from .parameter_box import ChoiceWrapper, wrapper_class

OWN_SETTINGS = 0
#: Milliseconds without a change before the time is estimated.
_REST = 1200
_NETWORK_BOXES = {"WIDTH": "width", "PATCH_SIZE": "patch_size", "BANDS": "bands"}
_TRAINING_BOXES = {
    "EPOCHS": "epochs",
    "PATCHES_PER_EPOCH": "patches_per_epoch",
    "PATCHES_PER_BATCH": "patches_per_batch",
}


class _PresetWrapper(ChoiceWrapper):
    """Fills the boxes of a step as its preset says, and follows what is changed in them.

    Args:
        parameter: The preset.
        kind: The kind of window, as QGIS gives it.
        presets: Values by the names of parameters, by the number of the preset, as text.
        estimate: "network" and "settings" of `scarp.runtime.jobs.learning.time_training`, which
            those of the boxes replace, and "sizes": width and patch size by preset.
    """

    def __init__(self, parameter, kind, presets: dict, estimate: dict):
        super().__init__(parameter, kind)
        self._presets = {int(number): values for number, values in presets.items()}
        self._estimate = estimate
        self._boxes: dict[str, QgsAbstractProcessingParameterWidgetWrapper] = {}
        self._filling = False
        self._task: WorkerTask | None = None
        self._tried: dict | None = None
        self._found: dict | None = None

    def createWidget(self):
        """The presets to choose from, and a line below."""
        widget = super().createWidget()
        self.combo.currentIndexChanged.connect(self._take)
        self.line = QLabel(widget)
        self.line.setWordWrap(True)
        widget.layout().addWidget(self.line)
        self._rest = QTimer(self.combo)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._try)
        return widget

    def postInitialize(self, wrappers):
        """Called by QGIS with the boxes of all parameters."""
        self._boxes = {one.parameterDefinition().name(): one for one in wrappers}
        for name, box in self._boxes.items():
            if name in self._names():
                box.widgetValueHasChanged.connect(self._follow)
            elif name == "MODEL":
                box.widgetValueHasChanged.connect(self._try_later)
        self._take()

    def _names(self) -> set[str]:
        return {name for values in self._presets.values() for name in values}

    def _take(self, *_) -> None:
        """Shows the numbers of a preset in their boxes."""
        values = self._presets.get(self.widgetValue(), {})
        self._filling = True
        for name, value in values.items():
            if name in self._boxes:
                self._boxes[name].setParameterValue(value, QgsProcessingContext())
        self._filling = False
        self.widgetValueHasChanged.emit(self)
        self._try_later()

    def _follow(self, *_) -> None:
        """Shows “Own settings” once a number differs from the preset."""
        if self._filling:
            return
        values = self._presets.get(self.widgetValue(), {})
        if any(not self._is_shown(name, value) for name, value in values.items()):
            self.combo.setCurrentIndex(OWN_SETTINGS)
        self._try_later()

    def _is_shown(self, name: str, value) -> bool:
        box = self._boxes.get(name)
        return box is None or box.parameterValue() == value

    # Estimating the time

    def _try_later(self, *_) -> None:
        if self.type() == QgsProcessingGui.WidgetType.Standard:
            self._rest.start(_REST)

    def _wanted(self) -> dict | None:
        """The arguments of the trial; None where the network is not known."""
        network = dict(self._estimate["network"])
        settings = dict(self._estimate["settings"])
        sizes = self._estimate["sizes"].get(str(self.widgetValue()))
        if sizes:
            network |= sizes
        values = self._presets.get(self.widgetValue(), {})
        for names, target in ((_NETWORK_BOXES, network), (_TRAINING_BOXES, settings)):
            for name, field in names.items():
                if name in self._boxes:
                    target[field] = self._boxes[name].parameterValue()
                elif name in values:
                    target[field] = values[name]
        model = self._boxes["MODEL"].parameterValue() if "MODEL" in self._boxes else None
        if model:
            described = dict(profile.recent_models()).get(model, {}).get("network")
            if described is None:
                return None
            network |= described
        settings["device"] = self._device()
        return {"network": network, "settings": settings}

    def _device(self) -> str:
        wish = self._boxes["DEVICE"].parameterValue() if "DEVICE" in self._boxes else 0
        return tuple(DEVICES)[wish or 0]

    def _try(self) -> None:
        wanted = self._wanted()
        self._wish = wanted
        if wanted is None:
            self._say("")
            return
        if self._tried is not None and _alike(wanted, self._tried):
            self._tell()
            return
        self._end_trial()
        self._tried, self._found = wanted, None
        self._say(tr("Measuring how long a training takes on this computer…"))
        title = tr("Scarp: how long a training takes")
        self._task = start(title, "time_training", wanted, self._take_trial)

    def _take_trial(self, found: dict | None, _problem: str) -> None:
        self._task, self._found = None, found
        self._tell()

    def _tell(self) -> None:
        if self._found is None or self._wish is None:
            if self._task is None:
                self._say("")
            return
        settings = self._wish["settings"]
        patches = settings["epochs"] * settings["patches_per_epoch"]
        if self._found["seconds_a_patch"] is None:
            self._say(
                tr(
                    "It needs {memory:.1f} GB of memory, more than {device} has free: choose fewer "
                    "patches per batch, smaller ones, or a narrower network.",
                    memory=self._found["memory"] / 1e9,
                    device=self._found["device"],
                )
            )
            return
        minutes = self._found["seconds_a_patch"] * (patches or 1000) / 60
        words = {
            "time": _duration(minutes),
            "memory": self._found["memory"] / 1e9,
            "device": self._found["device"],
        }
        if patches:
            self._say(tr("{time} and {memory:.1f} GB of memory on {device}.", **words))
        else:
            self._say(
                tr("{time} for 1,000 patches, {memory:.1f} GB of memory on {device}.", **words)
            )

    def _say(self, words: str) -> None:
        if not sip.isdeleted(self.line):
            self.line.setText(words)

    def end(self, *_) -> None:
        """Ends the trial if one is running, and releases the window's other boxes."""
        self._rest.stop()
        self._boxes = {}
        self._end_trial()

    def _end_trial(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.forget()


def _alike(one: dict, other: dict) -> bool:
    """Whether a patch takes the same time in two trainings."""
    counted = ("epochs", "patches_per_epoch")
    kept = [
        {**wanted, "settings": {k: v for k, v in wanted["settings"].items() if k not in counted}}
        for wanted in (one, other)
    ]
    return kept[0] == kept[1]


def _duration(minutes: float) -> str:
    if minutes < 1:
        return tr("Less than a minute")
    if minutes < 90:
        return tr("About {count:.0f} minutes", count=minutes)
    return tr("About {count:.1f} hours", count=minutes / 60)


preset_wrapper = wrapper_class(_PresetWrapper)
