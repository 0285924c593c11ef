"""Stacking images of two dates and the terrain into one raster."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

import numpy as np
from osgeo import gdal

from ..companion_files import companions
from ..messages import Progress, ScarpError, no_progress, part_of, tr
from ..rasters.datasets import is_same_file
from ..rasters.groups import EXTRA, POST, PRE, TERRAIN
from ..rasters.raster import Raster
from ..rasters.windows import Window
from .band_roles import distinct
from .dates import PostImage, bring_to
from .derived import index, needed_roles
from .grids import WarpedRaster
from .radiometry import Line
from .registration import Shift
from .settings import CHANGES, CURVATURE, NDVI, RG, StackSettings
from .settings import TERRAIN as TERRAIN_BANDS
from .terrain import write_terrain
from .writing import Layer, write_stack

#: Share of the time that looking at the images takes before they are written.
_LOOKED = 0.3


@dataclass(frozen=True)
class StackResult:
    """What came of stacking.

    Attributes:
        names: Names of the bands.
        shift: By how much the first image from before was moved.
        lines: How the brightness of its bands was matched, by their names.
    """

    names: list[str]
    shift: Shift = field(default_factory=Shift)
    lines: dict[str, Line] = field(default_factory=dict)


class _Image:
    """An image of which a window is read once, though several bands come from it.

    Args:
        roles: Names of its bands.
        read: Gives float32 (rows, columns, bands) of a window.

    Attributes:
        roles: Names of its bands.
    """

    def __init__(self, roles: list[str], read: Callable[[Window], np.ndarray]):
        self.roles = roles
        self._read = read
        self._last: tuple[Window, np.ndarray] | None = None

    def read(self, window: Window) -> np.ndarray:
        """Reads a window: float32 (rows, columns, bands), which must not be changed."""
        if self._last is None or self._last[0] != window:
            self._last = window, self._read(window)
        return self._last[1]


def stack_images(settings: StackSettings, progress: Progress = no_progress) -> StackResult:
    """Writes one raster of an image, images from before the event, and the terrain.

    All are brought onto the image's grid. Nodata (NaN) is kept by band: where only an image from
    before lacks data, the others keep theirs.

    Args:
        settings: What to stack.
        progress: Told the share that is done, and what was found and decided.

    Raises:
        ScarpError: if there is nothing to stack, images do not overlap or are the same, or the
            output is neither a ``.tif`` nor a ``.vrt``, is an input, or cannot be written.
    """
    _check(settings)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scarp-stack-")))

        def opened(path: str) -> Raster:
            raster = stack.enter_context(Raster(path))
            raster.say_remarks(progress)
            return raster

        raster = opened(settings.post)
        post = PostImage.of(raster, progress)

        def warped(one: Raster, classes: bool = False) -> WarpedRaster:
            made = WarpedRaster(one, post.grid, raster.pixel_size, classes=classes)
            return stack.enter_context(made)

        told = part_of(progress, 0, _LOOKED)
        dates = []
        for number, path in enumerate(settings.pre):
            share = part_of(told, number / len(settings.pre), (number + 1) / len(settings.pre))
            dates.append(bring_to(post, opened(path), settings.register, settings.normalise, share))
        after = _Image(post.roles, post.read)
        before = [_Image(date.roles, date.read) for date in dates]
        layers = [
            Layer(post.roles, POST, after.read),
            *_indices(settings, after, progress),
            *_dates(before),
            *_changes(settings, after, before, progress),
            *_terrain(settings, post, opened, warped, folder, progress),
            *_extra(settings, opened, warped),
        ]
        names = distinct([name for layer in layers for name in layer.names])
        write_stack(settings.output, post, layers, names, part_of(progress, _LOOKED, 1))
    progress(None, tr("The bands are {names}."), names=", ".join(names))
    first = dates[0] if dates else None
    return StackResult(names, first.shift, first.lines) if first else StackResult(names)


def _check(settings: StackSettings) -> None:
    inputs = [settings.post, *settings.pre, settings.dem, *settings.extra]
    if not any(inputs[1:]) and not {NDVI, RG}.intersection(settings.derived):
        raise ScarpError(
            tr(
                "There is nothing to stack: choose an image from before the event, an elevation "
                "model, or other rasters."
            )
        )
    if not settings.output.lower().endswith((".tif", ".tiff", ".vrt")):
        raise ScarpError(tr("A stack is a .tif or a .vrt file, not {path}."), path=settings.output)
    outputs = (Path(settings.output), *companions(settings.output))
    for path in filter(None, inputs):
        if any(is_same_file(path, output) for output in outputs):
            raise ScarpError(tr("{path} is the input: choose another output."), path=path)


def _indices(settings: StackSettings, post: _Image, progress: Progress) -> Iterator[Layer]:
    for name in (NDVI, RG):
        if name in settings.derived:
            missing = [role for role in needed_roles(name) if role not in post.roles]
            if missing:
                _say_missing(progress, name, missing)
            else:
                yield Layer([name], POST, _index_of(name, post))


def _index_of(name: str, image: _Image) -> Callable[[Window], np.ndarray]:
    def read(window: Window) -> np.ndarray:
        values = image.read(window)
        bands = {role: values[..., place] for place, role in enumerate(image.roles)}
        return index(name, bands)[..., None]

    return read


def _say_missing(progress: Progress, name: str, missing: list[str]) -> None:
    progress(
        None,
        tr("The band {name} is left out: the images have no band {missing}."),
        name=name,
        missing=", ".join(missing),
    )


def _dates(dates: list[_Image]) -> Iterator[Layer]:
    for number, date in enumerate(dates, start=1):
        prefix = "pre" if number == 1 else f"pre{number}"
        yield Layer([f"{prefix}_{role}" for role in date.roles], PRE, date.read)


def _changes(
    settings: StackSettings, post: _Image, dates: list[_Image], progress: Progress
) -> Iterator[Layer]:
    """What changed since the first of the images from before."""
    for name, of in CHANGES.items():
        if name not in settings.derived:
            continue
        if not dates:
            progress(
                None,
                tr("The band {name} is left out: no image from before the event was given."),
                name=name,
            )
            continue
        roles = needed_roles(of)
        missing = [role for role in roles if not (role in post.roles and role in dates[0].roles)]
        if missing:
            _say_missing(progress, name, missing)
            continue
        yield Layer([name], PRE, _change_of(_index_of(of, post), _index_of(of, dates[0])))


def _change_of(
    after: Callable[[Window], np.ndarray], before: Callable[[Window], np.ndarray]
) -> Callable[[Window], np.ndarray]:
    return lambda window: after(window) - before(window)


def _terrain(
    settings: StackSettings,
    post: PostImage,
    opened: Callable[[str], Raster],
    warped: Callable[[Raster], WarpedRaster],
    folder: Path,
    progress: Progress,
) -> Iterator[Layer]:
    names = [name for name in TERRAIN_BANDS if name in settings.derived]
    if not settings.dem:
        for name in names:
            progress(
                None,
                tr("The band {name} is left out: no elevation model was given."),
                name=name,
            )
        return
    size = post.raster.pixel_size
    dem = opened(settings.dem)
    paths = write_terrain(dem, post.grid, size, names, folder, progress, settings.relief_window)
    for name, path in paths.items():
        read = warped(opened(path)).read
        yield Layer([name], TERRAIN, read if name == CURVATURE else _not_negative(read))


def _not_negative(read: Callable[[Window], np.ndarray]) -> Callable[[Window], np.ndarray]:
    """Cuts off what cubic convolution gives below 0 beside level ground."""
    return lambda window: np.maximum(read(window), 0)


def _extra(
    settings: StackSettings,
    opened: Callable[[str], Raster],
    warped: Callable[[Raster, bool], WarpedRaster],
) -> Iterator[Layer]:
    for path in settings.extra:
        raster = opened(path)
        stem = Path(path).stem.lower()
        several = len(raster.names) > 1
        names = [f"{stem}_{name}" if several else stem for name in raster.names]
        # Whole numbers may be those of classes, which have nothing between them.
        classes = raster.data_type() not in (gdal.GDT_Float32, gdal.GDT_Float64)
        yield Layer(names, EXTRA, warped(raster, classes).read)
