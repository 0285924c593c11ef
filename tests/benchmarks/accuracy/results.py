"""The file of results, one JSON object a line, and the tables made of it."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path

from tasks import Task

_NONE = "–"
#: Ends the name of a configuration whose model was adapted to the scene before it was verified.
_ADAPTED = ", adapted"


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


#: Titles of the tables, each with how its figure is found among those of a scene.
_FIGURES: dict[str, Callable[[dict], float | None]] = {
    "F1 at Scarp's threshold": lambda scene: scene["scarp"]["f1"],
    "F1 at Otsu's threshold": lambda scene: scene["otsu"]["f1"],
    "F1 at the best threshold": lambda scene: scene["best"]["f1"],
    "expected calibration error": lambda scene: scene.get("ece"),
}


def progress_text(record: dict) -> str:
    """The figures of a run for people, in one line."""
    texts = []
    for scene, figures in record["scenes"].items():
        values = [f"F1 {figures[way]['f1']:.3f} ({way})" for way in ("scarp", "otsu", "best")]
        texts.append(f"{scene} {', '.join(values)}".strip())
    return "; ".join(texts) or "lacks a band"


def figure_tables(results: Results, tasks: Sequence[Task]) -> str:
    """A table in Markdown for each figure: a line a configuration, a column a verified scene."""
    return "\n\n".join(_figure_table(results, tasks, title) for title in _FIGURES)


def _figure_table(results: Results, tasks: Sequence[Task], title: str) -> str:
    values: dict[tuple[str, str], list[float]] = {}
    for record in _records(results, tasks):
        for scene, figures in record["scenes"].items():
            value = _FIGURES[title](figures)
            if value is not None:
                column = f"{record['row']} {scene}".strip()
                values.setdefault((record["configuration"], column), []).append(value)
    seeds = max(map(len, values.values()), default=0)
    cells = {place: _spread(of_it, seeds) for place, of_it in values.items()}
    return _table(title, cells, tasks)


def _spread(values: list[float], seeds: int) -> str:
    mean = statistics.mean(values)
    if len(values) == 1:
        return f"{mean:.3f}"
    text = f"{mean:.3f} ± {statistics.stdev(values):.3f}"
    return text if len(values) == seeds else f"{text} ({len(values)} seeds)"


def time_table(results: Results, tasks: Sequence[Task]) -> str:
    """Mean seconds a run in Markdown, the patches of a training, and the devices that ran them.

    Without what is made once for several runs: speeds and pre-trained models.
    """
    records = _records(results, tasks)
    by_place: dict[tuple[str, str], list[dict]] = {}
    for record in records:
        by_place.setdefault((record["configuration"], record["row"]), []).append(record)
    cells = {}
    for place, of_it in by_place.items():
        own = [
            one["seconds"] - sum(one["parts"].get(part, 0) for part in ("speed", "pretraining"))
            for one in of_it
        ]
        patches = {str(one["patches"]) for one in of_it if "patches" in one}
        cells[place] = " / ".join([f"{statistics.mean(own):.0f}", *sorted(patches)])
    table = _table("seconds a run / patches", cells, tasks)
    devices = sorted({record["device"] for record in records} - {"-"})
    return "\n\n".join([table, "Run by " + ", ".join(devices) + "."] if devices else [table])


def _records(results: Results, tasks: Sequence[Task]) -> list[dict]:
    found = []
    for task in tasks:
        record = results.of(task)
        if record is None:
            continue
        found.append(record)
        if "adapted" in record:
            name = record["configuration"] + _ADAPTED
            found.append({**record, "configuration": name, "scenes": record["adapted"]})
    return found


def _table(title: str, cells: dict[tuple[str, str], str], tasks: Sequence[Task]) -> str:
    """A table in Markdown of texts by configuration and column."""
    if not cells:
        return f"{title}: no results yet."
    # Without repetitions, in the order of the tasks.
    own = dict.fromkeys(task.configuration for task in tasks)
    configurations = [name for one in own for name in (one, one + _ADAPTED)]
    columns = dict.fromkeys(column for _, column in cells)
    lines = [[title, *columns], ["---"] * (len(columns) + 1)]
    for one in configurations:
        if any((one, column) in cells for column in columns):
            lines.append([one, *(cells.get((one, column), _NONE) for column in columns)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
