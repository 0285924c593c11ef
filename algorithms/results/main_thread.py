"""What only the main thread may do, asked for by another one."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, QThread, pyqtSignal


class _Caller(QObject):
    """Calls a function in the thread that it has been moved to."""

    wanted = pyqtSignal()

    def __init__(self, function: Callable[[], None]):
        super().__init__()
        self._function = function
        self.problem: BaseException | None = None
        self.moveToThread(QCoreApplication.instance().thread())
        self.wanted.connect(self.call, Qt.ConnectionType.BlockingQueuedConnection)

    def call(self) -> None:
        """Calls the function, and keeps what it raises."""
        try:
            self._function()
        except Exception as problem:  # Raised again where it was asked for.
            self.problem = problem


def on_main_thread(function: Callable[[], None]) -> None:
    """Calls a function on the main thread, and waits for it; what it raises is raised here.

    A step within a model runs on a thread of its own from beginning to end.
    """
    if QThread.currentThread() == QCoreApplication.instance().thread():
        function()
        return
    caller = _Caller(function)
    caller.wanted.emit()
    if caller.problem:
        raise caller.problem
