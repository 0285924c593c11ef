"""What computes class activation values: this machine, or the nodes of a cluster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from ...core.messages import Progress, tr

if TYPE_CHECKING:
    from ...core.rasters.raster import Raster
    from ...core.rasters.resampled import ResampledRaster
    from ...models.inference.tile_store import TileStore
    from ...models.model_file import Model
    from ...models.settings import ClassifySettings
    from .cluster.connection import Cluster


@dataclass(frozen=True)
class Computer:
    """Computes class activation values.

    Attributes:
        classify: Given an image, sinks of the values and, if wanted, of their spread, a part of the
            image, a mask and a progress, as `scarp.core.cam.resampled_cam.Classify` says.
        forget: Deletes what was kept to go on from, when all is done.
        device: What it runs on, for people.
        precision: Keras's data type policy; "automatic" where each node chooses.
    """

    classify: Callable
    forget: Callable[[], None]
    device: str
    precision: str


def on_this_machine(
    model: Model,
    settings: ClassifySettings,
    described: dict,
    checkpoint: str | None,
    progress: Progress,
) -> Computer:
    """Computes in this process.

    Args:
        model: The model.
        settings: How to compute.
        described: What decides the values, besides the precision.
        checkpoint: Folder that finished tiles are kept in; None: nowhere.
        progress: Told what it runs on.
    """
    from ...models.hardware.devices import describe
    from ...models.inference.classifier import Classifier

    classifier = Classifier(model, settings, progress)
    store = None
    if checkpoint:
        described = {**described, "precision": classifier.precision}
        store = _tile_store(checkpoint, described, progress)

    def classify(image, sinks, part, mask, told) -> None:
        spread = sinks[1] if len(sinks) > 1 else None
        classifier.classify(image, sinks[0], part, mask, told, spread, store)

    return Computer(
        classify,
        store.remove if store else lambda: None,
        describe(*classifier.devices),
        classifier.precision,
    )


def on_nodes(
    cluster: Cluster,
    model: Model,
    raster: Raster,
    resampled: ResampledRaster | None,
    settings: ClassifySettings,
    described: dict,
    folder: str,
    with_spread: bool,
) -> Computer:
    """Computes on the nodes of a cluster.

    Args:
        cluster: The cluster.
        model: The model.
        raster: The image.
        resampled: The same with pixels of another size, if the network is given that.
        settings: How to compute.
        described: What decides the values.
        folder: Where blocks are kept, in a folder of their own, until all is done.
        with_spread: Whether the spread over flips and turns is wanted.
    """
    from ...core.hashing import json_hash
    from .cluster.blocks import ClusterClassifier
    from .cluster.nodes import check_nodes

    name = json_hash({**described, **asdict(settings), "spread": with_spread})[:16]
    blocks = ClusterClassifier(
        cluster, model, raster, resampled, settings, f"{folder}-blocks-{name}", with_spread
    )
    check_nodes(cluster, [raster.path], blocks.folder, classifies=True)

    def classify(image, sinks, part, mask, told) -> None:
        blocks.classify(image, sinks, part, mask, told)

    return Computer(classify, blocks.remove, f"{cluster.size} Dask workers", settings.precision)


def _tile_store(folder: str, described: dict, progress: Progress) -> TileStore:
    """Opens the tiles of a classification; tells how many others have left tiles there."""
    from ...models.inference.tile_store import TileStore

    store = TileStore(folder, described)
    count, size = store.others()
    if count:
        progress(
            None,
            tr(
                "The folder {folder} also holds tiles of {count} other classifications "
                "({size:.0f} MB), of another image, model, settings or version of Scarp: "
                "delete those that you will not resume."
            ),
            folder=folder,
            count=count,
            size=size / 1e6,
        )
    return store
