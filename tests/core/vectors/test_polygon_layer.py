"""Polygons as files hold them: crossing parts, broken rings, both sides of 180 degrees."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from helpers.rasters import GRID, box, wkt, write_polygons
from osgeo import gdal, ogr
from scarp.core.messages import ScarpError, no_progress
from scarp.core.rasters.windows import Window
from scarp.core.vectors.polygon_layer import Polygons, PolygonSource

WINDOW = Window(0, 0, 80, 80)


def parts_of(*boxes: str) -> str:
    """A multipolygon of boxes, each of which may have others as holes after a slash."""
    rings = [one.removeprefix("POLYGON (").removesuffix(")") for one in boxes]
    return f"MULTIPOLYGON ({', '.join(f'({ring})' for ring in rings)})"


def with_hole(shell: str, hole: str) -> str:
    outer, inner = (one.removeprefix("POLYGON (").removesuffix(")") for one in (shell, hole))
    return f"POLYGON ({outer}, {inner})"


def burn(path, said=no_progress, epsg=32654, grid=GRID, window=WINDOW, class_field=None):
    with Polygons(PolygonSource(path), wkt(epsg), class_field, said) as polygons:
        return polygons.rasterize(grid, window)


@pytest.mark.parametrize(
    ("geometry", "pixels"),
    [
        # Two drawings collected into one feature: 900 + 900 - 200.
        (parts_of(box(10, 10, 30, 30), box(20, 30, 30, 30)), 1600),
        # A scar inside a slide.
        (parts_of(box(10, 10, 30, 30), box(20, 20, 10, 10)), 900),
        # A hole beside its shell takes nothing away and adds nothing.
        (with_hole(box(10, 10, 30, 30), box(50, 50, 5, 5)), 900),
        (parts_of(box(10, 10, 30, 30), box(60, 60, 20, 20)), 1300),
        # One inside takes away.
        (with_hole(box(10, 10, 30, 30), box(20, 20, 5, 5)), 875),
        # One that crosses its shell takes away what is within.
        (with_hole(box(10, 10, 30, 30), box(10, 35, 10, 10)), 850),
    ],
)
def test_parts_are_joined(tmp_path, geometry, pixels):
    path = write_polygons(tmp_path / "a.gpkg", [geometry])
    assert burn(path).sum() == pixels


@pytest.mark.parametrize(
    "geometry",
    [
        "POLYGON ((500000 4700000, 500010 4700000))",
        "POLYGON ((500000 4700000, 500010 4700000, 500000 4700000))",
        "POLYGON ((500000 nan, 500010 4700000, 500020 4700000, 500000 nan))",
        "POLYGON ((inf 4700000, 500010 4700000, 500020 4700000, inf 4700000))",
        "POLYGON ((1e308 4700000, -1e308 4700000, 500020 4700000, 1e308 4700000))",
    ],
    ids=["two points", "there and back", "NaN", "infinite", "beyond all numbers"],
)
@pytest.mark.parametrize("epsg", [32654, 4326])
def test_broken_rings_are_left_out(tmp_path, said, geometry, epsg):
    path = write_polygons(tmp_path / "a.gpkg", [geometry, box(1, 2, 3, 4)])
    with Polygons(PolygonSource(path), wkt(epsg), None, said) as polygons:
        assert polygons.count == 1
    (sentence,) = said.sentences
    assert "1 features" in sentence and "left out, ids 1." in sentence


@pytest.mark.parametrize("broken", ["(500000 4700000, 500010 4700000)", "EMPTY"])
@pytest.mark.usefixtures("with_and_without_exceptions")
def test_a_broken_part_does_not_cost_the_others(tmp_path, broken):
    ring = box(10, 10, 30, 30).removeprefix("POLYGON (").removesuffix(")")
    broken = broken if broken == "EMPTY" else f"({broken})"
    crossing = parts_of(box(20, 30, 30, 30)).removeprefix("MULTIPOLYGON (")
    path = write_polygons(tmp_path / "a.gpkg", [f"MULTIPOLYGON ({broken}, ({ring}), {crossing}"])
    assert burn(path).sum() == 1600


def test_a_wrong_crs_is_named(tmp_path):
    """Metres that are said to be degrees have no place in the image's CRS."""
    path = write_polygons(tmp_path / "a.gpkg", [box(1, 2, 3, 4)], epsg=4326)
    sentence = r"do not fit its CRS, WGS 84 \(EPSG:4326\), which is probably wrong: set the right"
    with pytest.raises(ScarpError, match=sentence):
        burn(path)


