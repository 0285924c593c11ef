"""Runs in processes of their own, several at a time, on one thread each."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path

import repository  # noqa: F401
from scarp.runtime.process_environment import worker_environment
from tasks import Task

_ONE_RUN = Path(__file__).with_name("one_run.py")
_ONE_THREAD = {
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
#: Workers of the plugin do not inherit where packages are; runs use those of this process.
_PACKAGES = "PYTHONPATH"
_TRACEBACK_LINES = 15


class RunFailed(Exception):
    """A run ended without a result; the message is the end of what it printed."""


class Runner:
    """Starts runs, and ends them when it is left.

    Args:
        data: The folder of the data.
        work: A folder for what runs share: speeds and pre-trained models.
        processes: How many run at a time.
    """

    def __init__(self, data: Path, work: Path, processes: int):
        self._places = {"data": str(data), "work": str(work)}
        self._work = work
        self._processes = processes
        self._running: set[subprocess.Popen] = set()
        self._lock = threading.Lock()
        self._ended = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def end(self) -> None:
        """Ends what runs; nothing more is started."""
        with self._lock:
            self._ended = True
            for process in self._running:
                process.kill()

    def run_all(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, dict | RunFailed]]:
        """Makes all runs; gives each with its record, or with why there is none, as they end.

        Of runs that share a file that is not there yet, one alone runs, and makes it.
        """
        waiting = list(tasks)
        running = {}
        pool = ThreadPoolExecutor(self._processes)
        try:
            while waiting or running:
                for task in list(waiting):
                    if len(running) == self._processes:
                        break
                    if any(self._are_made(task, one) for one in running.values()):
                        continue
                    running[pool.submit(self._run, task)] = task
                    waiting.remove(task)
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(future), future.result()
        finally:
            self.end()
            pool.shutdown()

    def _are_made(self, task: Task, running: Task) -> bool:
        """Whether a run is making, or about to make, files that another shares with it."""
        shared = set(task.shared_names) & set(running.shared_names)
        return any(not (self._work / name).exists() for name in shared)

    def _run(self, task: Task) -> dict | RunFailed:
        started = time.monotonic()
        request = {**dataclasses.asdict(task), **self._places}
        packages = {_PACKAGES: os.environ[_PACKAGES]} if _PACKAGES in os.environ else {}
        with self._lock:
            if self._ended:
                return RunFailed("Ended before it began.")
            process = subprocess.Popen(
                [sys.executable, str(_ONE_RUN), json.dumps(request)],
                env={**worker_environment(), **_ONE_THREAD, **packages},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            self._running.add(process)
        output, errors = process.communicate()
        with self._lock:
            self._running.discard(process)
        if process.returncode:
            last = "\n".join(errors.strip().splitlines()[-_TRACEBACK_LINES:])
            return RunFailed(f"It ended with code {process.returncode}.\n{last}")
        seconds = round(time.monotonic() - started, 1)
        return {**json.loads(output.strip().splitlines()[-1]), "seconds": seconds}
