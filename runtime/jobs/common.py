"""What several jobs share."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ...core.files import staged
from ...core.messages import Progress, ScarpError, tr

if TYPE_CHECKING:
    from ...models.model_file import Model


def without_undefined(metrics: dict) -> dict:
    """Metrics with None in place of NaN."""
    return {name: None if value != value else value for name, value in metrics.items()}


def description(model: Model, path: str) -> dict:
    """What the windows of steps tell of a model, by name; `scarp.runtime.profile` keeps it."""
    described = {
        "bands": model.network.bands,
        "pixel_size": model.pixel_size,
        "is_trained": model.is_trained,
        "f1": model.metrics.get("f1"),
        "made": model.made,
        "network": {
            "network": model.network.network,
            "bands": model.network.bands,
            "width": model.network.width,
            "patch_size": model.network.patch_size,
        },
    }
    return {"path": path, **without_undefined(described)}


def write_text(path: str, text: str) -> None:
    """Writes a text file whole or not at all."""
    with staged(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def check_can_report(path: str | None) -> None:
    """Makes sure, before any work is done, that a report can be drawn, if one is wanted.

    Raises:
        ModuleNotFoundError: if plotly is missing.
    """
    if path and not find_spec("plotly"):
        raise ModuleNotFoundError("No module named 'plotly'", name="plotly")


def write_report(path: str | None, make: Callable[[], str], progress: Progress) -> str | None:
    """Writes a report on results that have been saved; where that fails, it is said.

    Args:
        path: Where; None where none is wanted.
        make: Gives its text.
        progress: Told what went wrong.

    Returns:
        ``path``, None where there is no report.
    """
    if not path:
        return None
    try:
        write_text(path, make())
    except ScarpError as problem:
        progress(None, problem.template, **problem.values)
    except Exception as error:
        sentence = tr("The report {path} could not be drawn ({reason}).")
        progress(None, sentence, path=path, reason=str(error) or type(error).__name__)
    else:
        return path
    progress(None, tr("All but the report has been saved."))
    return None


def told_once(write: Callable[..., None], progress: Progress) -> Callable[..., None]:
    """Wraps a function that writes a table during the work: its failure does not end the work.

    The table may be open in another program at one moment and not at the next.

    Args:
        write: The function that writes.
        progress: Told what went wrong, once.
    """
    told = False

    def write_if_possible(*arguments) -> None:
        nonlocal told
        try:
            write(*arguments)
        except ScarpError as problem:
            if not told:
                progress(None, problem.template, **problem.values)
            told = True

    return write_if_possible
