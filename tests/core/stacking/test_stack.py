"""Stacks of two dates and the terrain."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.rasters import GRID, read_raster, write_raster
from helpers.two_dates import ground, moved
from osgeo import gdal
from scarp.core.messages import ScarpError, no_progress
from scarp.core.rasters.groups import GROUP
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.windows import Window
from scarp.core.stacking.band_roles import band_roles
from scarp.core.stacking.derived import index
from scarp.core.stacking.settings import DERIVED, StackSettings
from scarp.core.stacking.stack import stack_images

COLOURS = ("red", "green", "blue")


def stored(image: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(image), 1, 65535).astype(np.uint16)


@pytest.fixture(scope="module")
def paths(tmp_path_factory) -> dict[str, str]:
    """The same ground twice, the first darker and 2.4 pixels further; and a slope of 45 degrees."""
    folder = tmp_path_factory.mktemp("two dates")
    after = ground(0)
    before = np.stack([moved(band, 2.4, -1.6) for band in 0.8 * after + 100])
    before = stored(before)
    before[:, 100:150, 200:250] = 0
    heights = np.broadcast_to(10.0 * np.arange(460), (1, 440, 460)).astype(np.float32)
    wider = (499_800.0, 10.0, 0.0, 4_700_200.0, 0.0, -10.0)
    return {
        "post": write_raster(folder / "post.tif", stored(after), names=COLOURS),
        "pre": write_raster(folder / "pre.tif", before, names=COLOURS, nodata=0),
        "dem": write_raster(folder / "dem.tif", heights, grid=wider),
    }


def bands_of(path) -> dict[str, np.ndarray]:
    dataset = gdal.Open(str(path))
    names = [dataset.GetRasterBand(k + 1).GetDescription() for k in range(dataset.RasterCount)]
    return dict(zip(names, read_raster(path)))


def test_all_that_can_be_stacked(paths, tmp_path, said):
    output = str(tmp_path / "stack.tif")
    made = stack_images(
        StackSettings(
            paths["post"],
            output,
            [paths["pre"]],
            paths["dem"],
            [paths["dem"]],
            list(DERIVED),
        ),
        said,
    )
    found = bands_of(output)
    assert list(found) == made.names
    assert (
        made.names
        == (
            "red green blue rg pre_red pre_green pre_blue rg_change brightness_change slope relief "
            "curvature dem"
        ).split()
    )
    assert any("no band nir" in sentence for sentence in said.sentences)
    assert (made.shift.cols, made.shift.rows) == pytest.approx((-2.4, 1.6), abs=0.1)
    assert made.lines["red"].gain == pytest.approx(1 / 0.8, rel=0.02)
    # The cloud stays in the bands that it hides, and in no other.
    hidden = np.s_[110:140, 210:240]
    for name in ("pre_red", "rg_change", "brightness_change"):
        assert np.isnan(found[name][hidden]).all()
    for name in ("red", "rg", "slope", "dem"):
        assert np.isfinite(found[name]).all()
    assert (found["red"] == read_raster(paths["post"])[0]).all()
    seen = np.s_[160:380, 20:400]
    left = np.abs(found["pre_red"] - found["red"])[seen]
    assert np.median(left) < 15
    assert np.median(np.abs(found["brightness_change"][seen])) < 15
    assert found["slope"] == pytest.approx(45, abs=0.1)
    dataset = gdal.Open(output)
    groups = [dataset.GetRasterBand(k + 1).GetMetadataItem(GROUP) for k in range(13)]
    assert groups == ["post"] * 4 + ["pre"] * 5 + ["terrain"] * 3 + ["extra"]


def test_on_another_grid(paths, tmp_path):
    """Degrees and smaller pixels come onto the grid of the image after the event."""
    pre = str(tmp_path / "degrees.tif")
    gdal.Warp(pre, paths["pre"], dstSRS="EPSG:4326", resampleAlg="cubic", xRes=6e-5, yRes=6e-5)
    output = str(tmp_path / "stack.tif")
    made = stack_images(StackSettings(paths["post"], output, [pre]))
    assert (made.shift.cols, made.shift.rows) == pytest.approx((-2.4, 1.6), abs=0.15)
    found = bands_of(output)
    left = np.abs(found["pre_red"] - found["red"])[160:380, 20:400]
    assert np.nanmedian(left) < 30
    dataset = gdal.Open(output)
    assert dataset.GetGeoTransform() == GRID


def test_a_vrt_refers_to_the_image(paths, tmp_path, said):
    """It holds the same as a GeoTIFF, and the image's own nodata and data type."""
    settings = {"pre": [paths["pre"]], "dem": paths["dem"], "derived": ["rg", "slope"]}
    whole, refers = str(tmp_path / "stack.tif"), str(tmp_path / "stack.vrt")
    for output in (whole, refers):
        stack_images(StackSettings(paths["post"], output, **settings), said)
    one, other = bands_of(whole), bands_of(refers)
    assert list(one) == list(other)
    for name, band in one.items():
        np.testing.assert_array_equal(band, other[name])
    dataset = gdal.Open(refers)
    assert dataset.GetRasterBand(1).DataType == gdal.GDT_UInt16
    assert {path.name for path in tmp_path.iterdir()} == {
        "stack.tif",
        "stack.vrt",
        "stack_bands.tif",
    }
    with Raster(whole) as first, Raster(refers) as second:
        window = Window(0, 0, *first.shape)
        assert first.groups == second.groups
        assert (first.valid(window) == second.valid(window)).all()


