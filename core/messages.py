"""Messages for the analyst: progress, and errors that say what is wrong and what to do.

It needs the standard library alone: both sides of the process boundary use it.
"""

from __future__ import annotations

from typing import Callable

#: ``progress(fraction, message, **values)``: ``fraction`` is 0-1, or None where it is unknown;
#: ``message`` is a template marked by `tr`. To cancel, the callable raises.
Progress = Callable[..., None]


def tr(text: str) -> str:
    """Marks a template for translation; QGIS translates it where it is shown."""
    return text


def no_progress(fraction: float | None, message: str = "", **values: object) -> None:
    """A `Progress` that reports nothing."""


def part_of(progress: Progress, begin: float, end: float) -> Progress:
    """Scales the progress of a part of the work to its share of the whole.

    Args:
        progress: Told the progress of the whole.
        begin: Where the part begins, in 0-1.
        end: Where it ends, in 0-1.
    """

    def scaled(fraction: float | None, message: str = "", **values: object) -> None:
        if fraction is not None:
            fraction = begin + (end - begin) * fraction
        progress(fraction, message, **values)

    return scaled


class ScarpError(Exception):
    """An error for the analyst, in one sentence that says what is wrong and what to do.

    Args:
        template: The sentence in English, with named fields as in `str.format`.
        **values: The values of the fields.

    Attributes:
        traceback: The traceback of a worker that failed, for a log; "" where it only refused.
    """

    def __init__(self, template: str, **values: object):
        super().__init__(template.format(**values))
        self.template = template
        self.values = values
        self.traceback = ""

    def __reduce__(self) -> tuple:
        # On its way from a node of a cluster.
        return _made_again, (type(self), self.template, self.values)


def _made_again(kind: type[ScarpError], template: str, values: dict) -> ScarpError:
    return kind(template, **values)
