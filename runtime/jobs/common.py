"""What jobs of several themes share."""

from __future__ import annotations

from ...core.files import staged


def without_undefined(figures: dict) -> dict:
    """Figures with None in place of NaN."""
    return {name: None if value != value else value for name, value in figures.items()}


def write_text(path: str, text: str) -> None:
    with staged(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