def test_as_it_is(paths, tmp_path):
    output = str(tmp_path / "stack.tif")
    settings = StackSettings(paths["post"], output, [paths["pre"]], register=False, normalise=False)
    made = stack_images(settings)
    assert made.lines == {} and (made.shift.cols, made.shift.rows) == (0, 0)
    before = read_raster(paths["pre"])[0].astype(np.float32)
    before[before == 0] = np.nan
    np.testing.assert_allclose(bands_of(output)["pre_red"], before)


def test_names_by_order_and_twice(tmp_path, said):
    """Bands without names; two images from before."""
    after = stored(ground(0))
    four = np.concatenate([after, after[:1] * 2])
    post = write_raster(tmp_path / "post.tif", four)
    pre = [
        write_raster(tmp_path / f"pre{number}.tif", stored(ground(0) * factor))
        for number, factor in enumerate((0.9, 0.7))
    ]
    output = str(tmp_path / "stack.tif")
    settings = StackSettings(post, output, pre, derived=["ndvi"])
    made = stack_images(settings, said)
    assert (
        made.names
        == (
            "red green blue nir ndvi pre_red pre_green pre_blue pre2_red pre2_green pre2_blue"
        ).split()
    )
    assert any("have no names" in sentence for sentence in said.sentences)
    values = four.astype(np.float32)
    expected = (values[3] - values[0]) / (values[3] + values[0])
    np.testing.assert_allclose(bands_of(output)["ndvi"], expected, rtol=1e-5)


def test_one_band(tmp_path):
    image = stored(ground(0))[:1]
    post = write_raster(tmp_path / "post.tif", image)
    pre = write_raster(tmp_path / "pre.tif", (image * 0.9).astype(np.uint16))
    made = stack_images(StackSettings(post, str(tmp_path / "stack.tif"), [pre]))
    assert made.names == ["band 1", "pre_band 1"]
    assert made.lines["band 1"].gain == pytest.approx(1 / 0.9, rel=0.02)


def _refused(paths, tmp_path, said, reason, **changes) -> None:
    settings = {"post": paths["post"], "output": str(tmp_path / "stack.tif"), **changes}
    with pytest.raises(ScarpError, match=reason):
        stack_images(StackSettings(**settings), said)
    assert not (tmp_path / "stack.tif").exists()


def test_bad_input(paths, tmp_path, said):
    _refused(paths, tmp_path, said, "nothing to stack")
    _refused(paths, tmp_path, said, "given for both dates", pre=[paths["post"]])
    copy = str(tmp_path / "copy.tif")
    gdal.Translate(copy, paths["post"])
    _refused(paths, tmp_path, said, "hold the same image", pre=[copy])
    far = write_raster(tmp_path / "far.tif", stored(ground(0)), grid=(600_000, *GRID[1:]))
    _refused(paths, tmp_path, said, "no ground in common", pre=[far])
    turned = (*GRID[:2], 3.0, *GRID[3:])
    image = write_raster(tmp_path / "turned.tif", stored(ground(0)), grid=turned)
    _refused(paths, tmp_path, said, "are turned", post=image, pre=[paths["pre"]])
    nowhere = write_raster(tmp_path / "nowhere.tif", stored(ground(0)), epsg=None)
    _refused(paths, tmp_path, said, "no georeference", pre=[nowhere])
    _refused(paths, tmp_path, said, "is a .tif or a .vrt", pre=[paths["pre"]], output="stack.jpg")
    _refused(paths, tmp_path, said, "is the input", pre=[paths["pre"]], output=paths["pre"])


