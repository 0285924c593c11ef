"""Runs inside QGIS (``qgis --code``) and answers the controller's questions.

It looks and never acts: what is clicked and typed comes from outside. It answers on the main
thread, while dialogs are open too. A question is one line of JSON, ``{"ask": name, "with": {…}}``;
an answer is one line, ``{"answer": …}`` or ``{"problem": text}``.
"""

import json
import os
import sys
import traceback

from qgis import utils
from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtNetwork import QLocalServer

sys.path.insert(0, os.environ["SCARP_DESKTOP_TESTS"])
import looking
import step_windows

#: What QGIS misses on a computer without these programs.
_NOT_OURS = ("GRASS", "SAGA")


class Agent(QObject):
    """Listens at a local socket, and keeps what goes wrong in QGIS."""

    def __init__(self, path):
        super().__init__()
        self._errors = []
        QgsApplication.messageLog().messageReceived.connect(self._keep_message)
        self._show_exception = utils.showException
        utils.showException = self._keep_exception
        QLocalServer.removeServer(path)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._take)
        if not self._server.listen(path):
            raise OSError(self._server.errorString())

    def errors(self):
        """What has gone wrong since the last question for it."""
        errors, self._errors = self._errors, []
        return errors

    def _keep_exception(self, kind, value, trace, *args, **kwargs):
        self._errors.append("".join(traceback.format_exception(kind, value, trace)))
        self._show_exception(kind, value, trace, *args, **kwargs)

    def _keep_message(self, *args):
        if any(name in args[0] for name in _NOT_OURS):
            return
        if len(args) == 3 and args[2] == Qgis.MessageLevel.Critical:
            self._errors.append(f"{args[1]}: {args[0]}")

    def _take(self):
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))

    def _read(self, socket):
        while socket.canReadLine():
            question = json.loads(bytes(socket.readLine()))
            try:
                answer = {"answer": self._found(question["ask"])(**question.get("with", {}))}
            except Exception:
                answer = {"problem": traceback.format_exc()}
            socket.write(json.dumps(answer, default=str).encode() + b"\n")
            socket.flush()

    def _found(self, question):
        if question == "errors":
            return self.errors
        return getattr(looking, question, None) or getattr(step_windows, question)


utils.scarp_agent = Agent(os.environ["SCARP_DESKTOP_SOCKET"])
