"""Polygons of a class activation raster whose strips are read by the nodes of a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....core.cam.cam import Cam
from ....core.rasters.windows import Window
from ....core.tracing.pixel_edges import Part, find_part
from .connection import Cluster


def find_part_of(path: str, threshold: float, level: float | None, window: Window) -> Part:
    """Finds the edges in a strip of a class activation raster; runs on a node.

    Args:
        path: Path of the raster.
        threshold: See `find_part`.
        level: See `find_part`.
        window: See `find_part`.
    """
    with Cam(path) as cam:
        return find_part(cam, threshold, level, window)


class StripsOnNodes:
    """Reads strips on the nodes; what is found is the same as on one machine.

    Args:
        cluster: The cluster.
    """

    def __init__(self, cluster: Cluster):
        self._cluster = cluster

    def __call__(
        self, cam: Cam, windows: Sequence[Window], threshold: float, level: float | None
    ) -> Iterator[Part]:
        """Gives what is found in each strip; see `scarp.core.tracing.pixel_edges.Parts`."""
        tasks = ((cam.path, threshold, level, window) for window in windows)
        yield from self._cluster.run(find_part_of, tasks)
