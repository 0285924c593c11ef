"""Problems, in words for the analyst."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from pathlib import Path

from qgis.core import QgsProcessingException

from ...core.messages import ScarpError
from ...runtime import profile
from ...runtime.logs import keep_log
from ...translation import tr

_HDF5_SIGNATURE = b"\x89HDF\r\n\x1a\n"


def model_problem(path: str) -> str:
    """Why a file is not a model, as far as its first bytes tell; "" if it may be one."""
    # Reading a device, or a pipe that nobody writes to, would never end.
    if not path or not Path(path).is_file():
        return tr("There is no model file {path}.", path=path)
    try:
        with open(path, "rb") as file:
            if file.read(len(_HDF5_SIGNATURE)) != _HDF5_SIGNATURE:
                return tr("{path} is not a model file: it is no HDF5 file.", path=path)
    except OSError as error:
        return tr("{path} cannot be read ({reason}).", path=path, reason=error.strerror)
    return ""


@contextmanager
def problems_in_words(step: str):
    """Raises errors as `QgsProcessingException` in the user's language.

    Args:
        step: The step's name, for the log of unexpected errors.
    """
    try:
        yield
    except Exception as error:
        raised = _in_words(error, step)
        # SIP never frees an exception that leaves a step: layers in its frames would outlive QGIS.
        traceback.clear_frames(error.__traceback__)
        if raised is error:
            raise
        raise raised from error


def _in_words(error: Exception, step: str) -> QgsProcessingException:
    if isinstance(error, QgsProcessingException):
        return error
    if isinstance(error, ScarpError):
        return QgsProcessingException(tr(error.template, **error.values))
    if isinstance(error, MemoryError):
        return QgsProcessingException(
            tr("There is not enough memory for this step: close other programs, or use less data.")
        )
    keep_log(profile.problem_log(), step, traceback.format_exc().splitlines())
    return QgsProcessingException(
        tr(
            "Scarp failed unexpectedly ({error}). “Check runtime” shows the details: please "
            "report them.",
            error=" ".join(f"{type(error).__name__}: {error}".split()),
        )
    )