def test_dates_that_are_exchanged(paths, tmp_path, said):
    dated = {}
    for name, year in (("post", 2018), ("pre", 2019)):
        dated[name] = str(tmp_path / f"{name}.tif")
        copy = gdal.Translate(dated[name], paths[name])
        copy.SetMetadataItem("TIFFTAG_DATETIME", f"{year}:09:06 01:00:00")
    del copy
    output = str(tmp_path / "stack.tif")
    stack_images(StackSettings(dated["post"], output, [dated["pre"]]), said)
    assert any("exchanged?" in sentence for sentence in said.sentences)


def test_slope_is_not_negative_beside_a_wall(paths, tmp_path):
    heights = np.zeros((1, 160, 160), np.float32)
    heights[..., 80:] = 500
    coarse = (499_800.0, 30.0, 0.0, 4_700_200.0, 0.0, -30.0)
    dem = write_raster(tmp_path / "wall.tif", heights, grid=coarse)
    output = str(tmp_path / "stack.tif")
    settings = StackSettings(paths["post"], output, dem=dem, derived=["slope", "relief"])
    stack_images(settings)
    found = bands_of(output)
    for name in ("slope", "relief"):
        assert np.nanmin(found[name]) == 0 < np.nanmax(found[name])


def test_indices_of_dark_pixels_stay_within_their_range():
    """Where matching the brightness has brought dark pixels below 0."""
    red = np.array([-50.0, -120.0, -20.0, 300.0, np.nan], np.float32)
    nir = np.array([60.0, 100.0, -30.0, 100.0, 100.0], np.float32)
    found = index("ndvi", {"red": red, "nir": nir})
    np.testing.assert_allclose(found, [1, 1, np.nan, -0.5, np.nan])


def test_numbers_of_classes_stay(paths, tmp_path):
    codes = np.random.default_rng(0).choice([1, 7, 20], (1, 60, 65)).astype(np.uint8)
    coarse = (499_900.0, 73.0, 0.0, 4_700_100.0, 0.0, -73.0)
    geology = write_raster(tmp_path / "geology.tif", codes, grid=coarse)
    output = str(tmp_path / "stack.tif")
    stack_images(StackSettings(paths["post"], output, extra=[geology]))
    found = bands_of(output)["geology"]
    assert set(np.unique(found[np.isfinite(found)])) <= {1, 7, 20}


def test_near_infrared_that_is_marked_as_transparency(paths, tmp_path):
    """As GDAL marks the fourth band of many files: it is a band of the image."""
    bands = read_raster(paths["pre"])
    four = np.concatenate([bands, bands[:1]])
    path = write_raster(tmp_path / "four.tif", four)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(4).SetColorInterpretation(gdal.GCI_AlphaBand)
    del dataset
    output = str(tmp_path / "stack.tif")
    made = stack_images(StackSettings(paths["post"], output, pre=[path]))
    assert "pre_nir" in made.names
    found = bands_of(output)
    assert np.isfinite(found["pre_red"][20:80, 20:80]).all()


def test_transparency_that_is_not_the_last_band(paths, tmp_path):
    bands = read_raster(paths["pre"])
    clear = np.full((1, *bands.shape[1:]), 65535, np.uint16)
    clear[:, 200:260, 200:260] = 0
    path = write_raster(tmp_path / "alpha.tif", np.concatenate([clear, bands]))
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetColorInterpretation(gdal.GCI_AlphaBand)
    for number, name in enumerate(COLOURS, start=2):
        dataset.GetRasterBand(number).SetDescription(name)
    del dataset
    output = str(tmp_path / "stack.tif")
    stack_images(StackSettings(paths["post"], output, pre=[path], register=False))
    assert np.isnan(bands_of(output)["pre_red"][210:250, 210:250]).all()


def test_nothing_but_the_image(paths, tmp_path):
    with pytest.raises(ScarpError, match="nothing to stack"):
        stack_images(
            StackSettings(paths["post"], str(tmp_path / "s.tif"), derived=["slope", "rg_change"])
        )


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Near infra-red", "nir"),
        ("Near Infra Red", "nir"),
        ("Short-wave infra-red", "short-wave infra-red"),
        ("B4 (Red)", "red"),
        ("Red edge 1", "red edge 1"),
        ("pre_red", "pre_red"),
        ("red_change", "red_change"),
    ],
)
def test_names_of_bands(tmp_path, name, role):
    path = write_raster(tmp_path / "image.tif", np.ones((1, 9, 9), np.uint8), names=[name])
    with Raster(path) as raster:
        assert band_roles(raster, no_progress) == [role]
