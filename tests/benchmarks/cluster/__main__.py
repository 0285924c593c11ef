"""Measures classification on clusters of this machine, and simulates larger ones from that.

    build/runtime/bin/python tests/benchmarks/cluster [--megapixels 200] [--figures FILE]

With --figures only the simulation is made, from what FILE holds. Prints tables in Markdown.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import paths  # noqa: F401
from common.running import Observed, Worker, say
from osgeo import gdal
from repository import DATA, ROOT
from scarp.core.cam.cam import Cam, cam_writer
from scarp.core.rasters.windows import cut
from scarp.models.settings import STARTER
from simulating import Figures, simulate

gdal.UseExceptions()

#: Blocks of these sides are compared, and clusters of so many nodes.
_SIDES = (1024, 2048, 4096, 8192, 16384)
_NODES = (1, 10, 50, 100, 200, 500, 1000)
#: Megapixels: Japan at 3 m, and the land of the Earth at 10 m.
_JAPAN, _EARTH = 42_000.0, 1_500_000.0
#: What is assumed of clusters: 10 Gbit/s a node, and storage of 20 GB/s.
_NODE_BANDWIDTH, _STORAGE_BANDWIDTH = 1.25e9, 20e9
_CONTEXT = 64
_SETTINGS = {"adapt": 0.0, "pixel_size": 0.0, "precision": "float32", "tile_size": 0}


def make_scene(path: str, megapixels: float) -> None:
    """Tiles the scene of Iburi, mirrored, to a larger one."""
    source = gdal.Open(str(DATA / "iburi_s2" / "post_rgb_utm54n.tif"))
    piece = source.ReadAsArray()[:, :960, :1100]
    side = max(round((megapixels * 1e6 / (960 * 1100)) ** 0.5), 1)
    options = ["TILED=YES", "COMPRESS=DEFLATE", "NUM_THREADS=ALL_CPUS", "PREDICTOR=2"]
    kind = source.GetRasterBand(1).DataType
    made = gdal.GetDriverByName("GTiff").Create(path, 1100 * side, 960 * side, 3, kind, options)
    made.SetGeoTransform(source.GetGeoTransform())
    made.SetProjection(source.GetProjection())
    for row in range(side):
        wide = [piece[:, :, ::-1] if (row + col) % 2 else piece for col in range(side)]
        made.WriteArray(np.concatenate(wide, axis=2), 0, 960 * row)


def classified(image: str, output: str, cluster: str) -> tuple[float, dict]:
    """Seconds that a classification took, and what was said of the blocks."""
    arguments = {"image": image, "model": str(STARTER), "output": output, "settings": _SETTINGS}
    worker = Worker(sys.executable)
    observed = Observed(worker)
    started = time.perf_counter()
    worker.run("classify", {**arguments, "cluster": cluster}, observed)
    seconds = time.perf_counter() - started
    blocks = [said.values for text, said in observed.said.items() if "nodes were busy" in text]
    return seconds, blocks[0] if blocks else {}


def measure(megapixels: float, folder: Path) -> dict:
    """Measures one process and two kinds of cluster, and gives the figures."""
    image = str(folder / "scene.tif")
    say("a scene")
    make_scene(image, megapixels)
    size = gdal.Open(image)
    pixels = size.RasterXSize * size.RasterYSize
    found: dict = {"megapixels": pixels / 1e6, "bytes_read": Path(image).stat().st_size / pixels}
    values = None
    for cluster in ("", "local:1", "local:2"):
        say(cluster or "one process")
        output = str(folder / "cam.tif")
        seconds, blocks = classified(image, output, cluster)
        blocks["seconds_a_block"] = blocks.pop("seconds", None)
        found[cluster or "one"] = {**blocks, "seconds": seconds}
        read = gdal.Open(output).ReadAsArray()
        if values is None:
            values = read
            found["bytes_written"] = Path(output).stat().st_size / pixels
        found[cluster or "one"]["equal"] = bool(np.array_equal(values, read))
    say("joining")
    found["join"] = pixels / 1e6 / joining(output, str(folder / "joined.tif"))
    return found


def joining(cam: str, output: str) -> float:
    """Seconds that it takes to copy a class activation raster, as blocks are joined."""
    started = time.perf_counter()
    with Cam(cam) as given:
        grid, wkt = given.geotransform, given.crs_wkt
        with cam_writer(output, given.shape, grid, wkt, given.description) as writer:
            for window in cut(given.shape, 2048, 2048):
                writer.write(window, *given.values(window))
    return time.perf_counter() - started


def table(found: dict) -> str:
    """What was measured."""
    lines = [
        "| | seconds | blocks | s a block | nodes busy | same values |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for name in ("one", "local:1", "local:2"):
        one = found[name]
        lines.append(
            f"| {'one process' if name == 'one' else name} | {one['seconds']:.0f} | "
            f"{one.get('blocks', '')} | {one['seconds_a_block'] or float('nan'):.1f} | "
            f"{one.get('busy', float('nan')):.3f} | {'yes' if one['equal'] else 'NO'} |"
        )
    efficiency = found["one"]["seconds"] / found["local:2"]["seconds"]
    lines.append(f"\nEfficiency of local:2 against one process: {efficiency:.2f}")
    return "\n".join(lines)


def simulated(figures: Figures) -> str:
    """Tables of what larger clusters would take."""
    lines = [f"{json.dumps(asdict(figures))}\n"]
    for name, megapixels in (("Japan at 3 m", _JAPAN), ("the land at 10 m", _EARTH)):
        lines += [
            f"\n{name}, {megapixels / 1000:,.0f} gigapixels: hours by nodes and side of a block\n",
            f"| nodes | {' | '.join(map(str, _SIDES))} | 1 % of nodes lost | one file |",
            "|--:|" + "--:|" * (len(_SIDES) + 2),
        ]
        for nodes in _NODES:
            runs = [simulate(figures, megapixels, nodes, side) for side in _SIDES]
            best = _SIDES[min(range(len(_SIDES)), key=lambda k: runs[k].seconds)]
            lost = simulate(figures, megapixels, nodes, best, lost=0.01 if nodes >= 100 else 0.0)
            joined = min(run.joined for run in runs)
            hours = [f"{run.seconds / 3600:.2f}" for run in runs]
            extra = f"{lost.seconds / 3600:.2f}" if nodes >= 100 else ""
            lines.append(f"| {nodes} | {' | '.join(hours)} | {extra} | {joined / 3600:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Measures, then simulates."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folder = ROOT / "build" / "benchmarks" / "cluster"
    options.add_argument("--megapixels", type=float, default=200)
    options.add_argument("--figures", type=Path)
    given = options.parse_args()
    folder.mkdir(parents=True, exist_ok=True)
    if given.figures:
        found = json.loads(given.figures.read_text(encoding="utf-8"))
    else:
        with tempfile.TemporaryDirectory(dir=folder) as temporary:
            found = measure(given.megapixels, Path(temporary))
        (folder / "figures.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
        print(table(found))
    blocks = found["local:2"]
    side = (found["megapixels"] * 1e6 / blocks["blocks"]) ** 0.5
    busy = blocks["busy"]
    overhead = blocks["seconds_a_block"] * (1 / busy - 1)
    print(f"\nOverhead a block: {overhead:.2f} s, {1 / busy - 1:.1%} of its time (side {side:.0f})")
    figures = Figures(
        # A node of a cluster has more cores than a process here: 16 times as many.
        megapixels_a_second=16 * found["megapixels"] / found["one"]["seconds"] / 2,
        seconds_a_block=overhead,
        seconds_a_task=0.001,
        bytes_read=found["bytes_read"],
        bytes_written=found["bytes_written"],
        node_bandwidth=_NODE_BANDWIDTH,
        storage_bandwidth=_STORAGE_BANDWIDTH,
        join=found["join"],
        context=_CONTEXT,
    )
    print(simulated(figures))


if __name__ == "__main__":
    main()
