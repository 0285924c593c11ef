"""The table of a benchmark, in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """Two figures and their ratio, in words."""

    measured: str
    one: str
    other: str
    ratio: str
    wanted: str = ""


HEADER = Row("", "A", "B", "B : A", "wanted")


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a table."""
    lines = [HEADER, Row("---", *["--:"] * 4), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def ratio(value: float) -> str:
    """A ratio in words."""
    return f"{value:.2f}"


def rates(seconds: Sequence[float], amount: float) -> str:
    """What is done in a second, over all rounds and, in brackets, in each of them.

    Args:
        seconds: That each round took for ``amount``.
        amount: What was done in each round.
    """
    whole = amount * len(seconds) / sum(seconds)
    return f"{whole:.3g} ({', '.join(f'{amount / one:.3g}' for one in seconds)})"
