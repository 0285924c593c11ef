"""Assessments of small layers, worked out by hand."""

import math

import numpy as np
import pytest
import shapely
from helpers.ellipsoid import area_of_cell
from helpers.rasters import box, write_polygons, write_raster
from osgeo import ogr
from scarp.core.assessment.assess import assess, size_classes
from scarp.core.assessment.inputs import AssessmentSettings
from scarp.core.assessment.verdict_layer import cut_at_antimeridian
from scarp.core.assessment.verdict_layer import write_polygons as write_verdicts
from scarp.core.messages import ScarpError
from scarp.core.vectors.polygon_layer import PolygonSource

#: Area in m² of a pixel of 10 m in UTM at its central meridian, whose scale is 0.9996.
PIXEL = 100 / 0.9996**2


def _degrees(west, south, east, north):
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON (({', '.join(f'{x!r} {y!r}' for x, y in corners)}))"


@pytest.fixture
def assessed(tmp_path):
    """Assesses lists of WKT; gives the assessment and the sentences said."""

    def run(
        predicted, inventory, area=None, min_overlap=0.5, epsg=(32654, 32654, 32654), image=None
    ):
        sources = []
        for name, polygons, code in zip(("p", "i", "a"), (predicted, inventory, area), epsg):
            path = tmp_path / f"{name}.gpkg"
            path.unlink(missing_ok=True)
            source = None
            if polygons is not None:
                # As thresholdtopolygons leaves an empty layer: of polygons.
                source = PolygonSource(
                    write_polygons(path, polygons, epsg=code, geometry_type=ogr.wkbMultiPolygon)
                    if not polygons
                    else write_polygons(path, polygons, epsg=code),
                    name=name,
                )
            sources.append(source)
        said = []

        def progress(fraction, message="", **values):
            if message:
                said.append(message.format(**values))

        return assess(AssessmentSettings(*sources, min_overlap, image), progress), said

    return run


def test_areas_by_hand(assessed):
    """In pixels: 50 right of 100 predicted and 150 in the inventory, in an area of 1000."""
    found, _ = assessed(
        [box(0, 5, 10, 10)], [box(0, 0, 10, 10), box(20, 0, 5, 10)], [box(0, 0, 25, 40)]
    )
    counts = found.confusion
    for area, pixels in ((counts.tp, 50), (counts.fp, 50), (counts.fn, 100), (counts.tn, 800)):
        assert area == pytest.approx(pixels * PIXEL, rel=1e-5)
    figures = found.metrics()
    for name, value in {
        "accuracy": 0.85,
        "precision": 1 / 2,
        "recall": 1 / 3,
        "f1": 0.4,
        "iou": 1 / 4,
        "object_precision": 1,
        "object_recall": 1 / 2,
        "matched": 1,
        "missed": 1,
        "false": 0,
        "predicted_count": 1,
        "inventory_count": 2,
        "predicted_area": 100 * PIXEL,
        "inventory_area": 150 * PIXEL,
        "assessed_area": 1000 * PIXEL,
        "hausdorff_distance": 50 / 0.9996,
    }.items():
        assert figures[name] == pytest.approx(value, rel=1e-5), name


def test_all_right(assessed):
    found, _ = assessed([box(0, 0, 10, 10)], [box(0, 0, 10, 10)], [box(0, 0, 20, 20)])
    assert (found.confusion.fp, found.confusion.fn) == (0, 0)
    for name in ("accuracy", "precision", "recall", "f1", "iou", "kappa", "mcc", "object_f1"):
        assert found.metrics()[name] == pytest.approx(1)
    assert found.outline_distance == found.hausdorff_distance == 0


def test_without_an_area_the_rectangle_around_both(assessed):
    found, said = assessed([box(0, 0, 10, 10)], [box(20, 20, 10, 10)])
    assert found.input.area.area == pytest.approx(900 * PIXEL, rel=1e-4)
    assert any("rectangle around both layers is assessed, 0.09 km²" in line for line in said)


def test_what_fills_its_rectangle_leaves_nothing_undecided(assessed):
    found, _ = assessed([box(0, 0, 10, 10)], [box(0, 0, 10, 10)])
    assert found.confusion.tn == pytest.approx(0, abs=0.1)


