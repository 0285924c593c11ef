"""Work that is done in threads before its results are asked for."""

import threading

import pytest
from scarp.core.prefetch import Prefetcher, prefetch

#: Seconds that only what hangs takes.
LONG = 20


@pytest.mark.parametrize("threads", [1, 3])
def test_gives_results_in_the_order_of_the_items(threads):
    """Also where the first ones take the longest."""
    last = threading.Event()

    def work(number: int) -> int:
        if number == threads - 1:
            last.set()
        assert last.wait(LONG)
        return number * number

    squares = [number * number for number in range(20)]
    assert list(prefetch(work, iter(range(20)), threads)) == squares
    assert list(prefetch(work, (), threads)) == []


def test_works_on_several_items_at_a_time():
    met = threading.Barrier(3, timeout=LONG)
    assert sorted(prefetch(lambda _: met.wait(), range(9), 3)) == sorted([0, 1, 2] * 3)


def test_stages_work_side_by_side():
    """The first stage is at work on the second item while the second stage is on the first."""
    met = threading.Barrier(2, timeout=LONG)

    def first(number: int) -> int:
        if number == 1:
            met.wait()
        return number

    def second(number: int) -> int:
        if number == 0:
            met.wait()
        return number

    with Prefetcher() as prefetcher:
        assert list(prefetcher.map(second, prefetcher.map(first, range(5)))) == list(range(5))


@pytest.mark.parametrize(("threads", "ahead"), [(1, 1), (1, 4), (3, 1)])
def test_begins_no_more_than_it_may(threads, ahead):
    items = iter(range(100))
    with Prefetcher() as prefetcher:
        results = prefetcher.map(abs, items, threads, ahead)
        assert [next(results), next(results)] == [0, 1]
        # One of the two was begun besides.
        assert next(items) == threads + ahead + 1


@pytest.mark.parametrize("threads", [1, 3])
def test_passes_errors_on(threads):
    results = prefetch(lambda number: 1 / number, (2, 1, 0, 1), threads)
    assert [next(results), next(results)] == [0.5, 1]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_passes_on_errors_of_the_items():
    def failing():
        yield 1
        yield 2
        raise RuntimeError("no more")

    with Prefetcher() as prefetcher:
        results = prefetcher.map(abs, prefetcher.map(abs, failing()))
        with pytest.raises(RuntimeError, match="no more"):
            list(results)


def test_closing_waits_for_what_is_worked_on():
    """And nothing is begun any more."""
    started, go_on, done = threading.Event(), threading.Event(), []

    def work(number: int) -> None:
        if number:
            started.set()
            assert go_on.wait(LONG)
        done.append(number)

    results = prefetch(work, range(100))
    next(results)
    assert started.wait(LONG)
    threading.Timer(0.05, go_on.set).start()
    results.close()
    assert done == [0, 1]


def test_leaving_waits_no_longer_than_its_patience():
    started, go_on = threading.Event(), threading.Event()

    def work(number: int) -> None:
        if number:
            started.set()
            go_on.wait(LONG)

    with Prefetcher(patience=0.05) as prefetcher:
        next(prefetcher.map(work, range(9)))
        assert started.wait(LONG)
    assert not go_on.is_set()
    go_on.set()


def test_a_consumer_in_another_thread_ends():
    """As of a generator that TensorFlow draws from: it gets nothing any more, and no error."""
    taken, go_on, outcome = threading.Event(), threading.Event(), []

    def consume() -> None:
        try:
            for _ in results:
                taken.set()
                go_on.wait(LONG)
            outcome.append("ended")
        except BaseException as error:
            outcome.append(error)

    with Prefetcher() as prefetcher:
        results = prefetcher.map(abs, range(1000))
        consumer = threading.Thread(target=consume)
        consumer.start()
        assert taken.wait(LONG)
    go_on.set()
    consumer.join(LONG)
    assert outcome == ["ended"]
