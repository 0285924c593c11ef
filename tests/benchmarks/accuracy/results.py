"""The file of results, one JSON object a line, and the tables made of it."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from pathlib import Path

from tasks import Task

_NONE = "–"


class Results:
    """The records of a file.

    Args:
        path: The file; it need not be there yet.
    """

    def __init__(self, path: Path):
        self._path = path
        self._records: dict[tuple, dict] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    self._keep(json.loads(line))

    def _keep(self, record: dict) -> None:
        key = tuple(record[name] for name in ("row", "configuration", "seed", "hash"))
        self._records[key] = record

    def of(self, task: Task) -> dict | None:
        """The record of a run with the settings that it has today; None if there is none."""
        return self._records.get((task.row, task.configuration, task.seed, task.hash))

    def append(self, record: dict) -> None:
        """Adds a record to the file."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with open(self._path, "a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
        self._keep(record)


def accuracy_table(results: Results, tasks: Sequence[Task]) -> str:
    """F1 and IoU in Markdown: a line a configuration, a column a row of the benchmark."""
    notes = []
    if any(not record["threshold_chosen"] for record in _records(results, tasks)):
        notes.append("\\* The training chose no threshold: 0.5.")

    def cell(records: list[dict]) -> str:
        text = " / ".join(_spread([record[name] for record in records]) for name in ("f1", "iou"))
        seeds = max(len(of_it) for of_it in _by_cell(results, tasks).values())
        if 1 < len(records) < seeds:
            text += f" ({len(records)} seeds)"
        return text + ("" if all(record["threshold_chosen"] for record in records) else " \\*")

    table = _table(results, tasks, "F1 / IoU", cell)
    return "\n\n".join([table, *notes])


def _spread(values: list[float]) -> str:
    mean = statistics.mean(values)
    if len(values) == 1:
        return f"{mean:.3f}"
    return f"{mean:.3f} ± {statistics.stdev(values):.3f}"


def time_table(results: Results, tasks: Sequence[Task]) -> str:
    """Mean seconds a run in Markdown, as `accuracy_table`, and the devices that ran them.

    Without pre-training: only the first of the runs that share a model makes it.
    """

    def cell(records: list[dict]) -> str:
        seconds = [one["seconds"] - one["parts"].get("pretraining", 0) for one in records]
        return f"{statistics.mean(seconds):.0f}"

    devices = sorted({record["device"] for record in _records(results, tasks)} - {"-"})
    table = _table(results, tasks, "seconds a run", cell)
    return "\n\n".join([table, "Run by " + ", ".join(devices) + "."] if devices else [table])


def _records(results: Results, tasks: Sequence[Task]) -> list[dict]:
    return [record for task in tasks if (record := results.of(task)) is not None]


def _by_cell(results: Results, tasks: Sequence[Task]) -> dict[tuple[str, str], list[dict]]:
    cells: dict[tuple[str, str], list[dict]] = {}
    for record in _records(results, tasks):
        cells.setdefault((record["configuration"], record["row"]), []).append(record)
    return cells


def _table(results: Results, tasks: Sequence[Task], title: str, cell) -> str:
    cells = _by_cell(results, tasks)
    if not cells:
        return "No results yet."
    # Without repetitions, in the order of the tasks.
    rows = list(dict.fromkeys(task.row for task in tasks))
    configurations = list(dict.fromkeys(task.configuration for task in tasks))
    lines = [[title, *rows], ["---"] * (len(rows) + 1)]
    for configuration in configurations:
        of_it = [cells.get((configuration, row)) for row in rows]
        if any(of_it):
            lines.append(
                [configuration, *(cell(records) if records else _NONE for records in of_it)]
            )
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
