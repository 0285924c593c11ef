"""Running tasks on a cluster."""

from __future__ import annotations

import time

import pytest
from scarp.core.messages import ScarpError, no_progress
from scarp.runtime.cluster_address import parse_cluster
from scarp.runtime.jobs.cluster.connection import connected

# Functions are sent as they are: the nodes do not have this module.
FAILING = """
def fail_once(folder, number):
    from pathlib import Path
    seen = Path(folder, str(number))
    if not seen.exists():
        seen.touch()
        raise RuntimeError("the first time")
    return number

def refuse(number):
    from scarp.core.messages import ScarpError
    raise ScarpError("{path} is bad.", path="a{b}.tif")

def slow_once(folder, number):
    import time
    from pathlib import Path
    seen = Path(folder, "slow")
    if number == 0 and not seen.exists():
        seen.touch()
        end = time.monotonic() + 90
        while not Path(folder, "over").exists():
            if time.monotonic() > end:
                Path(folder, "late").touch()
                break
            time.sleep(0.1)
    time.sleep(0.05)
    return number
"""


@pytest.fixture
def functions(cluster):
    found: dict = {}
    exec(FAILING, found)
    return found


def test_results_come_in_order(cluster):
    with connected(parse_cluster(cluster), no_progress) as nodes:
        assert nodes.size == 2
        assert list(nodes.run(abs, ((-n,) for n in range(100)))) == list(range(100))
        assert list(nodes.run(abs, iter(()))) == []


def test_a_task_that_fails_is_tried_again(cluster, functions, tmp_path):
    with connected(parse_cluster(cluster), no_progress) as nodes:
        tasks = [(str(tmp_path), number) for number in range(5)]
        assert list(nodes.run(functions["fail_once"], tasks)) == list(range(5))
        with pytest.raises(ScarpError, match="is bad"):
            list(nodes.run(functions["refuse"], [(1,)]))


def test_what_takes_too_long_is_done_elsewhere(cluster, functions, tmp_path, monkeypatch):
    from scarp.runtime.jobs.cluster import connection

    monkeypatch.setattr(connection, "_STRAGGLES_SECONDS", 1.0)
    monkeypatch.setattr(connection, "_NODES", 0.5)
    with connected(parse_cluster(cluster), no_progress) as nodes:
        tasks = [(str(tmp_path), number) for number in range(40)]
        assert list(nodes.run(functions["slow_once"], tasks)) == list(range(40))
    # The first attempt was still at it, and nobody waited for it.
    assert not (tmp_path / "late").exists()
    (tmp_path / "over").touch()


def test_cancelling_ends_the_tasks(cluster):
    class Cancelled(Exception):
        pass

    def cancel(*_, **__):
        raise Cancelled

    with connected(parse_cluster(cluster), no_progress) as nodes:
        nodes.progress = cancel
        with pytest.raises(Cancelled):
            list(nodes.run(time.sleep, [(3,)] * 4))
