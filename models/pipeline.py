"""Work done side by side: stages that each run in a thread of their own."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, TypeVar

from ..core.ahead import in_order

Item = TypeVar("Item")
Result = TypeVar("Result")

#: How often a thread that waits looks whether it is still wanted, in seconds.
_POLL = 0.1
#: How long to wait for threads that are not wanted any more, in seconds.
_PATIENCE = 1.0
_ITEM, _END, _FAILED = range(3)


class _Ended(BaseException):
    """Unwinds a stage that is not wanted any more."""


class Pipeline:
    """Generators that take from each other and run side by side.

    Leaving it ends all stages. One that is in the middle of a long computation is left to itself
    after a second: it ends after that, and hands nothing on.

    Example:

    >>> with Pipeline() as pipeline:
    ...     for result in pipeline.ahead(computed(pipeline.ahead(read()))):
    ...         print(result)
    """

    def __init__(self):
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []
        self._pools: list[ThreadPoolExecutor] = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._ended.set()
        for pool in self._pools:
            pool.shutdown(wait=False, cancel_futures=True)
        until = time.monotonic() + _PATIENCE
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0))

    def ahead(self, items: Iterable[Item], depth: int = 1) -> Iterator[Item]:
        """Starts to work through an iterable, in a new thread.

        Args:
            items: What to work through.
            depth: Items that may be ready before they are taken.

        Returns:
            An iterator over the items, in their order, which raises what working through
            ``items`` raised.
        """
        ready: queue.Queue = queue.Queue(depth)

        def work() -> None:
            try:
                for item in items:
                    self._put(ready, (_ITEM, item))
                self._put(ready, (_END, None))
            except _Ended:
                pass
            except BaseException as error:
                self._fail(ready, error)

        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()
        return self._taken(ready)

    def each(
        self, work: Callable[[Item], Result], items: Iterable[Item], threads: int
    ) -> Iterator[Result]:
        """Works on several items at the same time.

        One more is begun than there are threads, before the first result is taken.

        Args:
            work: What is done with an item.
            items: Taken one by one, in the thread that takes the results.
            threads: Number of threads; with one, that which takes the results does the work.

        Returns:
            An iterator over the results, in the order of the items, which raises what ``work``
            raised.
        """
        if threads == 1:
            yield from map(work, items)
            return
        pool = ThreadPoolExecutor(threads)
        self._pools.append(pool)
        yield from in_order(pool, work, items, threads)

    def _taken(self, ready: queue.Queue) -> Iterator:
        while True:
            kind, value = self._get(ready)
            if kind == _END:
                return
            if kind == _FAILED:
                raise value
            yield value

    def _get(self, ready: queue.Queue):
        while not self._ended.is_set():
            try:
                return ready.get(timeout=_POLL)
            except queue.Empty:
                pass
        raise _Ended

    def _put(self, ready: queue.Queue, entry) -> None:
        while not self._ended.is_set():
            try:
                return ready.put(entry, timeout=_POLL)
            except queue.Full:
                pass
        raise _Ended

    def _fail(self, ready: queue.Queue, error: BaseException) -> None:
        try:
            self._put(ready, (_FAILED, error))
        except _Ended:
            pass
