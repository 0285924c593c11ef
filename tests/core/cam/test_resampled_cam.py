"""What is computed on a resampled image, brought to the image's own grid."""

from contextlib import ExitStack

import numpy as np
import pytest
from helpers.rasters import box, write_polygons, write_raster
from scarp.core.cam.cam import Cam, CamDescription, cam_writer
from scarp.core.cam.resampled_cam import ResampledImage, Target
from scarp.core.messages import no_progress
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.resampled import ResampledRaster
from scarp.core.rasters.windows import Window, cut
from scarp.core.vectors.polygon_layer import Polygons, PolygonSource

ROWS, COLS = 40, 50
#: Side of the windows that are computed at a time.
SIDE = 3


class Network:
    """Computes a value of each pixel of a resampled image, window by window.

    Attributes:
        computed: Number of windows.
    """

    def __init__(self):
        self.computed = 0

    def __call__(self, image, sinks, part, mask, progress):
        for row, col, height, width in cut((part.height, part.width), SIDE, SIDE):
            window = Window(part.row + row, part.col + col, height, width)
            values, valid = image.read_valid(window)
            if mask is not None:
                valid &= mask(window)
            if not valid.any():
                continue
            self.computed += 1
            for number, sink in enumerate(sinks, start=1):
                sink.write(Window(row, col, height, width), values / 255 / number, valid)


@pytest.fixture
def written(tmp_path):
    """Computes and writes: values of each file, where the first is valid, and the windows."""

    def run(image, shape, part=None, shapes=None, files=1):
        part = part or Window(0, 0, ROWS, COLS)
        network, paths = Network(), [str(tmp_path / f"cam_{number}.tif") for number in range(files)]
        with ExitStack() as stack:
            raster = stack.enter_context(Raster(image))
            mask = None
            if shapes:
                source = PolygonSource(write_polygons(tmp_path / "mask.gpkg", shapes))
                mask = stack.enter_context(Polygons(source, raster.crs_wkt, None, no_progress))
            targets = []
            for path in paths:
                description = CamDescription(["landslide"])
                size = part.height, part.width
                sink = cam_writer(path, size, raster.geotransform, raster.crs_wkt, description)
                targets.append(Target(path, stack.enter_context(sink), 1))
            resampled = ResampledRaster(raster, shape)
            ResampledImage(raster, resampled, part, mask).write(network, targets, no_progress)
            assert not [one for one in tmp_path.glob(".scarp-*/*") if one.name.startswith("0 ")]
        found = []
        for path in paths:
            with Cam(path) as cam:
                values, valid = cam.values(Window(0, 0, *cam.shape), 1)
                found.append(values)
        return found, valid, network.computed

    return run


@pytest.fixture
def image(tmp_path) -> str:
    values = np.random.default_rng(4).integers(1, 255, (ROWS, COLS)).astype(np.uint8)
    values[12:20, 30:45] = 0
    return write_raster(tmp_path / "image.tif", values, nodata=0)


SHAPES = [(7, 9), (21, 26), (61, 76), (200, 250), (400, 500)]


@pytest.mark.parametrize("shape", SHAPES)
def test_all_of_it(written, image, shape):
    (one, half), valid, _ = written(image, shape, files=2)
    with Raster(image) as raster:
        np.testing.assert_array_equal(valid, raster.valid(Window(0, 0, ROWS, COLS)))
    np.testing.assert_allclose(half, one / 2, atol=1e-6)


@pytest.mark.parametrize("shape", SHAPES)
def test_only_what_is_wanted_is_computed_and_it_has_the_same_values(written, image, shape):
    """Polygons about the middles of pixels alone, from which the rest of these is far away."""
    (whole,), there, all_windows = written(image, shape)
    part = Window(3, 4, 30, 41)
    places = [(5, 6), (17, 27), (25, 40), (31, 9)]
    shapes = [box(row + 0.45, col + 0.45, 0.1, 0.1) for row, col in places]
    (values,), valid, computed = written(image, shape, part, shapes)
    expected = np.zeros_like(there)
    expected[tuple(zip(*places))] = True
    rows, cols = np.s_[3:33], np.s_[4:45]
    np.testing.assert_array_equal(valid, (expected & there)[rows, cols])
    np.testing.assert_allclose(values[valid], whole[rows, cols][valid], atol=1e-6)
    assert computed < 0.75 * all_windows or shape == SHAPES[0]