def test_a_crs_that_may_be_wrong_is_named(tmp_path):
    path = write_polygons(tmp_path / "a.gpkg", [box(1, 2, 3, 4)], epsg=32610)
    with Polygons(PolygonSource(path), wkt(), None, no_progress) as polygons:
        with pytest.raises(ScarpError, match=r"its CRS, WGS 84 / UTM zone 10N \(EPSG:32610\)"):
            polygons.require_overlap(GRID, WINDOW, "image.tif")


def degrees(west: float) -> str:
    east = west + 0.1
    return f"POLYGON (({west} 10, {east} 10, {east} 10.1, {west} 10.1, {west} 10))"


#: 10 x 10 pixels on either side of 180 degrees, and 20 x 10 drawn from one side to the other.
ACROSS = (
    degrees(179.8),
    degrees(-179.8),
    "POLYGON ((179.9 10.3, -179.9 10.3, -179.9 10.4, 179.9 10.4, 179.9 10.3))",
)


@pytest.mark.parametrize(
    ("epsg", "grid"),
    [
        (4326, (179.5, 0.01, 0, 11, 0, -0.01)),
        (4326, (-180.5, 0.01, 0, 11, 0, -0.01)),
        (3857, (19_981_848.6, 1113.195, 0, 1_230_000, 0, -1130)),
    ],
)
def test_both_sides_of_180_degrees(tmp_path, epsg, grid):
    path = write_polygons(tmp_path / "a.gpkg", ACROSS, epsg=4326)
    window = Window(0, 0, 100, 100)
    with Polygons(PolygonSource(path), wkt(epsg), None, no_progress) as polygons:
        burned = polygons.rasterize(grid, window)
        assert polygons.intersects(grid, window)
    # The first is at 179.8, the second at 180.2, and the third from 179.9 to 180.1.
    assert burned.sum() == 400
    columns = burned.any(axis=0).nonzero()[0].tolist()
    assert columns == [*range(30, 60), *range(70, 80)]


def test_from_metres_across_180_degrees(tmp_path):
    corners = "800000 1100000, 900000 1100000, 900000 1110000, 800000 1110000, 800000 1100000"
    path = write_polygons(tmp_path / "a.gpkg", [f"POLYGON (({corners}))"], epsg=32660)
    grid = (179.0, 0.01, 0, 11, 0, -0.01)
    burned = burn(path, epsg=4326, grid=grid, window=Window(0, 0, 200, 200))
    # 100 km x 10 km, in pixels of 1.1 km x 1.1 km.
    assert burned.sum() == pytest.approx(1000 / 1.1**2, rel=0.03)
    assert np.ptp(burned.any(axis=0).nonzero()[0]) == pytest.approx(91, abs=2)


def write_field(path, kind, values, driver="GPKG") -> str:
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = dataset.CreateLayer("a", ogr.osr.SpatialReference(wkt()), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("kind", kind))
    for number, value in enumerate(values):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(box(10 * number, 0, 5, 5)))
        if isinstance(value, list):
            feature.SetFieldStringList(0, list(map(str, value)))
        else:
            feature.SetField("kind", value)
        layer.CreateFeature(feature)
    return str(path)


@pytest.mark.parametrize(
    ("kind", "value"),
    [(ogr.OFTStringList, ["a", "b"]), (ogr.OFTIntegerList, [1, 2])],
)
def test_lists_are_no_classes(tmp_path, kind, value):
    path = write_field(tmp_path / "a.geojson", kind, [value], "GeoJSON")
    with pytest.raises(ScarpError, match="holds lists or binary data: choose one that"):
        burn(path, class_field="kind")


