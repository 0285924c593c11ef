"""Drawing polygons on a cluster."""

from __future__ import annotations

from ...core.messages import Progress
from ..cluster_address import check_has_no_secret, parse_cluster


def threshold_to_polygons(
    progress: Progress, *, settings: dict, threshold: float, output: str, cluster: str
) -> dict:
    """Writes the polygons of a class activation raster that the nodes of a cluster read.

    Args:
        progress: Told the share that is done.
        settings: Of `scarp.core.tracing.landslide_polygons.PolygonSettings`.
        threshold: Pixels with at least this value are features.
        output: Path of the file to write, for `scarp.core.tracing.polygon_file.read_polygons`.
        cluster: As `scarp.runtime.cluster_address.parse_cluster` takes it.

    Returns:
        "count", the number of polygons.
    """
    from ...core.cam.cam import Cam
    from ...core.tracing.landslide_polygons import PolygonSettings, landslide_polygons
    from ...core.tracing.polygon_file import write_polygons
    from .cluster.connection import connected
    from .cluster.nodes import check_nodes
    from .cluster.strips import StripsOnNodes

    wanted = PolygonSettings(**settings)
    check_has_no_secret(wanted.cam)
    with Cam(wanted.cam) as cam:
        wkt = cam.crs_wkt
    with connected(parse_cluster(cluster), progress) as nodes:
        check_nodes(nodes, [wanted.cam], None, classifies=False)
        found = landslide_polygons(wanted, threshold, progress, StripsOnNodes(nodes))
        return {"count": write_polygons(output, found, wkt)}
