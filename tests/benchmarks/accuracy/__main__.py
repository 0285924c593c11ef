"""Measures how well landslides are found on data that were held out, and prints the table.

    build/runtime/bin/python tests/benchmarks/accuracy [--results FILE] [--processes N] …

Runs that FILE holds already are not made again: the benchmark can be interrupted and continued.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from configurations import configuration_names
from processes import RunFailed, Runner
from repository import DATA, ROOT
from results import Results, figure_tables, progress_text, time_table
from rows import further_row_names, row_names
from scale import MINUTES, QUICK_MINUTES
from tasks import Task, list_tasks


def parse_options() -> argparse.Namespace:
    """Reads the command line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument(
        "--results",
        type=Path,
        default=ROOT / "build" / "benchmarks" / "accuracy.jsonl",
        help="file that runs are read from and added to; what runs share lies beside it",
    )
    options.add_argument(
        "--data", type=Path, default=DATA, help="folder of the data, or one that --prepare wrote"
    )
    options.add_argument(
        "--prepare",
        type=Path,
        metavar="FOLDER",
        help="only write what the rows are read from into FOLDER, for machines without GDAL",
    )
    options.add_argument("--processes", type=int, default=os.cpu_count(), help="runs at a time")
    options.add_argument("--rows", nargs="+", metavar="ROW")
    options.add_argument(
        "--configurations",
        nargs="+",
        choices=configuration_names(),
        metavar="NAME",
        help="those named are run on all rows; else ablations only on two",
    )
    options.add_argument("--seeds", nargs="+", type=int, default=(0, 1, 2), metavar="SEED")
    options.add_argument(
        "--minutes", type=float, default=MINUTES, help="of each training, on one thread"
    )
    options.add_argument("--table", action="store_true", help="only print what FILE holds")
    options.add_argument("--list", action="store_true", help="only print which runs are to make")
    options.add_argument(
        "--quick", action="store_true", help="a second a training, to try the benchmark itself"
    )
    read = options.parse_args()
    rows = row_names(read.data)
    known = rows + further_row_names(read.data)
    read.rows = read.rows or rows
    for row in read.rows:
        if row not in known:
            options.error(f"no row {row!r}; there are {', '.join(map(repr, known))}")
    return read


def main() -> None:
    """Makes the runs that are missing, and prints the tables."""
    options = parse_options()
    if options.prepare:
        from preparing import prepare  # Needs GDAL.

        prepare(options.data, options.prepare)
        return
    tasks = list_tasks(
        options.rows,
        options.configurations or configuration_names(),
        options.seeds,
        named=options.configurations is not None,
        minutes=QUICK_MINUTES if options.quick else options.minutes,
    )
    results = Results(options.results)
    missing = [task for task in tasks if results.of(task) is None]
    if options.list:
        print("\n".join(map(str, missing)))
        return
    failed = [] if options.table else make_runs(missing, results, options)
    print(f"\n{figure_tables(results, tasks)}\n\n{time_table(results, tasks)}")
    if failed:
        sys.exit(f"\n{len(failed)} runs failed: " + "; ".join(map(str, failed)))


def make_runs(missing: list[Task], results: Results, options: argparse.Namespace) -> list[Task]:
    """Makes runs and adds them to the results; gives those that failed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended."))
    started, failed = time.monotonic(), []
    work = options.results.absolute().parent / "shared_by_runs"
    work.mkdir(parents=True, exist_ok=True)
    with Runner(options.data.absolute(), work, options.processes) as runner:
        for number, (task, record) in enumerate(runner.run_all(missing), start=1):
            if isinstance(record, RunFailed):
                failed.append(task)
                print(f"[{number}/{len(missing)}] {task} failed. {record}", flush=True)
                continue
            results.append(record)
            left = (time.monotonic() - started) / number * (len(missing) - number) / 60
            print(
                f"[{number}/{len(missing)}] {task}: {progress_text(record)} "
                f"({record['seconds']:.0f} s; {left:.0f} minutes left)",
                flush=True,
            )
    return failed


if __name__ == "__main__":
    main()