def test_clipped_to_the_area(assessed):
    found, said = assessed(
        [box(0, 5, 10, 10), box(50, 0, 5, 5)],
        [box(0, 0, 10, 10), box(60, 0, 5, 5), box(70, 0, 5, 5), box(0, 20, 5, 5)],
        [box(0, 0, 20, 10), box(0, 10, 20, 10)],
    )
    assert found.metrics()["predicted_area"] == pytest.approx(100 * PIXEL, rel=1e-5)
    # The one to the right of the area touches it, which is not to lie in it.
    assert (len(found.input.predicted), len(found.input.inventory)) == (1, 1)
    assert "p: 1 polygons lie outside the area and are not counted." in said
    assert "i: 3 polygons lie outside the area and are not counted." in said
    found, _ = assessed([box(0, 0, 10, 10)], [box(0, 0, 10, 10)], [box(0, 0, 4, 10)])
    assert found.metrics()["inventory_area"] == pytest.approx(40 * PIXEL, rel=1e-5)


def test_what_lies_beside_the_image_is_not_assessed(assessed, tmp_path):
    """The image covers the first 20 columns of an area of 100: one of two landslides."""
    image = write_raster(tmp_path / "image.tif", np.ones((30, 20), np.uint8))
    both = [box(0, 0, 10, 10), box(0, 50, 10, 10)]
    found, said = assessed(both[:1], both, [box(0, 0, 30, 100)], image=image)
    assert found.metrics()["recall"] == pytest.approx(1)
    assert found.metrics()["assessed_area"] == pytest.approx(600 * PIXEL, rel=1e-5)
    assert "The image covers 0.06 km² of it, and only that is assessed." in said
    assert "i: 1 polygons lie outside the area and are not counted." in said
    found, said = assessed(both[:1], both[:1], [box(0, 0, 30, 20)], image=image)
    assert not any("The image covers" in line for line in said)
    with pytest.raises(ScarpError, match="covers nothing of the area"):
        assessed(both[1:], both[1:], [box(0, 40, 30, 30)], image=image)


def test_overlapping_polygons_of_the_inventory_are_counted_once(assessed):
    found, said = assessed(
        [box(0, 0, 10, 20)], [box(0, 0, 10, 10), box(0, 5, 10, 10)], [box(0, 0, 20, 20)]
    )
    assert found.metrics()["inventory_area"] == pytest.approx(150 * PIXEL, rel=1e-5)
    assert found.confusion.tp == pytest.approx(150 * PIXEL, rel=1e-5)
    assert found.metrics()["precision"] == pytest.approx(0.75, rel=1e-5)
    assert "i: 2 polygons overlap: what they have in common is counted once." in said


def test_repeated_polygons_are_left_out(assessed):
    found, said = assessed([box(0, 0, 10, 10)], [box(0, 0, 10, 10)] * 3 + [box(30, 0, 5, 5)])
    assert found.metrics()["inventory_count"] == 2
    assert found.metrics()["matched"] == 1
    assert "i: 2 polygons that repeat others left out." in said
    assert not any("in common" in line for line in said)


def test_invalid_polygons_are_mended(assessed):
    bow_tie = (
        "POLYGON ((500000 4700000, 500100 4699900, 500100 4700000, 500000 4699900, 500000 4700000))"
    )
    found, said = assessed([bow_tie], [box(0, 0, 10, 10)])
    assert found.metrics()["predicted_area"] == pytest.approx(50 * PIXEL, rel=1e-5)
    assert any("p: 1 invalid geometries mended" in line for line in said)


def test_no_prediction(assessed):
    found, said = assessed([], [box(0, 0, 10, 10)], [box(0, 0, 20, 10)])
    figures = found.metrics()
    undefined = {name for name, value in figures.items() if math.isnan(value)}
    limits = {name for name in figures if name.endswith(("_low", "_high"))}
    assert len(limits) == 12
    assert undefined & limits >= {"precision_low", "precision_high", "object_precision_low"}
    assert undefined - limits == {
        *("precision", "mcc", "object_precision", "outline_distance", "hausdorff_distance")
    }
    assert figures["recall"] == figures["f1"] == figures["object_recall"] == 0
    assert figures["accuracy"] == pytest.approx(0.5, rel=1e-5)
    assert figures["missed"] == 1
    assert "No predicted polygon lies in the area: precision is undefined." in said


def test_no_prediction_in_the_area(assessed):
    found, said = assessed([box(90, 0, 5, 5)], [box(0, 0, 10, 10)], [box(0, 0, 20, 10)])
    assert math.isnan(found.metrics()["precision"])
    assert "p: 1 polygons lie outside the area and are not counted." in said


