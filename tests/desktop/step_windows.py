"""What the window of a step holds; imported inside QGIS only."""

from describing import all_widgets, current, described, shown_windows
from qgis.PyQt.QtWidgets import QWidget


def parameter(name, row=None):
    """The parts of a parameter's widget in the step's window that is in front.

    Args:
        name: Of the parameter.
        row: Of a batch; None: no batch.
    """
    shown = _wrapped(name, row)
    if shown is None:
        return None
    parts = [shown, *shown.findChildren(QWidget)]
    return [
        {**described(part), "current": current(part)}
        for part in parts
        if part.isVisibleTo(shown) or part is shown
    ]


def values():
    """Parameters of the step's window in front, as QGIS would run it."""
    given = _step_window().createProcessingParameters()
    return {name: str(_plain_value(value)) for name, value in given.items()}


def step():
    """The id of the step whose window is in front; None if there is none."""
    window = _step_window()
    return window.algorithm().id() if window else None


def log(title):
    """What the log of a step's window says."""
    texts = [w for w in all_widgets(title, visible=False) if w.objectName() == "txtLog"]
    return "\n".join(text.toPlainText() for text in texts)


def _step_window():
    windows = [w for w in shown_windows() if hasattr(w, "createProcessingParameters")]
    windows += [w for w in shown_windows() if hasattr(w, "runAsSingle")]
    windows.sort(key=lambda w: not w.isActiveWindow())
    return windows[0] if windows else None


def _wrapped(name, row):
    panel = _step_window().mainWidget()
    if row is not None:
        columns = panel.parameter_to_column
        return panel.tblParameters.cellWidget(row + 1, columns[_full_name(name, columns)])
    wrapper = panel.wrappers.get(_full_name(name, panel.wrappers))
    if wrapper is None:
        return None
    found = wrapper.wrappedWidget() if hasattr(wrapper, "wrappedWidget") else None
    return found if found is not None else getattr(wrapper, "widget", None)


def _full_name(name, among):
    """A workflow's outputs are named after its steps too: "threshold:REPORT"."""
    return next((full for full in among if full.split(":")[-1] == name), name)


def _plain_value(value):
    return value.sink.staticValue() if hasattr(value, "sink") else value
