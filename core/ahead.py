"""Working ahead: results that are ready, or nearly, when they are asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def ahead(
    work: Callable[[Item], Result], items: Iterable[Item], threads: int = 1
) -> Iterator[Result]:
    """Works on items in threads while their results are taken.

    One more item is begun than there are threads, before the first result is taken. Closing the
    iterator waits for what is being worked on.

    Args:
        work: What is done with an item.
        items: Taken one by one, in the thread that takes the results.
        threads: Number of threads.

    Yields:
        The results, in the order of the items.

    Raises:
        Exception: what ``work`` raises.
    """
    with ThreadPoolExecutor(threads) as pool:
        try:
            yield from in_order(pool, work, items, threads)
        finally:
            pool.shutdown(cancel_futures=True)


def in_order(
    pool: ThreadPoolExecutor, work: Callable[[Item], Result], items: Iterable[Item], most: int
) -> Iterator[Result]:
    """As `ahead`, in a pool that somebody else ends; ``most`` items are begun and one more."""
    begun: deque = deque()
    for item in items:
        begun.append(pool.submit(work, item))
        if len(begun) > most:
            yield begun.popleft().result()
    while begun:
        yield begun.popleft().result()
