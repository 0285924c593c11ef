"""A job of the worker in the background, for windows and panels."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from qgis.core import QgsApplication, QgsTask

from ..core.messages import ScarpError
from ..runtime import profile
from ..runtime.client import Worker
from ..runtime.interpreter import find_interpreter
from ..translation import tr


class WorkerTask(QgsTask):
    """Runs a job of the worker.

    Args:
        title: What QGIS calls it.
        job: A name of `scarp.runtime.jobs.JOBS`.
        arguments: The job's arguments.
        done: Called on the main thread with the job's result, None where there is none, and with
            what stood in its way, "" where nothing did.
    """

    def __init__(
        self, title: str, job: str, arguments: dict, done: Callable[[dict | None, str], None]
    ):
        super().__init__(title, _flags())
        self._job, self._arguments = job, arguments
        self._done: Callable[[dict | None, str], None] | None = done
        self._result: dict | None = None
        self._problem = ""
        # On the main thread, where settings are read.
        self._settings = profile.read_settings()
        self._environment = profile.managed_environment()

    def run(self):
        """Runs the job; called in a thread of its own."""
        settings, arguments = self._settings, self._arguments
        if "settings" in arguments:
            arguments = {**arguments, "settings": settings.instead_of_automatic(arguments)}
        try:
            found = find_interpreter(settings.python, self._environment, settings.backend)
            worker = Worker(
                found.path,
                found.backend,
                settings.memory_limit,
                isolated=found.origin == "managed",
            )
            self._result = worker.run(self._job, arguments, self._progress)
        except ScarpError as problem:
            self._problem = tr(problem.template, **problem.values)
        except OSError as problem:
            self._problem = str(problem)
        except _Ended:
            pass
        return self._result is not None

    def finished(self, result):
        """Hands over the result; called on the main thread."""
        if self._done is not None:
            self._done(self._result, self._problem)

    def forget(self) -> None:
        """Ends the job without calling ``done``."""
        self._done = None
        # The task may have ended already, and been deleted.
        with suppress(RuntimeError):
            self.cancel()

    def _progress(self, *_, **__) -> None:
        if self.isCanceled():
            raise _Ended


class _Ended(Exception):
    pass


def start(
    title: str, job: str, arguments: dict, done: Callable[[dict | None, str], None]
) -> WorkerTask:
    """Begins a job; the arguments are those of `WorkerTask`."""
    task = WorkerTask(title, job, arguments, done)
    QgsApplication.taskManager().addTask(task)
    return task


def _flags():
    flags = QgsTask.Flag.CanCancel
    # Hidden from QGIS's list of tasks, as nobody has asked for it. From QGIS 3.26 on.
    hidden = getattr(QgsTask.Flag, "Hidden", None)
    return flags | hidden if hidden is not None else flags
