"""What can go wrong between QGIS and the worker, in words."""

from __future__ import annotations


def tr(text: str) -> str:
    """Marks a template for translation; QGIS translates it where it is shown."""
    return text


class WorkerProblem(Exception):
    """A job could not be done, in one sentence.

    Args:
        template: The sentence in English, with named fields as in `str.format`.
        **values: The values of the fields.

    Attributes:
        traceback: Where the worker failed, for a log; "" where it refused in words.
    """

    def __init__(self, template: str, **values):
        super().__init__(template.format(**values))
        self.template = template
        self.values = values
        self.traceback = ""
