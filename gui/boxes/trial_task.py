"""Timing a training in the background while its step's window is open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from qgis.core import QgsApplication, QgsTask

from ...core.messages import ScarpError
from ...runtime import profile
from ...runtime.client import Worker
from ...runtime.interpreter import find_interpreter
from ...translation import tr


class TrialTask(QgsTask):
    """Runs the worker's job `time_training`; failures are not reported to the user.

    Args:
        arguments: The job's arguments.
        done: Called on the main thread with the job's result, None where there is none.
    """

    def __init__(self, arguments: dict, done: Callable[[dict | None], None]):
        super().__init__(tr("Scarp: how long a training takes"), _flags())
        self._arguments = arguments
        self._done: Callable[[dict | None], None] | None = done
        self._result: dict | None = None
        # On the main thread, where settings are read.
        self._settings = profile.read_settings()
        self._environment = profile.managed_environment()

    def run(self):
        """Runs the job; called in a thread of its own."""
        settings = self._settings
        with suppress(ScarpError, _Ended, OSError):
            found = find_interpreter(settings.python, self._environment, settings.backend)
            worker = Worker(
                found.path,
                found.backend,
                settings.memory_limit,
                isolated=found.origin == "managed",
            )
            arguments = {
                **self._arguments,
                "settings": settings.instead_of_automatic(self._arguments),
            }
            self._result = worker.run("time_training", arguments, self._progress)
        return self._result is not None

    def finished(self, result):
        """Hands over the result; called on the main thread."""
        if self._done is not None:
            self._done(self._result)

    def forget(self) -> None:
        """Ends the trial without calling ``done``."""
        self._done = None
        # The task may have ended already, and been deleted.
        with suppress(RuntimeError):
            self.cancel()

    def _progress(self, *_, **__) -> None:
        if self.isCanceled():
            raise _Ended


class _Ended(Exception):
    pass


def start(arguments: dict, done: Callable[[dict | None], None]) -> TrialTask:
    """Begins a trial."""
    task = TrialTask(arguments, done)
    QgsApplication.taskManager().addTask(task)
    return task


def _flags():
    flags = QgsTask.Flag.CanCancel
    # Hidden from QGIS's list of tasks, as nobody has asked for it. From QGIS 3.26 on.
    hidden = getattr(QgsTask.Flag, "Hidden", None)
    return flags | hidden if hidden is not None else flags