@pytest.mark.parametrize("encoding", ["latin-1", "cp932"])
def test_text_that_is_no_utf8(tmp_path, encoding):
    """A Shapefile that claims to be UTF-8: its names are garbled at worst, and told apart."""
    names = {"latin-1": ("éboulem", "coulée"), "cp932": ("崩壊", "土石流")}[encoding]
    path = tmp_path / "a.shp"
    write_field(path, ogr.OFTString, ["a" * 8, "b" * 8], "ESRI Shapefile")
    table = path.with_suffix(".dbf")
    data = table.read_bytes()
    for letter, name in zip(b"ab", names):
        data = data.replace(bytes([letter]) * 8, name.encode(encoding).ljust(8))
    table.write_bytes(data[:29] + b"\0" + data[30:])  # no language id
    path.with_suffix(".cpg").write_text("UTF-8")
    with Polygons(PolygonSource(str(path)), wkt(), "kind", no_progress) as polygons:
        assert len(polygons.classes) == 2
        assert all(name.encode() for name in polygons.classes)
        if encoding == "latin-1":
            assert set(polygons.classes) == set(names)
        assert (polygons.rasterize(GRID, WINDOW) > 0).sum() == 50


def in_memory() -> set[str]:
    return {file for file in gdal.ReadDir("/vsimem/") or [] if file.startswith("scarp-")}


@pytest.mark.parametrize(
    ("epsg", "class_field"), [(4326, None), (32654, "missing")], ids=["wrong CRS", "no field"]
)
def test_nothing_stays_in_memory_where_a_layer_is_refused(tmp_path, epsg, class_field):
    path = write_polygons(tmp_path / "a.gpkg", [box(1, 2, 3, 4)], epsg=epsg)
    before = in_memory()
    with pytest.raises(ScarpError):
        burn(path, class_field=class_field)
    assert in_memory() == before


@pytest.mark.parametrize(
    ("parts", "pixels"),
    [
        ([box(10, 10, 30, 30), box(10, 10, 30, 30)], 900),
        ([box(10, 10, 30, 30), box(20, 20, 10, 10)], 900),
        ([box(10, 10, 20, 20), box(20, 20, 20, 20)], 700),
    ],
)
def test_collections_whose_polygons_overlap_are_joined(tmp_path, parts, pixels):
    """They are valid, and the multipolygons that they become would not be."""
    path = write_polygons(tmp_path / "a.gpkg", [f"GEOMETRYCOLLECTION ({', '.join(parts)})"])
    with Polygons(PolygonSource(path), wkt(), None, no_progress) as polygons:
        (area,) = [feature.GetGeometryRef().GetArea() for feature in polygons.layer]
        assert area == pytest.approx(100 * pixels)
        assert polygons.rasterize(GRID, WINDOW).sum() == pixels


def test_surfaces_are_polygons(tmp_path):
    ring = box(10, 10, 20, 20).removeprefix("POLYGON ")
    surface = f"POLYHEDRALSURFACE Z ({ring.replace(',', ' 5,').replace('))', ' 5))')})"
    path = write_polygons(tmp_path / "a.gpkg", [surface])
    assert burn(path).sum() == 400


@pytest.mark.parametrize("step", [270, 10])
def test_a_wide_area_is_not_turned_inside_out(tmp_path, step):
    """From 120 degrees west to 150 east, with vertices in between or not."""
    there = [(x, -60) for x in range(-120, 151, step)]
    back = [(x, 60) for x in range(150, -121, -step)]
    ring = ", ".join(f"{x} {y}" for x, y in [*there, *back, there[0]])
    path = write_polygons(tmp_path / "a.gpkg", [f"POLYGON (({ring}))"], epsg=4326)
    grid = (100.0, 0.01, 0, 1.0, 0, -0.01)
    assert (burn(path, epsg=4326, grid=grid) == 1).all()
    assert not burn(path, epsg=4326, grid=(170.0, *grid[1:])).any()


def test_several_threads_burn_at_once(tmp_path):
    """As the readers of a classification with a mask do beside a GPU."""
    places = np.random.default_rng(0).integers(0, 400, (600, 2)).tolist()
    path = write_polygons(tmp_path / "many.gpkg", [box(row, col, 3, 3) for row, col in places])
    windows = [Window(row, col, 50, 50) for row in range(0, 400, 50) for col in range(0, 400, 50)]
    with Polygons(PolygonSource(path), wkt(), None, no_progress) as polygons:

        def look(window: Window) -> tuple[int, bool]:
            burned = polygons.rasterize(GRID, window)
            return int(burned.sum()), polygons.intersects(GRID, Window(*window[:2], 4, 4))

        expected = [look(window) for window in windows]
        with ThreadPoolExecutor(4) as pool:
            for _ in range(4):
                assert list(pool.map(look, windows)) == expected
    assert len({there for _, there in expected}) == 2