@pytest.mark.parametrize("inventory", [[], [box(90, 0, 5, 5)]])
def test_no_inventory_in_the_area(assessed, inventory):
    found, said = assessed([box(0, 0, 10, 10)], inventory, [box(0, 0, 20, 10)])
    figures = found.metrics()
    assert math.isnan(figures["recall"]) and math.isnan(figures["object_recall"])
    assert figures["precision"] == figures["object_precision"] == 0
    assert figures["false"] == 1
    assert "The inventory has no polygon in the area: recall is undefined." in said


def test_neither_in_the_area(assessed):
    found, _ = assessed([], [box(90, 0, 5, 5)], [box(0, 0, 20, 10)])
    figures = found.metrics()
    assert figures["accuracy"] == 1
    assert all(math.isnan(figures[name]) for name in ("precision", "recall", "f1", "object_f1"))


def test_nothing_at_all_is_refused(assessed):
    with pytest.raises(ScarpError, match="Neither p nor i holds polygons"):
        assessed([], [])


def test_an_area_without_polygons_is_refused(assessed):
    with pytest.raises(ScarpError, match="a holds no polygons"):
        assessed([box(0, 0, 5, 5)], [box(0, 0, 5, 5)], [])


@pytest.mark.parametrize("min_overlap", [0, -1, 1.1, float("nan")])
def test_an_overlap_that_means_nothing_is_refused(assessed, min_overlap):
    with pytest.raises(ScarpError, match="above 0 and at most 1"):
        assessed([box(0, 0, 5, 5)], [box(0, 0, 5, 5)], min_overlap=min_overlap)


def test_points_are_refused(assessed):
    with pytest.raises(ScarpError, match="polygons are needed"):
        assessed(["POINT (500000 4700000)"], [box(0, 0, 5, 5)])


def test_layers_and_area_in_different_crs(assessed):
    """All in degrees but the inventory: the same place in UTM."""
    degrees = _degrees(141.0, 42.0, 141.01, 42.01)
    polygon = ogr.CreateGeometryFromWkt(degrees)
    found, _ = assessed([degrees], [degrees], [_degrees(140.9, 41.9, 141.1, 42.1)], epsg=[4326] * 3)
    assert polygon.GetArea() < 1
    assert found.metrics()["predicted_area"] == pytest.approx(
        area_of_cell(0.01, 42.0, 42.01), rel=1e-6
    )
    mixed, _ = assessed([degrees], [box(0, 0, 10, 10)], epsg=(4326, 32654, 4326))
    assert mixed.metrics()["predicted_area"] == pytest.approx(
        found.metrics()["predicted_area"], rel=1e-5
    )


@pytest.mark.parametrize("latitude", [0.0, 45.0, 65.0])
def test_the_parallels_of_a_wide_area_in_degrees(assessed, latitude):
    """Between its corners a straight line of another CRS would be hundreds of metres off."""
    area = _degrees(10.0, latitude, 12.0, latitude + 1)
    landslide = [_degrees(11.0, latitude, 11.01, latitude + 0.01)]
    found, _ = assessed(landslide, landslide, [area], epsg=[4326] * 3)
    whole = area_of_cell(2, latitude, latitude + 1)
    assert found.metrics()["assessed_area"] == pytest.approx(whole, rel=1e-6)
    # It lies at the southern edge and is there wholly.
    assert found.metrics()["inventory_area"] == pytest.approx(
        area_of_cell(0.01, latitude, latitude + 0.01), rel=1e-4
    )


ACROSS = {
    "in one piece beyond 180": _degrees(179.99, 10.0, 180.01, 10.01),
    "in two pieces": (
        "MULTIPOLYGON (((179.99 10, 180 10, 180 10.01, 179.99 10.01, 179.99 10)), "
        "((-180 10, -179.99 10, -179.99 10.01, -180 10.01, -180 10)))"
    ),
    "the long way around": _degrees(-179.99, 10.0, 179.99, 10.01),
}


