"""Running what is measured: jobs in a worker, and scripts in processes like it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from scarp.runtime.client import Worker
from scarp.runtime.process_environment import worker_environment

_LINES_OF_ERROR = 15


class Said(NamedTuple):
    """Something that a worker said.

    Attributes:
        seconds: When, after its start.
        values: Of the fields in it.
    """

    seconds: float
    values: dict


@dataclass
class Observed:
    """What was seen of a worker; takes what it reports, as a `Progress`.

    Attributes:
        peak: Most bytes of main memory that it held at a time.
        first_step: Seconds until its first step was done.
        last_look: Seconds until it was last looked at: to a tenth of a second, until its result.
        said: Its messages, as templates; of each the first.
    """

    worker: Worker
    peak: int = 0
    first_step: float = 0.0
    last_look: float = 0.0
    said: dict[str, Said] = field(default_factory=dict)

    def __post_init__(self):
        self._started = time.perf_counter()

    def __call__(self, fraction: float | None, message: str = "", **values) -> None:
        """Looks at the worker; called several times a second."""
        self.last_look = self.seconds
        self.peak = max(self.peak, _most_memory(self.worker.pid))
        if fraction and not self.first_step:
            self.first_step = self.last_look
        if message:
            self.said.setdefault(message, Said(self.last_look, values))

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.perf_counter() - self._started


def _most_memory(pid: int) -> int:
    """Most bytes of main memory that a process has held; 0 where it has ended."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return 1024 * int(line.split()[1])
    except OSError:
        pass
    return 0


def run_quietly(job: str, **arguments) -> dict:
    """Runs a job in a worker, looks at nothing, and gives its result."""
    return Worker(sys.executable).run(job, arguments, lambda *_, **__: None)


def run_alone(script: Path, request: dict) -> dict:
    """Runs a script in a process of its own, set up as the worker is.

    Args:
        script: It prints its result as a line of JSON.
        request: Its only argument, as JSON.
    """
    done = subprocess.run(
        [sys.executable, str(script), json.dumps(request)],
        env=worker_environment(),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()[-_LINES_OF_ERROR:]
        sys.exit("\n".join([f"{script.name} ended with code {done.returncode}.", *lines]))
    return json.loads(done.stdout.strip().splitlines()[-1])


def say(what: str) -> None:
    """Says what is being measured, beside the table."""
    print(f"{what} …", file=sys.stderr, flush=True)
