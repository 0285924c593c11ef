"""Running a job in a worker, from QGIS's side."""

from __future__ import annotations

import collections
import contextlib
import json
import queue
import signal
import subprocess
import threading
from pathlib import Path
from typing import Callable

from ..core.messages import ScarpError, tr
from .logs import keep_log
from .process_environment import hidden_window, worker_environment

_WORKER = Path(__file__).with_name("worker.py")
#: How long a worker may take to clean up after it was asked to end, in seconds.
GRACE = 1.5
_POLL = 0.1
_LOG_LINES_KEPT = 200
_LAST_WORDS = 20
#: The keys of messages and their types, by type of message.
_KEYS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "progress": {"fraction": (int, float, type(None)), "message": str, "values": dict},
    "result": {"result": dict},
    "error": {"message": str, "values": dict},
}


class Worker:
    """One job in a process of its own.

    Args:
        python: The interpreter to run it in.
        backend: Keras's backend, "" for its default.
        memory_limit: Main memory that the job may take, in megabytes; 0 for all that is free.
        isolated: Whether ``python`` belongs to the managed environment.
        log_file: File that keeps the last lines printed and the outcome; None for none.

    Attributes:
        pid: Id of the process, None before it is started.
    """

    def __init__(
        self,
        python: str,
        backend: str = "",
        memory_limit: int = 0,
        isolated: bool = False,
        log_file: Path | None = None,
    ):
        self.pid: int | None = None
        self._python = python
        self._environment = worker_environment(backend, memory_limit, isolated)
        self._log: collections.deque[str] = collections.deque(maxlen=_LOG_LINES_KEPT)
        self._log_file = log_file

    def run(
        self,
        job: str,
        arguments: dict,
        progress: Callable[..., None],
        log: Callable[[str], None] = lambda line: None,
    ) -> dict:
        """Runs a job to its end.

        Args:
            job: A name of `scarp.runtime.jobs.JOBS`.
            arguments: The job's arguments: anything that JSON can hold.
            progress: ``progress(fraction, message, **values)``, also called while nothing
                happens. If it raises, the worker is ended and the exception propagates.
            log: Called with each line that libraries print.

        Returns:
            The job's result.

        Raises:
            ScarpError: if the job fails or the worker dies.
        """
        ended = "done"
        try:
            return self._run(job, arguments, progress, log)
        except BaseException as problem:
            ended = f"{type(problem).__name__}: {problem}"
            raise
        finally:
            if self._log_file is not None:
                keep_log(self._log_file, job, [*self._log, ended])

    def _run(self, job: str, arguments: dict, progress, log) -> dict:
        process = self._start()
        self.pid = process.pid
        messages: queue.Queue = queue.Queue()
        readers = [
            threading.Thread(target=_read, args=(stream, kind, messages), daemon=True)
            for stream, kind in ((process.stdout, "out"), (process.stderr, "err"))
        ]
        try:
            for reader in readers:
                reader.start()
            self._send(process, {"job": job, "arguments": arguments})
            last = self._listen(process, messages, progress, log)
        except BaseException:
            _end(process)
            raise
        else:
            _let_end(process)
        finally:
            for reader in readers:
                reader.join(GRACE)
            # What was printed before the outcome may arrive after it, through the other pipe.
            while not messages.empty():
                kind, line = messages.get()
                if kind == "err" and line:
                    self._log.append(line)
                    log(line)
            for stream in (process.stdin, process.stdout, process.stderr):
                # Closing fails where a dead worker has never read what was sent to it.
                with contextlib.suppress(OSError):
                    stream.close()
        if last["type"] == "result":
            return last["result"]
        problem = ScarpError(last["message"], **last["values"])
        problem.traceback = str(last.get("traceback", ""))
        self._log.extend(problem.traceback.splitlines())
        raise problem

    def _start(self) -> subprocess.Popen:
        try:
            return subprocess.Popen(
                [self._python, str(_WORKER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                env=self._environment,
                **hidden_window(),
            )
        except OSError as error:
            raise ScarpError(
                tr("The Python {path} could not be started: {reason}"),
                path=self._python,
                reason=error.strerror,
            ) from error

    @staticmethod
    def _send(process: subprocess.Popen, request: dict) -> None:
        try:
            # Standard input stays open: when it closes, the worker knows that QGIS is gone.
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
        except OSError:
            pass  # The worker has died already; its exit code tells why.

    def _listen(self, process, messages, progress, log) -> dict:
        """Obeys messages until the last one, the result or an error, and returns that."""
        open_streams = 2
        while open_streams:
            try:
                kind, line = messages.get(timeout=_POLL)
            except queue.Empty:
                progress(None)
                continue
            if line is None:
                open_streams -= 1
                continue
            message = _parse(line) if kind == "out" else {"type": "log", "line": line}
            if message["type"] == "progress":
                progress(message["fraction"], message["message"], **message["values"])
            elif message["type"] in ("result", "error"):
                return message
            elif message["line"]:
                self._log.append(message["line"])
                log(message["line"])
        last_words = list(self._log)[-_LAST_WORDS:]
        raise died(process.wait(), " / ".join(last_words) or "-")


def _read(stream, kind: str, messages: queue.Queue) -> None:
    for line in stream:
        messages.put((kind, line.rstrip("\n")))
    messages.put((kind, None))


def _parse(line: str) -> dict:
    """A message of the protocol, or a log message if the line is not a complete one."""
    try:
        message = json.loads(line)
        if all(isinstance(message[key], kind) for key, kind in _KEYS[message["type"]].items()):
            return message
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    return {"type": "log", "line": line}


def _let_end(process: subprocess.Popen) -> None:
    """Gives a worker that has sent its outcome time to end by itself, then ends it."""
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        _end(process)


def _end(process: subprocess.Popen) -> None:
    """Asks a worker to end, and kills it if it has not within `GRACE`."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def died(code: int, last_words: str) -> ScarpError:
    """Explains the exit code or signal of a worker that sent no result.

    Args:
        code: As in `subprocess.Popen.returncode`: negative for a signal.
        last_words: What it printed last.
    """
    if code in (-9, 137):
        sentence = tr("The worker was killed: out of memory? Last output: {log}")
    elif code < 0:
        sentence = tr("The worker was ended by the signal {signal}. Last output: {log}")
    else:
        sentence = tr("The worker ended with the exit code {code}. Last output: {log}")
    name = ""
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = str(-code)
    return ScarpError(sentence, code=code, signal=name, log=last_words)
