"""Pieces of HTML for reports."""

from __future__ import annotations

import configparser
import html
import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: Headings of columns that are more than their names.
_COLUMNS = {
    "area_km2": "area (km²)",
    "f1": "F1",
    "iou": "IoU",
    "val_f1": "validation F1",
    "val_iou": "validation IoU",
    **{name: name.upper() for name in ("tp", "fp", "fn", "tn")},
}
_STYLE = """
body { font-family: sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #222; }
table { border-collapse: collapse; margin: 1em 0; }
td, th { border: 1px solid #ccc; padding: 0.3em 0.7em; text-align: left; }
th { background: #f2f2f2; font-weight: 600; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
tr.best td { background: #fff3c4; font-weight: 600; }
div.wide { overflow-x: auto; }
div.sheet { display: grid; grid-template-columns: repeat(4, 1fr); gap: 0.4em; }
div.pictures { display: grid; grid-template-columns: repeat(2, 1fr); gap: 1em; }
p.about { color: #555; }
figure { margin: 0; }
figcaption { margin: 0.3em 0 1em; }
svg.map { display: block; width: 100%; height: auto; }
div.sheet img { width: 100%; image-rendering: pixelated; display: block; }
"""


def page(title: str, parts: Sequence[str], about: dict[str, str] | None = None) -> str:
    """Makes a whole page, which begins with the date and Scarp's version.

    Args:
        title: Title and heading of the page.
        parts: Pieces of HTML.
        about: What the page is about, such as the image and the model, by name; empty texts are
            left out.
    """
    facts = {"Date": f"{datetime.now():%Y-%m-%d %H:%M}", "Scarp": version(), **(about or {})}
    said = " · ".join(f"{name}: {value}" for name, value in facts.items() if value)
    body = "\n".join([f'<p class="about">{html.escape(said)}</p>', *parts])
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{html.escape(title)}</h1>\n{body}\n</body></html>\n"
    )


def version() -> str:
    """Reads Scarp's version from its manifest."""
    manifest = configparser.ConfigParser(interpolation=None)
    manifest.read(Path(__file__).parents[2] / "metadata.txt", encoding="utf-8")
    return manifest.get("general", "version", fallback="")


def heading(text: str) -> str:
    """Makes the heading of a section."""
    return f"<h2>{html.escape(text)}</h2>"


def properties(title: str, items: Mapping[str, object]) -> str:
    """Makes a table of names and values, with a heading."""
    rows = "".join(
        f"<tr><th>{html.escape(str(name))}</th><td>{html.escape(str(value))}</td></tr>"
        for name, value in items.items()
    )
    return f"{heading(title)}<table>{rows}</table>"


def table(title: str, rows: Sequence[Mapping[str, Any]], best: int) -> str:
    """Makes a table of numbers and texts, with a heading.

    Args:
        title: Heading of the table.
        rows: Values by column name; all rows have the same names.
        best: Index of the row to mark; -1: none.
    """
    head = "".join(f"<th>{html.escape(_column(name))}</th>" for name in rows[0])
    lines = []
    for index, row in enumerate(rows):
        cells = "".join(map(_cell, row.values()))
        mark = ' class="best"' if index == best else ""
        lines.append(f"<tr{mark}>{cells}</tr>")
    body = f"<table><tr>{head}</tr>{''.join(lines)}</table>"
    return f'{heading(title)}<div class="wide">{body}</div>'


def _column(name: str) -> str:
    return _COLUMNS.get(name) or name.replace("_", " ").replace("val ", "validation ")


def _cell(value: float | str) -> str:
    if isinstance(value, str):
        return f"<td>{html.escape(value)}</td>"
    return f'<td class="number">{_number(value)}</td>'


def _number(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if math.isnan(value):
        return "-"
    if abs(value) >= 0.01 or value == 0:
        return f"{value:.4f}"
    # Three significant digits, without an exponent.
    return f"{value:.{2 - math.floor(math.log10(abs(value)))}f}"


def chart(figure: Figure, height: int, with_library: bool = True) -> str:
    """Makes HTML of a plotly figure, to be shown offline.

    Args:
        figure: The figure.
        height: Height in pixels.
        with_library: Whether to include plotly's JavaScript, which the first chart of a page needs.
    """
    figure.update_layout(template="plotly_white", height=height, margin={"t": 40, "b": 40})
    return figure.to_html(full_html=False, include_plotlyjs=with_library)
