"""The report on an assessment: what it holds, and that it stands alone."""

import base64
import re
import time
from html.parser import HTMLParser

import imageio.v3 as imageio
import numpy as np
import pytest
import shapely
from helpers.rasters import box, write_polygons, write_raster
from osgeo import ogr
from scarp.core.assessment import report as report_module
from scarp.core.assessment.assess import assess
from scarp.core.assessment.inputs import AssessmentSettings
from scarp.core.assessment.matching import match
from scarp.core.assessment.report import assessment_report
from scarp.core.assessment.subareas import best_and_worst
from scarp.core.rasters.raster import Raster
from scarp.core.reports.svg_map import Frame, image_under, outlines, surround
from scarp.core.vectors.intersections import PolygonSet
from scarp.core.vectors.polygon_layer import PolygonSource

#: On a grid of 60 x 60 pixels, six squares of 10 a side: what agrees wholly, by three quarters
#: and by half, what is false and what is missed.
INVENTORY = [(2, 2, 6, 6), (22, 2, 6, 8), (42, 2, 6, 6), (2, 42, 6, 6)]
PREDICTED = [(2, 2, 6, 6), (22, 2, 6, 6), (42, 2, 6, 3), (42, 42, 6, 6)]


class Rows(HTMLParser):
    """Gathers the rows of all tables, and what a browser would fetch."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.fetched = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        source = named.get("src") or named.get("href") or ""
        if source and not source.startswith("data:"):
            self.fetched.append(source)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


@pytest.fixture
def settings(tmp_path):
    """Settings of an assessment of given boxes within 60 x 60 pixels."""

    def write(predicted=PREDICTED, inventory=INVENTORY):
        sources = [
            PolygonSource(
                write_polygons(
                    tmp_path / f"{name}.gpkg",
                    [box(*one) for one in boxes],
                    geometry_type=ogr.wkbPolygon,
                ),
                name=f"<{name}>",
            )
            for name, boxes in (("p", predicted), ("i", inventory), ("a", [(0, 0, 60, 60)]))
        ]
        return AssessmentSettings(*sources)

    return write


@pytest.fixture
def image(tmp_path):
    values = np.random.default_rng(0).integers(100, 900, (4, 60, 60)).astype(np.uint16)
    values[:, :, 30:] = 0
    with Raster(write_raster(tmp_path / "image.tif", values, nodata=0)) as raster:
        yield raster


def _pictures(text):
    found = re.findall(r"data:image/png;base64,([A-Za-z0-9+/=]+)", text)
    return [imageio.imread(base64.b64decode(one)) for one in found]


def test_what_it_holds(settings, image):
    options = settings()
    text = assessment_report(assess(options), options, image)
    page = Rows(text)
    rows = {row[0]: row[1:] for row in page.rows}
    assert rows["Predicted"] and "&lt;p&gt;" in text and "<p>.gpkg" not in text
    assert rows["verdict"] == ["inventory", "of the inventory", "predicted", "of the predicted"]
    assert [rows[name][0] for name in ("matched", "partial", "missed")] == ["3", "0", "1"]
    assert [rows[name][2] for name in ("matched", "partial", "false")] == ["3", "0", "1"]
    assert rows["100 - 1000"] == ["0", "0", "-", "0.0000", "-"]
    assert rows["1000 - 10000"][:3] == ["4", "3", "0.7500"]
    (precision,) = [row for name, row in rows.items() if name.startswith("precision")]
    assert precision[:2] == [f"{90 / 126:.4f}", "0.7500"]
    assert "Inventory red, result yellow" in text
    assert not page.fetched and "<script" not in text


def test_the_pictures_show_the_image(settings, image):
    options = settings()
    pictures = _pictures(assessment_report(assess(options), options, image))
    shown, first = pictures[0], pictures[1]
    assert shown.shape[2] == 3 and shown.std() > 20
    # The grey of what has no data.
    assert (shown[:, -10:] == 0x66).all()
    assert first.shape == (560, 560, 3) and first.std() > 20


def test_the_best_and_the_worst(settings):
    found = assess(settings())
    best, worst = best_and_worst(found.matching, found.input.area)
    assert [round(one.iou, 3) for one in best] == [1, 0.75]
    assert [round(one.iou, 3) for one in worst] == [0, 0]
    assert all(one.side == pytest.approx(100 / 0.9996, rel=1e-4) for one in best + worst)


def test_of_squares_with_little_in_them_nothing_is_said(settings):
    """A corner of one polygon agrees wholly."""
    boxes = [*INVENTORY, (55, 55, 1, 1)], [*PREDICTED, (55, 55, 1, 1)]
    found = assess(settings(boxes[1], boxes[0]))
    best, _ = best_and_worst(found.matching, found.input.area)
    assert [round(one.iou, 3) for one in best] == [1, 0.75]


def test_squares_on_the_image_are_taken(settings):
    found = assess(settings())
    west, south, east, north = found.input.area.bounds
    half = (west + east) / 2
    shown = shapely.from_wkt(
        f"POLYGON (({half} {south - 9}, {east + 9} {south - 9}, {east + 9} {north + 9}, "
        f"{half} {north + 9}, {half} {south - 9}))"
    )
    best, worst = best_and_worst(found.matching, found.input.area, shown)
    assert [one.iou for one in best + worst] == [0, 0]
    assert all(one.west > half for one in best + worst)


@pytest.mark.parametrize("far", [1e5, 3e5, 3e6])
def test_a_vertex_far_away_makes_no_millions_of_squares(settings, far):
    """A landslide as an area drawn by mistake, up to 3000 km to the east and to the north."""
    found = assess(settings())
    west, south, _, _ = found.input.area.bounds
    corners = [(west, south), (west + far, south), (west + far, south + far), (west, south)]
    wide = shapely.from_wkt(f"POLYGON (({', '.join(f'{x} {y}' for x, y in corners)}))")
    both = PolygonSet(np.array([wide]))
    started = time.process_time()
    best, worst = best_and_worst(match(both, both, 0.5), wide)
    assert time.process_time() - started < 10
    assert [one.iou for one in best + worst] == [pytest.approx(1)] * 4
    assert all(one.side == pytest.approx(max(min(far / 6, 2000), far / 200)) for one in best)


def test_few_squares_are_shown_once(settings):
    found = assess(settings([(2, 2, 6, 6)], [(2, 2, 6, 6)]))
    best, worst = best_and_worst(found.matching, found.input.area)
    assert len(best) == 1 and not worst


@pytest.mark.parametrize(("predicted", "inventory"), [([], INVENTORY), (PREDICTED, []), ([], [])])
def test_figures_that_are_undefined(settings, predicted, inventory):
    options = settings(predicted, inventory)
    text = assessment_report(assess(options), options)
    assert "nan" not in text.lower().replace("nance", "")
    assert ("result has no polygon" in text) == (not predicted)
    assert ("inventory has no polygon" in text) == (not inventory)
    assert ("agree best and worst" in text) == bool(predicted or inventory)


def test_without_an_image_the_ground_is_grey(settings, image):
    frame = Frame(0, 0, 100, 100, 50)
    wkt = assess(settings()).input.crs_wkt
    assert 'fill="#666666"' in image_under(frame, wkt, None)
    far = Frame(1e6, 1e6, 1e6 + 100, 1e6 + 100, 50)
    assert 'fill="#666666"' in image_under(far, wkt, image)


def test_outlines_are_placed():
    frame = Frame(1000, 2000, 1100, 2050, 200)
    assert frame.height == 100
    square = shapely.from_wkt("POLYGON ((1010 2010, 1020 2010, 1020 2020, 1010 2020, 1010 2010))")
    beside = shapely.from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))")
    path = outlines(np.array([square, beside]), frame, "#123", 2)
    assert path.count("M") == 1
    points = re.search(r'd="M(.*?)z"', path).group(1).split(" ")
    assert set(points) == {"20,80", "40,80", "40,60", "20,60"}


def test_of_large_outlines_only_what_is_seen():
    frame = Frame(1000, 1000, 1100, 1100, 100)
    around = shapely.from_wkt(
        "POLYGON ((0 0, 5000 0, 5000 5000, 0 5000, 0 0), "
        "(1010 1010, 1020 1010, 1020 1020, 1010 1020, 1010 1010))"
    )
    # Its box holds the frame, but it passes by.
    corner = shapely.from_wkt("POLYGON ((0 0, 5000 0, 5000 5000, 4900 5000, 4900 100, 0 100, 0 0))")
    path = outlines(np.array([around, corner]), frame, "#123", 2)
    numbers = [float(number) for number in re.findall(r"[-\d.]+", path.split('"')[1])]
    assert path.count("M") == 2 and max(map(abs, numbers)) < 200


def test_coordinates_around_the_map(settings):
    found = assess(settings())
    west, south, east, north = found.input.area.bounds
    around, margin = surround(Frame(west, south, east, north, 600), found.input.crs_wkt)
    labels = re.findall(r">([\d.]+)° ([NEWS])<", around)
    longitudes = [float(value) for value, side in labels if side == "E"]
    latitudes = [float(value) for value, side in labels if side == "N"]
    assert longitudes and longitudes == sorted(longitudes)
    assert all(141 < value < 141.01 for value in longitudes)
    assert all(42.4 < value < 42.5 for value in latitudes)
    assert ">100 m<" in around and ">N<" in around
    assert min(margin) > 0


@pytest.mark.parametrize(
    ("area", "shown"),
    [(801, "801 m²"), (83_100, "0.0831 km²"), (10_765_500, "10.77 km²"), (6.72e9, "6,720.00 km²")],
)
def test_areas_as_a_person_writes_them(area, shown):
    assert report_module._km2(area) == shown
