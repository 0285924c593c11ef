"""An image of another date, brought to the one after the event."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import numpy as np

from ..messages import Progress, ScarpError, no_progress, tr
from ..rasters.datasets import is_same_file
from ..rasters.raster import Raster
from ..rasters.windows import Window, cut, some_windows
from .band_roles import band_roles
from .grids import Grid, WarpedRaster
from .radiometry import Line, fit_line
from .registration import Shift, find_shift

#: Side in pixels of the windows that brightness is compared in, how many, and every how many-th
#: pixel.
_SIDE, _WINDOWS, _STEP = 256, 64, 4
#: Where files say when an image was taken: domain and item of GDAL's metadata.
_TAKEN = (("IMAGERY", "ACQUISITIONDATETIME"), ("", "ACQUISITIONDATETIME"), ("", "TIFFTAG_DATETIME"))


@dataclass(frozen=True)
class PostImage:
    """The image after the event.

    Attributes:
        raster: The image.
        roles: Names of its bands, as `band_roles` gives them.
        grid: Its grid.
    """

    raster: Raster
    roles: list[str]
    grid: Grid

    @classmethod
    def of(cls, raster: Raster, progress: Progress = no_progress) -> PostImage:
        """The image of a raster.

        Args:
            raster: The raster.
            progress: Told how its bands are named, where that follows from their order.

        Raises:
            ScarpError: if it has no georeference, or is turned on the map.
        """
        return cls(raster, band_roles(raster, progress), Grid.of(raster))

    def read(self, window: Window) -> np.ndarray:
        """Reads a window: float32 (rows, columns, bands), NaN where there is no data."""
        values, valid = self.raster.read_valid(window)
        values = values.astype(np.float32)
        values[~valid] = np.nan
        return values


@dataclass(frozen=True)
class PreImage:
    """An image from before the event, on the grid of the one after.

    Attributes:
        warped: The image.
        roles: Names of its bands.
        shift: By how much it was moved.
        lines: How the brightness of bands is changed, by their names.
    """

    warped: WarpedRaster
    roles: list[str]
    shift: Shift
    lines: dict[str, Line] = field(default_factory=dict)

    def read(self, window: Window) -> np.ndarray:
        """Reads a window: float32 (rows, columns, bands), NaN where there is no data."""
        values = self.warped.read(window)
        for place, role in enumerate(self.roles):
            if role in self.lines:
                line = self.lines[role]
                values[..., place] = values[..., place] * line.gain + line.offset
        return values


def bring_to(
    post: PostImage,
    raster: Raster,
    register: bool,
    normalise: bool,
    progress: Progress = no_progress,
) -> PreImage:
    """Brings an image from before the event onto the one after.

    Args:
        post: The image after.
        raster: The image before.
        register: Whether to move it by the shift that is measured between the two.
        normalise: Whether to match the brightness of the bands that both have.
        progress: Told the share that is done, the shift, gains and offsets.

    Raises:
        ScarpError: if both are the same image, or do not overlap.
    """
    _check_other(post.raster, raster)
    _warn_of_order(post.raster, raster, progress)
    roles = band_roles(raster, progress)
    size = post.raster.pixel_size
    pre = PreImage(WarpedRaster(raster, post.grid, size), roles, Shift())
    common = [role for role in roles if role in post.roles]
    _check_overlap(post, pre, common)
    if register:
        shift = _measure_shift(post, pre, common, progress)
        pre = replace(pre, shift=shift)
        if shift.cols or shift.rows:
            moved = WarpedRaster(raster, post.grid, size, (shift.cols, shift.rows))
            pre = replace(pre, warped=moved)
    if normalise:
        pre = replace(pre, lines=_match(post, pre, common, progress))
    return pre


def _check_other(post: Raster, pre: Raster) -> None:
    if is_same_file(post.path, pre.path):
        raise ScarpError(
            tr("{path} is given for both dates: choose an image from before the event."),
            path=pre.path,
        )


def _taken(raster: Raster) -> str:
    """When an image was taken, as YYYYMMDDhhmmss or the beginning of it; "" if it does not say."""
    for domain, item in _TAKEN:
        value = raster.dataset.GetMetadataItem(item, domain)
        if value:
            return re.sub(r"\D", "", value)[:14]
    return ""


def _warn_of_order(post: Raster, pre: Raster, progress: Progress) -> None:
    before, after = _taken(pre), _taken(post)
    if before and after and before[: len(after)] > after[: len(before)]:
        progress(
            None,
            tr(
                "By their dates {pre} was taken after {post}: are the images before and after the "
                "event exchanged?"
            ),
            pre=pre.path,
            post=post.path,
        )


def _places(roles: list[str], common: list[str]) -> list[int]:
    """The bands that two images share; all, if they share none."""
    return [roles.index(role) for role in common] or list(range(len(roles)))


def _check_overlap(post: PostImage, pre: PreImage, common: list[str]) -> None:
    """Makes sure that both show some ground, and not the same image.

    Raises:
        ScarpError: if not.
    """
    of_post, of_pre = _places(post.roles, common), _places(pre.roles, common)
    overlap, differs = False, False
    for window in cut(post.grid.shape, _SIDE * 4, _SIDE * 4):
        one, other = post.read(window)[..., of_post], pre.read(window)[..., of_pre]
        known = np.isfinite(one).all(axis=-1) & np.isfinite(other).all(axis=-1)
        overlap |= bool(known.any())
        if not common or not np.allclose(one[known], other[known]):
            differs |= bool(known.any())
        if overlap and differs:
            return
    if not overlap:
        raise ScarpError(
            tr("{pre} and {post} show no ground in common: choose images that overlap."),
            pre=pre.warped.path,
            post=post.raster.path,
        )
    raise ScarpError(
        tr("{pre} and {post} hold the same image: choose one from before the event."),
        pre=pre.warped.path,
        post=post.raster.path,
    )


def _measure_shift(post: PostImage, pre: PreImage, common: list[str], progress: Progress) -> Shift:
    of_post, of_pre = _places(post.roles, common), _places(pre.roles, common)
    shift = find_shift(
        lambda window: post.read(window)[..., of_post].mean(axis=-1),
        lambda window: pre.warped.read(window, of_pre).mean(axis=-1),
        post.grid.shape,
        progress,
    )
    if shift.reason:
        progress(None, shift.reason)
    else:
        progress(
            None,
            tr(
                "{path} is moved by {cols:.2f} columns and {rows:.2f} rows (standard deviation "
                "{spread:.2f} pixels, {agreeing} of {windows} windows)."
            ),
            path=pre.warped.path,
            cols=shift.cols,
            rows=shift.rows,
            spread=shift.spread,
            agreeing=shift.agreeing,
            windows=shift.windows,
        )
    return shift


def _match(
    post: PostImage, pre: PreImage, common: list[str], progress: Progress
) -> dict[str, Line]:
    """The lines by which the bands that both have are matched."""
    pairs: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {role: [] for role in common}
    for window in some_windows(post.grid.shape, _SIDE, _WINDOWS):
        one, other = (image.read(window)[::_STEP, ::_STEP] for image in (post, pre))
        for role in common:
            given, wanted = other[..., pre.roles.index(role)], one[..., post.roles.index(role)]
            known = np.isfinite(given) & np.isfinite(wanted)
            pairs[role].append((given[known], wanted[known]))
    lines = {}
    for role, found in pairs.items():
        try:
            lines[role] = line = fit_line(*map(np.concatenate, zip(*found)))
        except ScarpError as problem:
            progress(None, problem.template, **problem.values)
            progress(
                None,
                tr("Band {name} of {path} therefore keeps its brightness."),
                name=role,
                path=pre.warped.path,
            )
            continue
        progress(
            None,
            tr("Band {name} of {path}: gain {gain:.3f}, offset {offset:.4g}."),
            name=role,
            path=pre.warped.path,
            gain=line.gain,
            offset=line.offset,
        )
    return lines
