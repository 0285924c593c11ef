"""Measures how long the statistics of a large inventory take, and in what memory.

    build/runtime/bin/python tests/benchmarks/inventory [--count 200000]

Prints a table: the inventory is read by OGR alone (A), and measured with all its statistics (B).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import paths  # noqa: F401
from common.running import Observed, say
from common.table import Row, markdown, ratio
from osgeo import ogr, osr
from scarp.core.inventory.frequency import EVENT
from scarp.runtime.client import Worker

_CORNERS = 24


def write_inventory(path: str, count: int) -> None:
    """Writes ellipses with the areas of a landslide event, on a grid."""
    rng = np.random.default_rng(0)
    areas = np.resize(EVENT.rvs(2 * count, random_state=rng), 2 * count)
    areas = areas[areas > 30][:count]
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32654)
    file = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = file.CreateLayer("landslides", reference, ogr.wkbPolygon)
    angles = np.linspace(0, 2 * np.pi, _CORNERS + 1)
    side = int(np.ceil(count**0.5))
    layer.StartTransaction()
    for number, area in enumerate(areas):
        ratio_of_axes = rng.uniform(1.5, 4)
        long = (area * ratio_of_axes / np.pi) ** 0.5
        x = 400_000 + 300.0 * (number % side) + long * np.cos(angles)
        y = 4_700_000 + 300.0 * (number // side) + long / ratio_of_axes * np.sin(angles)
        points = ", ".join(f"{a:.2f} {b:.2f}" for a, b in zip(x, y))
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({points}))"))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def read(path: str) -> float:
    """Seconds in which OGR reads all areas."""
    started = time.monotonic()
    dataset = ogr.Open(path)
    sum(feature.GetGeometryRef().GetArea() for feature in dataset.GetLayer())
    return time.monotonic() - started


def main() -> None:
    """Measures and prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, default=200_000, help="landslides")
    count = options.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "landslides.gpkg"))
        say(f"an inventory of {count} landslides")
        write_inventory(path, count)
        bare = read(path)
        say("its statistics")
        worker = Worker(sys.executable)
        observed = Observed(worker)
        arguments = {"polygons": {"path": path}, "report": str(Path(folder, "report.html"))}
        worker.run("inventory_statistics", arguments, observed)
    name = f"{count} landslides: seconds of OGR, which reads them, of all statistics"
    memory = f"{observed.peak / 1e6:.0f} MB at most"
    row = Row(
        name, f"{bare:.1f}", f"{observed.seconds:.1f} ({memory})", ratio(observed.seconds / bare)
    )
    print(markdown([row]))


if __name__ == "__main__":
    main()
