"""What is at hand on each node: versions of packages, and access to the data."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from uuid import uuid4

from ....core.messages import ScarpError, tr
from .connection import Cluster

#: Packages that a task needs, but for GDAL and Keras's backend.
_PACKAGES = ("numpy", "keras", "h5py", "scikit-image")


def check_nodes(cluster: Cluster, read: list[str], write: str | None, classifies: bool) -> None:
    """Looks at every node before any work is sent, and tells in a table what is missing.

    Nodes that lack something are not used.

    Args:
        cluster: The cluster.
        read: Rasters that nodes read.
        write: Folder that nodes write into; None: nowhere.
        classifies: Whether nodes need Keras.

    Raises:
        ScarpError: if no node is left.
    """
    found = cluster.client.run(look_at_node, read, write, classifies)
    here = _versions(classifies)
    rows = []
    fit = []
    for number, (address, one) in enumerate(sorted(found.items()), 1):
        missing = list(one["missing"])
        for name, own in here.items():
            theirs = one["versions"].get(name)
            if theirs and name in ("keras", "python") and _minor(theirs) != _minor(own):
                missing.append(f"{name} {own}")
        if not missing:
            fit.append(address)
        versions = ", ".join(f"{name} {value}" for name, value in one["versions"].items())
        rows.append((number, one["host"], versions, "; ".join(missing) or tr("nothing")))
    for number, host, versions, missing in rows:
        cluster.progress(
            None,
            tr("Node {number} ({host}): {versions}. Missing: {missing}."),
            number=number,
            host=host,
            versions=versions,
            missing=missing,
        )
    if not fit:
        raise ScarpError(
            tr("No node of the cluster can do the work; it lacks: {missing}."), missing=rows[0][3]
        )
    if len(fit) < len(found):
        cluster.nodes = fit


def _minor(text: str) -> str:
    return ".".join(text.split(".")[:2])


def _versions(classifies: bool) -> dict[str, str]:
    """Versions by name; packages that are not there are left out."""
    found = {"python": platform.python_version()}
    for name in _PACKAGES if classifies else ("numpy",):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    try:
        from osgeo import gdal

        found["gdal"] = gdal.__version__
    except ImportError:
        pass
    return found


def look_at_node(read: list[str], write: str | None, classifies: bool) -> dict:
    """What a node has: runs there.

    Returns:
        "host", "versions" by name, and "missing": what it lacks, in words.
    """
    versions = _versions(classifies)
    wanted = (*_PACKAGES, "gdal") if classifies else ("numpy", "gdal")
    missing = [name for name in wanted if name not in versions]
    if "gdal" in versions:
        from osgeo import gdal

        gdal.DontUseExceptions()
        gdal.PushErrorHandler("CPLQuietErrorHandler")
        try:
            missing += [path for path in read if gdal.Open(path) is None]
        finally:
            gdal.PopErrorHandler()
        if write and not _can_write(write):
            missing.append(write)
    return {"host": platform.node(), "versions": versions, "missing": missing}


def _can_write(folder: str) -> bool:
    from ....core.storage import remove_file, write_bytes

    path = f"{folder}/.scarp-{uuid4().hex}"
    try:
        write_bytes(path, b"Scarp")
        remove_file(path)
    except (OSError, ScarpError):
        return False
    return True
