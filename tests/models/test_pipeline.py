"""Stages that run side by side."""

import threading
import time

import pytest
from scarp.models.pipeline import Pipeline


def test_gives_all_in_order():
    with Pipeline() as pipeline:
        assert list(pipeline.ahead(range(50))) == list(range(50))
        assert list(pipeline.ahead(())) == []


def test_stages_work_side_by_side():
    """Three stages of 20 ms a piece take little more than one."""

    def slowly(items):
        for item in items:
            time.sleep(0.02)
            yield item

    started = time.monotonic()
    with Pipeline() as pipeline:
        items = range(20)
        for _ in range(3):
            items = pipeline.ahead(slowly(items))
        assert list(items) == list(range(20))
    assert time.monotonic() - started < 0.9  # one after the other: 1.2


def test_works_no_further_ahead_than_it_may():
    taken = []

    def counted():
        for number in range(100):
            taken.append(number)
            yield number

    with Pipeline() as pipeline:
        items = pipeline.ahead(counted(), depth=2)
        assert next(items) == 0
        time.sleep(0.3)
        assert len(taken) <= 4  # the one given, two that wait, one in hand


def test_passes_errors_on():
    def failing():
        yield 1
        raise ZeroDivisionError

    with Pipeline() as pipeline:
        items = pipeline.ahead(pipeline.ahead(failing()))
        assert next(items) == 1
        with pytest.raises(ZeroDivisionError):
            next(items)


def test_leaving_ends_all_threads():
    """Also one that waits for what is long in coming: it takes nothing more."""
    before, late = threading.active_count(), []

    def slow():
        yield 0
        time.sleep(0.4)
        yield 1

    def last(items):
        for item in items:
            late.append(item)
            yield item

    with Pipeline() as pipeline:
        assert next(pipeline.ahead(last(pipeline.ahead(slow())))) == 0
    assert threading.active_count() == before
    assert late == [0]


def test_leaving_waits_for_no_long_computation():
    def long():
        yield 0
        time.sleep(4)
        yield 1

    started = time.monotonic()
    with Pipeline() as pipeline:
        next(pipeline.ahead(long()))
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("threads", [1, 3])
def test_each_gives_results_in_the_order_of_the_items(threads):
    def work(number):
        time.sleep(0.02 * (number % 3 == 0))
        return number * number

    with Pipeline() as pipeline:
        results = pipeline.ahead(pipeline.each(work, iter(range(20)), threads))
        assert list(results) == [number * number for number in range(20)]


def test_each_works_on_several_at_a_time():
    met = threading.Barrier(3)

    def work(number):
        met.wait(timeout=5)
        return number

    with Pipeline() as pipeline:
        assert list(pipeline.each(work, range(9), 3)) == list(range(9))


@pytest.mark.parametrize("threads", [1, 3])
def test_each_passes_errors_on(threads):
    with Pipeline() as pipeline:
        results = pipeline.ahead(pipeline.each(lambda number: 1 / number, (2, 1, 0, 1), threads))
        assert [next(results), next(results)] == [0.5, 1]
        with pytest.raises(ZeroDivisionError):
            next(results)


def test_leaving_ends_what_each_has_begun():
    worked = []

    def work(number):
        time.sleep(0.05)
        worked.append(number)

    with Pipeline() as pipeline:
        next(pipeline.ahead(pipeline.each(work, range(1000), 2)))
    time.sleep(0.3)
    count = len(worked)
    time.sleep(0.2)
    assert len(worked) == count < 20
