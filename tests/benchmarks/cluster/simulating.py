"""A cluster as a small discrete-event model: nodes, storage they share, and a scheduler."""

from __future__ import annotations

import heapq
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """What was measured, or is assumed.

    Attributes:
        megapixels_a_second: Of a node.
        seconds_a_block: That a node takes for a block besides its pixels.
        seconds_a_task: That the scheduler takes for a task; one after the other.
        bytes_read: From the storage for a pixel.
        bytes_written: To the storage for a pixel, compressed.
        node_bandwidth: Bytes a second between a node and the storage.
        storage_bandwidth: Bytes a second of the storage, for all nodes together.
        join: Megapixels a second that the machine which asks joins to one file.
        context: Pixels around a block that are read and computed besides.
    """

    megapixels_a_second: float
    seconds_a_block: float
    seconds_a_task: float
    bytes_read: float
    bytes_written: float
    node_bandwidth: float
    storage_bandwidth: float
    join: float
    context: int


@dataclass(frozen=True)
class Outcome:
    """What a simulated run took.

    Attributes:
        seconds: Until the last block was written.
        busy: Share of the time that nodes computed.
        again: Blocks that were done twice, because a node was lost.
        joined: Seconds until the result is one file.
    """

    seconds: float
    busy: float
    again: int
    joined: float


def simulate(
    figures: Figures,
    megapixels: float,
    nodes: int,
    side: int,
    lost: float = 0.0,
    seed: int = 0,
) -> Outcome:
    """Simulates a classification.

    Nodes ask the scheduler for a block, read it, compute, and write it. While they move data they
    share the storage's bandwidth as if all did so evenly over the run. A node that is lost is so at
    a random time of the run, and its block is done by another one.

    Args:
        figures: Of the cluster.
        megapixels: Of the image.
        nodes: Number of nodes.
        side: Of a block in pixels.
        lost: Share of the nodes that are lost in the run.
        seed: Of what is random.
    """
    rng = random.Random(seed)
    blocks = max(round(megapixels * 1e6 / side**2), 1)
    grown = ((side + 2 * figures.context) / side) ** 2
    pixels = side**2
    compute = pixels * grown / 1e6 / figures.megapixels_a_second + figures.seconds_a_block
    moved = pixels * (grown * figures.bytes_read + figures.bytes_written)
    alone = moved / figures.node_bandwidth
    # The nodes that move data at a time share the storage.
    moving = nodes * alone / (alone + compute)
    move = max(alone, moved * moving / figures.storage_bandwidth)
    if nodes * moved / (compute + move) > figures.storage_bandwidth:
        move = nodes * moved / figures.storage_bandwidth - compute
    expected = blocks * (compute + move) / nodes
    ends = {
        node: rng.uniform(0, expected) for node in rng.sample(range(nodes), round(lost * nodes))
    }
    free = [(0.0, node) for node in range(nodes)]
    heapq.heapify(free)
    scheduler = finished = worked = 0.0
    left, again = blocks, 0
    while left and free:
        at, node = heapq.heappop(free)
        scheduler = max(scheduler, at) + figures.seconds_a_task
        done = scheduler + compute + move * rng.uniform(0.9, 1.1)
        if done > ends.get(node, float("inf")):
            again += 1
            continue
        left -= 1
        worked += compute
        finished = max(finished, done)
        heapq.heappush(free, (done, node))
    joined = max(finished, megapixels / figures.join)
    return Outcome(finished, worked / (nodes * finished), again, joined)
