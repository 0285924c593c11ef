"""The content of the scene at any position: land, patches of land cover, light and sky."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from osgeo import gdal, ogr

from .drawing import blend, blur, draw
from .noise import noise, periodic, scramble, step
from .outlines import add_feature, reference
from .patches import CELL, GROUND_STEP, Ground, Patch, clearings_in, fields_in, landslides_in

RIVER_PERIOD = 2600.0  # distance between rivers, m
ROAD_PERIOD = 1700.0  # distance between roads across the mountains, m
SUN = (0.506, 0.604, 0.616)  # unit vector to the sun: east, south, up

# Reflectances in the four bands.
CONIFER = (220, 340, 220, 2300)
BROADLEAF = (330, 580, 280, 3700)
AUTUMN = (640, 570, 300, 3000)
GRASS = (620, 860, 440, 3300)
GRAVEL = (1650, 1540, 1370, 2050)
WATER = (420, 640, 620, 250)
ROAD = (1750, 1480, 1170, 2400)
CLOUD = (4600, 4700, 4900, 4800)


@dataclass(frozen=True)
class Scene:
    """The scene's settings, and its content at any position."""

    width: int = 1200  # pixels
    height: int = 1000  # pixels
    seed: int = 1
    pixel_size: float = 3.0  # m

    sun = SUN
    #: Metres by which the image is shifted to the east and to the south.
    shift = (0.0, 0.0)
    #: Share of a crown that autumn colours, and what the haze adds to the bands.
    autumn = 0.8
    haze = (40, 60, 110, 10)
    #: Least and greatest shares of the width and the height that the cloud's middle is at.
    cloud_place = ((0.6, 0.2), (0.8, 0.35))
    #: What is added to the seed of the sensor's noise.
    sensor = 0

    def shown(self, patches: list[Patch]) -> list[Patch]:
        """The patches as they look on this date."""
        return patches

    @property
    def extent(self) -> np.ndarray:
        """Width and height, m."""
        return np.array([self.width, self.height]) * self.pixel_size

    def noise(self, name: str, x: np.ndarray, y: np.ndarray, spacing: float) -> np.ndarray:
        """`noise` of this scene; each name has its own."""
        key = zlib.crc32(f"{self.seed} {name}".encode())
        return noise(key, x, y, spacing)

    def river_distance(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Signed distance (len(y), len(x)) across the valley to the nearest river, m."""
        start = np.random.default_rng([self.seed, 1]).uniform(0.5, 0.7) * RIVER_PERIOD
        bends = 170 * self.noise("bends", x, y, 800) + 35 * self.noise("curves", x, y, 230)
        return periodic((y - start)[:, None], bends, RIVER_PERIOD)

    def elevation(self, x: np.ndarray, y: np.ndarray, river: np.ndarray) -> np.ndarray:
        """Height (len(y), len(x)) in m: valley floors by the river, slopes with spurs above."""
        above = np.abs(river) * (2 / RIVER_PERIOD)
        spurs = -90 * np.sqrt(self.noise("spurs", x, y, 420) ** 2 + 0.03)
        gullies = 48 * np.sqrt(self.noise("gullies", x, y, 190) ** 2 + 0.1)
        hollows = 9 * self.noise("hollows", x, y, 70)
        return 420 * step(0.1, 1.0, above) + step(0.1, 0.3, above) * (spurs + gullies + hollows)

    @cached_property
    def _puffs(self) -> np.ndarray:
        """The cloud's parts (n, 3): x, y and radius, m."""
        rng = np.random.default_rng([self.seed, 2])
        radius = min(0.075 * self.extent.min(), 400.0)
        centre = rng.uniform(*self.cloud_place) * self.extent
        offsets = rng.uniform(-1, 1, (16, 2)) * (1.5 * radius, 0.7 * radius)
        return np.column_stack([centre + offsets, rng.uniform(0.5, 1.1, 16) * radius])

    def cloud(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Thickness of the cloud at positions that broadcast: 0 where clear, over 1 inside."""
        thickness = np.zeros(np.broadcast_shapes(x.shape, y.shape), np.float32)
        centre_x, centre_y, radii = self._puffs.T
        apart_x = np.clip(centre_x, x.min(), x.max()) - centre_x
        apart_y = np.clip(centre_y, y.min(), y.max()) - centre_y
        for puff_x, puff_y, radius in self._puffs[np.hypot(apart_x, apart_y) < radii]:
            distance = ((x - puff_x) / radius) ** 2 + ((y - puff_y) / radius) ** 2
            thickness += np.maximum(1 - distance, 0) ** 2
        return thickness

    def recorded(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Whether positions that broadcast lie inside the image and off its nodata edge."""
        width, height = self.extent
        edge = np.maximum(width * (0.08 - 0.09 * y / height), 0)
        return (x > edge) & (x < width) & (y > 0) & (y < height)

    def cells(self, row: int, column: int, rows: int, columns: int) -> list[tuple[int, int]]:
        """Cells (cell_x, cell_y) that a window of the image touches, row by row."""
        size = CELL / self.pixel_size
        across = range(int(column // size), int((column + columns - 1) // size) + 1)
        down = range(int(row // size), int((row + rows - 1) // size) + 1)
        return [(cell_x, cell_y) for cell_y in down for cell_x in across]

    def patches(self, cell_x: int, cell_y: int) -> list[Patch]:
        """The patches inside one cell, apart from each other; landslides only if all visible."""
        corner = np.array([cell_x, cell_y]) * CELL
        x, y = corner[:, None] + np.arange(0, CELL + GROUND_STEP, GROUND_STEP)
        river = self.river_distance(x, y)
        down, right = np.gradient(self.elevation(x, y, river), GROUND_STEP)
        ground = Ground(corner, np.stack([right, down, np.abs(river)], axis=2))
        rngs = [np.random.default_rng([self.seed, cell_x, cell_y, kind]) for kind in range(3)]
        others = [*clearings_in(rngs[0], ground), *fields_in(rngs[1], ground)]
        taken = np.zeros(river.shape, bool)
        for patch in others:
            (left, top), (right, bottom) = patch.bounds
            taken |= ((x > left) & (x < right)) & ((y > top) & (y < bottom))[:, None]
        landslides = list(landslides_in(rngs[2], ground, taken))
        if not landslides:
            return others
        x, y = np.moveaxis([patch.outline for patch in landslides], -1, 0)
        visible = self.recorded(x, y).all(axis=1) & ~self.cloud(x, y).any(axis=1)
        return others + [landslides[index] for index in np.flatnonzero(visible)]

    def render(
        self, row: int, column: int, rows: int, columns: int, patches: list[Patch]
    ) -> np.ndarray:
        """The image (4, rows, columns) uint16 in a window, with these patches drawn into it."""
        # Two pixels more on every side, since slopes need one, and their blur another.
        x = (np.arange(column - 2, column + columns + 2) + 0.5) * self.pixel_size + self.shift[0]
        y = (np.arange(row - 2, row + rows + 2) + 0.5) * self.pixel_size + self.shift[1]
        river = self.river_distance(x, y)
        fine = self.noise("fine", x, y, 6.5)
        medium = self.noise("medium", x, y, 22)
        broad = self.noise("broad", x, y, 130)

        patches = [
            patch
            for patch in self.shown(patches)
            if (patch.bounds[1] > (x[0], y[0])).all() and (patch.bounds[0] < (x[-1], y[-1])).all()
        ]
        image = self._land(x, y, river, fine, medium, broad)
        number = self._rasterize(patches, x, y)
        is_landslide = np.array([False] + [patch.is_landslide for patch in patches])
        # Landslides bury roads, and roads pass between fields.
        blend(image, ROAD, np.where(is_landslide[number], 0, self._roads(x, y, river, medium)))
        draw(image, x, y, patches, number, fine, medium)

        down, right = np.gradient(self.elevation(x, y, river), self.pixel_size)
        facing = self.sun[2] - self.sun[0] * right - self.sun[1] * down
        facing = np.maximum(facing / np.sqrt(1 + right**2 + down**2), 0).astype(np.float32)
        image *= 0.25 + 0.75 / self.sun[2] * facing
        image += np.reshape(self.haze, (4, 1, 1)).astype(np.float32)
        self._cover_sky(image, x, y, medium)

        image = blur(image[:, 1:-1, 1:-1])
        numbers = np.arange(columns) + column, np.arange(rows)[:, None] + row
        grain = scramble(*numbers, self.seed + self.sensor)
        grain = np.moveaxis(grain.view(np.uint8).reshape(rows, columns, 4), -1, 0)
        image *= 0.96 + grain * np.float32(0.08 / 255)
        image += grain[::-1] * np.float32(80 / 255)
        visible = self.recorded(x[2:-2], y[2:-2, None])
        return np.where(visible, np.clip(np.rint(image), 1, 65535), 0).astype(np.uint16)

    def _land(
        self,
        x: np.ndarray,
        y: np.ndarray,
        river: np.ndarray,
        fine: np.ndarray,
        medium: np.ndarray,
        broad: np.ndarray,
    ) -> np.ndarray:
        """Forest of two kinds with shaded crowns and autumn trees; meadows, gravel bars, water."""
        image = np.empty((4, len(y), len(x)), np.float32)
        image[:] = np.reshape(CONIFER, (4, 1, 1))
        stands = 0.7 * broad + self.noise("stands", x, y, 450) + 0.3 * medium
        blend(image, BROADLEAF, step(-0.3, 0.7, stands))
        crowns = self.noise("crowns", x, y, 12)
        blend(image, AUTUMN, self.autumn * step(1.2, 2.8, crowns + 0.6 * medium + 0.3 * broad))
        image *= np.maximum(1 + 0.27 * fine + 0.17 * crowns + 0.08 * medium + 0.06 * broad, 0.2)
        distance = np.abs(river)
        if distance.min() < 600:
            meadow = step(330, 180, distance + 80 * (medium + broad))
            blend(image, GRASS, meadow * np.clip(0.85 + 0.08 * crowns, 0, 1))
            bars = self.noise("bars", x, y, 75)
            bank = distance + 12 * bars + 5 * medium
            blend(image, GRAVEL, step(50, 36, bank) * np.clip(0.8 + 0.15 * bars, 0, 1))
            channel = np.abs(river + 20 * self.noise("channel", x, y, 150))
            blend(image, WATER, step(17, 10, channel + 3 * medium - 3 * bars))
        return image

    def _roads(
        self, x: np.ndarray, y: np.ndarray, river: np.ndarray, medium: np.ndarray
    ) -> np.ndarray:
        """Cover (len(y), len(x)) by unpaved roads: one along each valley, others across."""
        wander = 260 * self.noise("road", x, y, 700) + 50 * self.noise("turns", x, y, 200)
        cover = np.zeros_like(river)
        for offset in (periodic(x, wander, ROAD_PERIOD), river - 215):
            distance = np.abs(offset)
            if distance.min() < 20:
                down, right = np.gradient(offset, self.pixel_size)
                steepness = np.maximum(np.sqrt(down**2 + right**2), 0.3)
                # Half way between roads the offset jumps, which looks like a road's steep zero.
                steepness[distance > 60] = 1
                cover = np.maximum(cover, step(5.5, 2.0, distance / steepness))
        return cover * np.clip(0.85 + 0.15 * medium, 0, 1)

    def _rasterize(self, patches: list[Patch], x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Number (len(y), len(x)) of the patch at each pixel, from 1; 0 where there is none."""
        size = self.pixel_size
        grid = gdal.GetDriverByName("MEM").Create("", len(x), len(y), 1, gdal.GDT_Int32)
        grid.SetProjection(reference().ExportToWkt())
        grid.SetGeoTransform((x[0] - size / 2, size, 0, y[0] - size / 2, 0, size))
        driver = ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")
        source = driver.CreateDataSource("")
        layer = source.CreateLayer("patches", reference(), ogr.wkbPolygon)
        layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
        for number, patch in enumerate(patches, start=1):
            add_feature(layer, patch.outline, number=number)
        gdal.RasterizeLayer(grid, [1], layer, options=["ATTRIBUTE=number"])
        return grid.ReadAsArray()

    def _cover_sky(
        self, image: np.ndarray, x: np.ndarray, y: np.ndarray, medium: np.ndarray
    ) -> None:
        """Put the cloud and its shadow over the image, in place."""
        height = 1.7 * self._puffs[:, 2].max()
        shadow = self.cloud(x + self.sun[0] * height, y[:, None] + self.sun[1] * height)
        if shadow.any():
            image *= 1 - 0.62 * step(0.02, 0.8, shadow)
        cloud = self.cloud(x, y[:, None])
        if cloud.any():
            cloud *= np.clip(1 + 0.12 * medium + 0.25 * self.noise("cloud", x, y, 60), 0.2, 2)
            blend(image, CLOUD, step(0.0, 0.9, cloud) * (0.75 + 0.3 * step(0.3, 4, cloud)))