@pytest.mark.parametrize("drawn", ACROSS)
def test_across_the_antimeridian(assessed, drawn, tmp_path):
    west, east = _degrees(179.99, 10.0, 180.0, 10.01), _degrees(-180.0, 10.0, -179.99, 10.01)
    area = _degrees(-179.98, 9.99, 179.98, 10.02)
    found, _ = assessed([west, east], [ACROSS[drawn]], [area], epsg=[4326] * 3)
    figures = found.metrics()
    assert figures["inventory_area"] == pytest.approx(area_of_cell(0.02, 10.0, 10.01), rel=1e-6)
    assert figures["assessed_area"] == pytest.approx(area_of_cell(0.04, 9.99, 10.02), rel=1e-6)
    # Their southern and northern sides are straight between other points.
    assert figures["iou"] == pytest.approx(1, rel=1e-4)
    assert found.matching.inventory.verdicts.tolist() == ["split"]
    written = tmp_path / "o.gpkg"
    write_verdicts(found, str(written))
    dataset = ogr.Open(str(written))
    for feature in dataset.GetLayer():
        polygon = feature.GetGeometryRef()
        assert polygon.IsValid() and abs(polygon.GetArea()) < 2.1e-4
        assert polygon.GetEnvelope()[0] >= -180 and polygon.GetEnvelope()[1] <= 180


def test_across_the_antimeridian_in_utm(assessed):
    """In zone 60 longitude 180 is at 828 km, at this latitude."""
    polygon = ogr.CreateGeometryFromWkt(box(0, 0, 100, 100, (828_500, 10, 0, 1_106_500, 0, -10)))
    found, _ = assessed(
        [polygon.ExportToWkt()],
        [_degrees(-179.9975, 9.993, -179.9929, 9.9975)],
        epsg=(32660, 4326, None),
    )
    west, south, east, north = found.input.predicted.geometries[0].bounds
    assert max(abs(end) for end in (west, east, south, north)) < 2000
    assert found.metrics()["predicted_area"] == pytest.approx(polygon.GetArea(), rel=4e-3)
    assert found.metrics()["iou"] > 0


def test_what_lies_on_one_side_needs_no_cut():
    polygon = shapely.from_wkt(_degrees(170.0, 0.0, 180.0, 1.0))
    assert cut_at_antimeridian(polygon) is polygon


def test_recall_by_size(assessed):
    """Landslides of 0.5, 2, 50 and 4000 pixels; half of the third is found, all of the last."""
    found, _ = assessed(
        [box(0, 0, 50, 80), box(100, 0, 5, 5)],
        [box(0, 0, 50, 80), box(100, 0, 5, 10), box(120, 0, 1, 2), box(140, 0, 1, 0.5)],
    )
    classes = size_classes(found.matching.inventory)
    assert [one.least for one in classes] == [0, 100, 1000, 10_000, 100_000]
    assert [one.count for one in classes] == [1, 1, 1, 0, 1]
    assert [one.found for one in classes] == [0, 0, 1, 0, 1]
    areas = [(one.area / PIXEL, one.covered / PIXEL) for one in classes]
    expected = [(0.5, 0), (2, 0), (50, 25), (0, 0), (4000, 4000)]
    for one, other in zip(areas, expected):
        assert one == pytest.approx(other, rel=1e-4)


def test_the_layer_of_verdicts(assessed, tmp_path):
    found, _ = assessed(
        [box(0, 0, 10, 8), box(50, 0, 5, 5)],
        [box(0, 0, 10, 10), box(30, 0, 10, 10)],
        [box(0, 0, 100, 100)],
    )
    path = tmp_path / "verdicts.gpkg"
    write_verdicts(found, str(path))
    dataset = ogr.Open(str(path))
    layer = dataset.GetLayer("assessment")
    assert layer.GetFIDColumn() == "id"
    assert layer.GetSpatialRef().GetAuthorityCode(None) == "32654"
    rows = [
        (feature["source"], feature["verdict"], round(feature["overlap"], 3), feature["matches"])
        for feature in layer
    ]
    assert rows == [
        ("inventory", "matched", 0.8, 1),
        ("inventory", "missed", 0, 0),
        ("predicted", "matched", 1, 1),
        ("predicted", "false", 0, 0),
    ]
    first = layer.GetFeature(1)
    assert first["area_m2"] == pytest.approx(100 * PIXEL, rel=1e-5)
    drawn = ogr.CreateGeometryFromWkt(box(0, 0, 10, 10))
    assert first.GetGeometryRef().SymDifference(drawn).GetArea() < 1
    assert max(len(layer.GetLayerDefn().GetFieldDefn(k).GetName()) for k in range(5)) <= 10
