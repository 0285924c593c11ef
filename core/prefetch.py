"""Prefetching: threads work on items before their results are asked for."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from typing import Callable, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Prefetcher:
    """Works on items in threads, ahead of the consumer, until its ``with`` block is left.

    The results of one call of `map` can be the items of another; both stages then run side by
    side.

    Args:
        patience: Seconds to wait for running work when the block is left; None: until it is done.
            Work that takes longer continues, and its result is lost.

    Example:

    >>> with Prefetcher() as prefetcher:
    ...     for result in prefetcher.map(compute, prefetcher.map(read, windows, threads=4)):
    ...         print(result)
    """

    def __init__(self, patience: float | None = None):
        self._patience = patience
        self._ended = threading.Event()
        self._pools: list[ThreadPoolExecutor] = []
        self._begun: list[deque[Future]] = []

    def __enter__(self) -> Prefetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for pool in self._pools:
            pool.shutdown(wait=False, cancel_futures=True)
        running = (future for begun in self._begun for future in begun.copy())
        wait([future for future in running if not future.cancelled()], self._patience)
        for begun in self._begun:
            begun.clear()  # Their results may be large.

    def map(
        self,
        work: Callable[[Item], Result],
        items: Iterable[Item],
        threads: int = 1,
        ahead: int = 1,
    ) -> Iterator[Result]:
        """Works on items.

        Args:
            work: What is done with an item.
            items: Taken one by one, in the thread that takes the results.
            threads: Items that are worked on at the same time.
            ahead: Further items that are begun before their results are taken.

        Yields:
            The results, in the order of the items, until the block is left.

        Raises:
            Exception: whatever ``work`` raises.
        """
        begun: deque[Future] = deque()
        pool = ThreadPoolExecutor(threads)
        self._begun.append(begun)
        self._pools.append(pool)
        try:
            for item in items:
                begun.append(pool.submit(work, item))
                if len(begun) >= threads + ahead:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        except (CancelledError, RuntimeError):
            # Another thread has left the block, so that nothing more can be begun.
            if not self._ended.is_set():
                raise


def prefetch(
    work: Callable[[Item], Result], items: Iterable[Item], threads: int = 1
) -> Generator[Result, None, None]:
    """Works on items as `Prefetcher.map` does; closing the generator waits for running work."""
    with Prefetcher() as prefetcher:
        yield from prefetcher.map(work, items, threads)
