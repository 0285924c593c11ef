"""Runs the steps on a thousand damaged models, rasters and vectors.

python tests/fuzz [--seed 0] [--cases 1000] [--only NUMBER …]

Each case is made from its seed and its number alone, and run in a process of its own. Required is
of each: no traceback, but a result or one sentence; no more than `LIMIT` seconds; no more than a
gigabyte more memory than whole files take; nothing read from another file; nothing left in GDAL's
memory. Where a C library crashes, the process ends by a signal, which `scarp.runtime.client.died`
puts into words; such cases are counted.
"""

from __future__ import annotations

import argparse
import collections
import json
import queue
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

TESTS = Path(__file__).resolve().parents[1]
sys.path[0] = str(TESTS)

import conftest  # noqa: E402, F401 - makes the plugin importable as `scarp`
from scarp.runtime.client import died  # noqa: E402
from scarp.runtime.process_environment import worker_environment  # noqa: E402

from fuzz.damages import damage_file, damage_model, replace_by_a_pipe  # noqa: E402
from fuzz.hostile import write_secret  # noqa: E402
from fuzz.originals import copy, make_originals  # noqa: E402

#: Seconds that a case may take.
LIMIT = 60.0
#: Megabytes by which memory may grow.
GROWTH = 1000
_PROCESSES = 2
#: Of a hundred cases, so many are of models, and so many of pipes.
_MODELS, _PIPES = 35, 1
_GOOD = ("done", "refused")
_BAD = ("traceback", "hang", "memory", "leaked", "left")


class Child:
    """A process that runs one case after the other, until it crashes or hangs.

    Args:
        originals: Folder of the whole files.
    """

    def __init__(self, originals: Path):
        self._originals = originals
        self._process = subprocess.Popen(
            [sys.executable, str(TESTS / "fuzz" / "child.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env=worker_environment(),
        )
        self._base = [0, 0]
        self.is_alive = True

    def warm_up(self, files: dict[str, list[Path]], folder: Path) -> None:
        """Runs all steps on whole files, and notes the memory that they take."""
        for name, paths in files.items():
            for choice in range(3):
                told = self.ask(paths[0], folder, choice)
                if told["outcome"] != "done":
                    raise RuntimeError(f"The whole {name} does not work: {told}")
        self._base = told["megabytes"]

    def growth(self, told: dict) -> int:
        """Megabytes by which it, or a process that it has started, has grown since then."""
        return max(n - b for n, b in zip(told.get("megabytes", self._base), self._base))

    def ask(self, path: Path, folder: Path, choice: int) -> dict:
        """Runs a case, and gives how it ended."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(LIMIT, end)
        timer.start()
        case = {
            "path": str(path),
            "originals": str(self._originals),
            "folder": str(folder),
            "choice": choice,
        }
        try:
            self._process.stdin.write(json.dumps(case) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        if line:
            return json.loads(line)
        self.is_alive = False
        code = self._process.wait()
        if late.is_set():
            return {"outcome": "hang", "sentence": f"more than {LIMIT:g} s"}
        return {"outcome": "crash", "sentence": str(died(code, "-"))}

    def close(self) -> None:
        """Ends the process."""
        self._process.stdin.close()
        self._process.wait()


class Fuzz:
    """All cases of a seed.

    Args:
        folder: For the files.
        seed: Of all cases.
    """

    def __init__(self, folder: Path, seed: int):
        self._folder = folder
        self._seed = seed
        self._files = make_originals(folder / "originals")
        self._waiting: queue.Queue = queue.Queue()
        self._making = threading.Lock()
        self.results: list[dict] = []

    def run(self, numbers) -> None:
        """Runs cases, some at a time."""
        for number in numbers:
            self._waiting.put(number)
        threads = [threading.Thread(target=self._work) for _ in range(_PROCESSES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _work(self) -> None:
        child = None
        while True:
            try:
                number = self._waiting.get_nowait()
            except queue.Empty:
                break
            if child is None or not child.is_alive:
                child = Child(self._folder / "originals")
                with tempfile.TemporaryDirectory(dir=self._folder) as own:
                    child.warm_up(self._files, Path(own))
            with tempfile.TemporaryDirectory(dir=self._folder, prefix=f"{number}-") as own:
                # The HDF5 library makes files in one thread at a time.
                with self._making:
                    path, damage, choice = self._make(number, Path(own))
                told = child.ask(path, Path(own), choice)
            told |= {"number": number, "file": path.name, "damage": damage}
            told["grown"] = child.growth(told)
            if told["grown"] > GROWTH and told["outcome"] in _GOOD:
                told["outcome"] = "memory"
                child.close()
                child.is_alive = False
            if told.get("left") and told["outcome"] in _GOOD:
                told["outcome"] = "left"
            self.results.append(told)
            if told["outcome"] in (*_BAD, "crash"):
                print(json.dumps(told, indent=1), flush=True)
        if child is not None and child.is_alive:
            child.close()

    def _make(self, number: int, folder: Path) -> tuple[Path, str, int]:
        """Makes a case: the file to open, what is wrong with it, and which step to run."""
        rng = np.random.default_rng([self._seed, number])
        kind = rng.integers(100)
        models = [name for name in self._files if name.endswith(".h5")]
        others = [name for name in self._files if name not in models]
        names = models if kind < _MODELS else others
        files = copy(self._files[names[int(rng.integers(len(names)))]], folder)
        choice = int(rng.integers(6))
        if kind < _MODELS:
            secret = folder / "secret"
            write_secret(secret)
            return files[0], damage_model(files[0], secret, rng), choice
        if kind >= 100 - _PIPES:
            return files[0], replace_by_a_pipe(files[0]), choice
        damaged = files[int(rng.integers(len(files)))]
        return files[0], damage_file(damaged, rng), choice


def main() -> int:
    """Runs all cases, prints what they came to, and gives the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--only", type=int, nargs="*")
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(Path(folder), options.seed)
        numbers = options.only or range(options.cases)
        fuzz.run(numbers)
    outcomes = collections.Counter(told["outcome"] for told in fuzz.results)
    kinds = collections.Counter(
        (told["file"].rpartition(".")[2], told["outcome"]) for told in fuzz.results
    )
    for (suffix, outcome), count in sorted(kinds.items()):
        print(f"{suffix:8} {outcome:10} {count:5}")
    slowest = max(told.get("seconds", 0) for told in fuzz.results)
    print(f"In all {dict(outcomes)}")
    print(f"Slowest {slowest} s, memory grown by {max(t['grown'] for t in fuzz.results)} MB")
    print(f"{len(fuzz.results)} cases, seed {options.seed}, {time.monotonic() - started:.0f} s")
    if len(fuzz.results) < len(numbers):
        print(f"Only {len(fuzz.results)} of {len(numbers)} cases were run.")
        return 1
    return int(any(told["outcome"] in _BAD for told in fuzz.results))


if __name__ == "__main__":
    sys.exit(main())
