"""Patches of one land cover on the terrain: landslides, fields and clearings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .outlines import crosses_itself

CELL = 1536.0  # side of the squares whose patches are drawn up together, m
GROUND_STEP = 12.0  # spacing of the terrain samples that patches are placed by, m

# Reflectances in the four bands.
SOIL = ((1850, 1490, 1090, 2500), (1400, 1090, 780, 2000), (1500, 1400, 1250, 1950))
FIELDS = (
    (380, 820, 340, 4400),
    (720, 1080, 450, 3900),
    (1500, 1370, 820, 2700),
    (1350, 1060, 760, 2000),
    (1900, 1560, 1150, 2500),
)
CLEARINGS = ((800, 1010, 470, 3300), (1050, 1080, 600, 2900), (1330, 1140, 760, 2500))


@dataclass(frozen=True)
class Patch:
    """An area of one land cover with an outline: a landslide, a field or a clearing."""

    kind: (
        str  # a key of drawing.TEXTURE; "scar" and "flow" are landslides without and with a run-out
    )
    outline: np.ndarray  # (vertices, 2) x and y, m; not closed
    colour: np.ndarray  # (4,) reflectance
    axis: np.ndarray  # (4,) x and y of its upper end, and from there to its lower end, m
    salt: int  # makes its stripes its own

    @cached_property
    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """Least and greatest x and y of the outline, m."""
        return self.outline.min(0), self.outline.max(0)

    @property
    def is_landslide(self) -> bool:
        return self.kind in ("scar", "flow")

    @property
    def is_old(self) -> bool:
        """Whether it is a landslide of before the event: one of five."""
        return self.is_landslide and self.salt % 5 == 0


@dataclass(frozen=True)
class Ground:
    """Terrain of one cell, sampled every GROUND_STEP metres."""

    corner: np.ndarray  # (2,) x and y of the cell's upper left corner, m
    layers: np.ndarray  # (n, n, 3) rise per metre to the east and south, distance to the river in m

    def nearest(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Rows and columns (n,) of the samples nearest to points (n, 2)."""
        position = np.rint((points - self.corner) / GROUND_STEP).astype(int)
        column, row = np.clip(position, 0, len(self.layers) - 1).T
        return row, column

    def at(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Slopes (n, 2) and distances to the river (n,) at points (n, 2)."""
        sample = self.layers[self.nearest(points)]
        return sample[:, :2], sample[:, 2]

    def contains(self, outline: np.ndarray) -> bool:
        return (outline - self.corner).min() > 0 and (outline - self.corner).max() < CELL


def fields_in(rng: np.random.Generator, ground: Ground) -> Iterator[Patch]:
    """Rectangular fields in rows and columns on the valley floor, and a few on gentle slopes."""
    angle, length, width = rng.uniform((0, 80, 45), (np.pi, 140, 75))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    places = np.stack(np.meshgrid(np.arange(-14, 15), np.arange(-25, 26)), -1).reshape(-1, 2)
    centres = places * (length, width) @ turn + ground.corner + CELL / 2
    slopes, river = ground.at(centres)
    steepness = np.hypot(*slopes.T)
    valley = (river > 85) & (river < 330) & (steepness < 0.25)
    chance = np.where(valley, 0.7, 0.02 * (steepness < 0.5) * (river > 330))
    for centre in centres[rng.random(len(centres)) < chance]:
        half = np.array([length, width]) / 2 * rng.uniform(0.8, 0.97, 2)
        outline = centre + np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half @ turn
        colour = FIELDS[rng.integers(len(FIELDS))] * rng.uniform(0.9, 1.1, 4)
        axis = np.append(centre - half[0] * turn[0], 2 * half[0] * turn[0])
        if ground.contains(outline):
            yield Patch("field", outline, colour, axis, rng.integers(2**31))


def clearings_in(rng: np.random.Generator, ground: Ground) -> Iterator[Patch]:
    """Rounded clearings on the slopes, from young grass to bare ground."""
    angles = np.linspace(0, 2 * np.pi, 28, endpoint=False)[:, None]
    for _ in range(rng.poisson(9)):
        centre = ground.corner + rng.uniform(0, CELL, 2)
        waves = rng.normal(0, 0.1, 3) * np.sin(angles * range(2, 5) + rng.uniform(0, 6, 3))
        radii = rng.uniform(20, 75) * np.clip(1 + waves.sum(1, keepdims=True), 0.4, 1.7)
        outline = centre + radii * np.hstack([np.cos(angles), np.sin(angles) * rng.uniform(0.5, 1)])
        colour = CLEARINGS[rng.integers(len(CLEARINGS))] * rng.uniform(0.9, 1.1, 4)
        axis = np.append(outline[0], outline[14] - outline[0])
        if ground.contains(outline) and ground.at(centre[None])[1] > 330:
            yield Patch("clearing", outline, colour, axis, rng.integers(2**31))


def landslides_in(rng: np.random.Generator, ground: Ground, taken: np.ndarray) -> Iterator[Patch]:
    """Landslides of power-law areas from steep heads down the slope, apart from each other.

    taken (n, n) tells which of the ground's samples they must avoid, and is updated.
    """
    count, stations = 520, 12
    smallest, largest, exponent = 300.0, 40_000.0, 0.5
    quantiles = rng.random(count) * (1 - (smallest / largest) ** exponent)
    # The largest are placed first, while there is room.
    areas = np.sort(smallest * (1 - quantiles) ** (-1 / exponent))[::-1]
    is_flow = rng.random(count) < np.clip(areas / 3000, 0.3, 0.95)
    elongation = np.where(is_flow, rng.uniform(4, 9, count), rng.uniform(1.8, 3.2, count))
    steps = np.sqrt(areas * elongation) / (stations - 1)
    paths = np.empty((count, stations, 2))
    paths[:, 0] = ground.corner + rng.uniform(0, CELL, (count, 2))
    heading = np.zeros((count, 2))
    for station in range(1, stations):
        heading = 0.6 * heading - unit(ground.at(paths[:, station - 1])[0])
        paths[:, station] = paths[:, station - 1] + unit(heading) * steps[:, None]
    head_slope, middle_slope = (np.hypot(*ground.at(paths[:, k])[0].T) for k in (0, stations // 2))
    toe_to_river = ground.at(paths[:, -1])[1]
    likely = (head_slope > 0.4) & (middle_slope > 0.3) & (toe_to_river > 70)
    paths, areas, is_flow = paths[likely], areas[likely], is_flow[likely]
    left, right = _sides(rng, paths, areas, is_flow)
    outlines = np.concatenate([left[:, :-1], right[:, :0:-1]], axis=1)
    across = np.linspace(0, 1, 9)[:, None, None]
    around, last = np.array([[-1], [0], [1]]), len(taken) - 1

    budget = 0.11 * CELL**2
    candidates = zip(paths, areas, is_flow, outlines, left, right)
    for path, area, flows, outline, start, end in candidates:
        if area > budget or taken[ground.nearest(path)].any() or not ground.contains(outline):
            continue
        row, column = ground.nearest((start + across * (end - start)).reshape(-1, 2))
        if taken[row, column].any() or crosses_itself(outline):
            continue
        budget -= area
        taken[np.clip(row + around[:, None], 0, last), np.clip(column + around, 0, last)] = True
        colour = SOIL[rng.integers(len(SOIL))] * rng.uniform(0.96, 1.04, 4) * rng.uniform(0.65, 1.1)
        axis = np.append(path[0], path[-1] - path[0])
        yield Patch("flow" if flows else "scar", outline, colour, axis, rng.integers(2**31))


def _sides(
    rng: np.random.Generator, paths: np.ndarray, areas: np.ndarray, is_flow: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Irregular sides (n, 40, 2) of landslides of about these areas along paths (n, m, 2)."""
    along, knots = np.linspace(0, 1, 40), np.linspace(0, 1, paths.shape[1])
    between = np.stack([np.interp(along, knots, knot) for knot in np.eye(len(knots))], axis=1)
    spines = between @ paths
    across = np.gradient(spines, axis=1)[:, :, ::-1] * (-1, 1)
    across /= np.linalg.norm(across, axis=2, keepdims=True)
    ends = np.sqrt(np.clip(np.minimum(along / 0.12, (1 - along) / 0.1), 0, 1))
    source, fan = (np.exp(-(((along - k) / 0.15) ** 2)) for k in (0.17, 0.85))
    track = 0.5 + 0.7 * source + 0.35 * fan
    widths = ends * np.where(is_flow[:, None], track, 1.2 - 0.5 * along)
    bumps = rng.normal(0, 0.2, (2, *paths.shape[:2])) @ between.T
    bumps += rng.normal(0, 0.08, (2, len(paths), len(along)))
    widths = widths * np.clip(1 + bumps, 0.45, 1.7)
    lengths = np.linalg.norm(np.diff(paths, axis=1), axis=2).sum(axis=1)
    widths *= (areas / lengths / widths.mean(axis=2).sum(axis=0))[:, None]
    return spines + across * widths[0, :, :, None], spines - across * widths[1, :, :, None]


def unit(vectors: np.ndarray) -> np.ndarray:
    """Vectors (n, 2) scaled to length 1; null vectors stay."""
    return vectors / np.maximum(np.hypot(*vectors.T), 1e-9)[:, None]
