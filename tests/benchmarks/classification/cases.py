"""What the benchmark of classification measures: networks, sizes, lengths."""

from __future__ import annotations

from dataclasses import dataclass

import paths  # noqa: F401
from scarp.models.networks import legal_size_from, network_class
from scarp.models.settings import NetworkSettings

#: Zhang et al. 2020: their area, 74.65 megapixels, and the seconds it took on a GTX 1080.
AREA_SIDE = 8640
PAPER_SECONDS = 93.4
#: Side in pixels and overlap of the tiles that ONNX Runtime is given, as Deepness would.
ONNX_SIDE = 512
ONNX_OVERLAP = 0.15
#: Scenes are so small that classifying them takes about so many seconds at most.
_SECONDS = 240
_BLOCK = 256
_SMALLEST_SIDE = 1024
#: Networks of parts, where they are not ENVINet5.
_KINDS = {"starter": "UNet"}


@dataclass(frozen=True)
class Scale:
    """How large everything is.

    Attributes:
        widths: Feature maps of the network's first level, by the part that uses it.
        tiles: Sides of the tiles that bare networks are given, in pixels.
        seconds: Least time that tiles of one side are counted for.
        side: Side of the scene, in pixels, where the machine is fast enough.
        area_side: Side of the scene that is compared with the paper's.
        pixels: About how many pixels the images have whose memory is compared.
        strip: Rows of each strip of data in the larger one of them.
        memory_tile: Side of the tiles that both are cut into, in pixels; what is kept of one
            covers a strip's rows.
        precision: Width of the network whose precision is reduced, and its training.
    """

    widths: dict[str, int]
    tiles: tuple[int, ...]
    seconds: float
    side: int
    area_side: int
    pixels: tuple[int, int]
    strip: int
    memory_tile: int
    precision: dict[str, int]

    def network(self, part: str) -> NetworkSettings:
        """The network that a part uses."""
        kind = _KINDS.get(part, "ENVINet5")
        side = legal_size_from(network_class(kind), NetworkSettings().patch_size)
        return NetworkSettings(kind, patch_size=side, width=self.widths[part])

    def tiles_of(self, part: str) -> list[int]:
        """Sides of the tiles that a part's bare network is given, which it can take."""
        kind = network_class(self.network(part).network)
        return [legal_size_from(kind, side) for side in self.tiles]

    def affordable_side(self, megapixels_a_second: float) -> int:
        """Side of the scene for a network of that speed: a multiple of 256 pixels."""
        affordable = (1e6 * megapixels_a_second * _SECONDS) ** 0.5
        return max(min(self.side, int(affordable) // _BLOCK * _BLOCK), _SMALLEST_SIDE)


WHOLE = Scale(
    widths={"full": 64, "narrow": 16, "starter": 12, "memory": 8},
    tiles=(572, 1132, 2108),
    seconds=10.0,
    side=4096,
    area_side=AREA_SIDE,
    pixels=(10_000_000, 1_000_000_000),
    strip=1024,
    memory_tile=1212,
    precision={"width": 8, "epochs": 6, "patches": 80},
)
#: So small that it only shows whether the benchmark works.
QUICK = Scale(
    widths={"full": 4, "narrow": 2, "starter": 2, "memory": 2},
    tiles=(252, 380),
    seconds=0.0,
    side=1024,
    area_side=1100,
    pixels=(300_000, 4_000_000),
    strip=256,
    memory_tile=444,
    precision={"width": 2, "epochs": 1, "patches": 4},
)


def title(network: NetworkSettings) -> str:
    """A network's name in the table."""
    return f"{network.network} {network.width}"
