"""A Dask cluster of programs of their own, which can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

#: Of a classification whose tiles are small, and whose values are the same on any computer.
SETTINGS = {
    "precision": "float32",
    "device": "CPU",
    "tile_size": 256,
    "adapt": 0.0,
    "pixel_size": 0.0,
}


class Programs:
    """A scheduler and its workers.

    Args:
        folder: Where their logs and the scheduler's file are.
        workers: Number of workers.
        environment: Variables besides those of this process.
    """

    def __init__(self, folder: Path, workers: int = 2, environment: dict[str, str] | None = None):
        self.folder, self.file = folder, str(folder / "scheduler.json")
        self.log = folder / "dask.log"
        self._environment = {**os.environ, "OMP_NUM_THREADS": "1", **(environment or {})}
        self._environment["TF_NUM_INTRAOP_THREADS"] = "1"
        # Scarp reaches them with a job alone.
        self._environment.pop("PYTHONPATH", None)
        Path(self.file).unlink(missing_ok=True)
        self.scheduler = self._start("scheduler", "--port", "0")
        self.wait(lambda: Path(self.file).exists())
        kind = ("worker", "--nthreads", "1", "--no-nanny")
        self.workers = [self._start(*kind) for _ in range(workers)]

    def _start(self, kind: str, *options: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "dask", kind, "--scheduler-file", self.file, *options]
        place = ["--local-directory", str(self.folder)] if kind == "worker" else []
        return subprocess.Popen(
            [*command, *place, "--no-dashboard"],
            stdout=open(self.log, "ab"),
            stderr=subprocess.STDOUT,
            env=self._environment,
        )

    @staticmethod
    def wait(holds, seconds: float = 60) -> None:
        """Waits until something holds."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.1)

    def kill(self, program: subprocess.Popen) -> None:
        """Ends a program at once."""
        program.send_signal(signal.SIGKILL)
        program.wait()

    def end(self) -> None:
        """Ends all."""
        for program in (*self.workers, self.scheduler):
            self.kill(program)
