"""Sentences for the analyst: how Scarp reports progress and refuses what cannot be done.

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


def no_progress(fraction: float | None, message: str = "", **values) -> None:
    """A `Progress` that reports nothing."""


def part_of(progress: Progress, begin: float, end: float) -> Progress:
    """The progress of a part of the work, which goes from ``begin`` to ``end`` of the whole."""

    def scaled(fraction: float | None, message: str = "", **values) -> None:
        if fraction is not None:
            fraction = begin + (end - begin) * fraction
        progress(fraction, message, **values)

    return scaled


class ScarpError(Exception):
    """What cannot be done, in one sentence that says what is wrong and what to do.

    Args:
        template: The sentence in English, with named fields as in `str.format`.
        **values: The values of the fields.

    Attributes:
        traceback: Where a worker failed, for a log; "" where it refused in words.
    """

    def __init__(self, template: str, **values):
        super().__init__(template.format(**values))
        self.template = template
        self.values = values
        self.traceback = ""
