"""Label rasters of inventories of all kinds, and what is refused."""

import numpy as np
import pytest
from helpers.label_rasters import FORMATS, labels_of, make, rectangles, write_image
from helpers.rasters import EPSG, GRID, box, wkt, write_polygons
from osgeo import osr
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from scarp.core.messages import ScarpError
from scarp.core.rasters.georeference import spatial_reference
from scarp.core.vectors.polygon_layer import Polygons, PolygonSource


def test_other_crs_is_brought_to_the_images(tmp_path):
    corners = [(20, -10), (60, -10), (60, -40), (20, -40), (20, -10)]
    to_degrees = transform(EPSG, 4326)
    places = [to_degrees.TransformPoint(GRID[0] + x, GRID[3] + y)[:2] for x, y in corners]
    polygon = f"POLYGON (({', '.join(f'{lon!r} {lat!r}' for lon, lat in places)}))"
    _, output = make(tmp_path, [polygon], epsg=4326)
    np.testing.assert_array_equal(labels_of(output), rectangles((1, 2, 3, 4, 1)))


def test_image_in_degrees(tmp_path):
    grid = (141.0, 0.001, 0, 42.0, 0, -0.001)
    image = write_image(tmp_path / "image.tif", grid=grid, epsg=4326)
    _, output = make(tmp_path, [box(1, 2, 3, 4, grid)], image=image, epsg=4326)
    np.testing.assert_array_equal(labels_of(output), rectangles((1, 2, 3, 4, 1)))


def test_crs_of_the_source_stands_in_for_the_files(tmp_path):
    inventory = write_polygons(tmp_path / "inventory.gpkg", [box(1, 2, 3, 4)], epsg=32610)
    source = PolygonSource(inventory, crs_wkt=wkt())
    output = str(tmp_path / "out.tif")
    create_label_raster(LabelRasterSettings(write_image(tmp_path / "image.tif"), source, output))
    np.testing.assert_array_equal(labels_of(output), rectangles((1, 2, 3, 4, 1)))


def test_layer_by_name(tmp_path):
    inventory = write_polygons(tmp_path / "inventory.gpkg", [box(1, 2, 3, 4)], layer="mapped")
    image, output = write_image(tmp_path / "image.tif"), str(tmp_path / "out.tif")
    create_label_raster(LabelRasterSettings(image, PolygonSource(inventory, "mapped"), output))
    assert (labels_of(output) == 1).sum() == 12
    with pytest.raises(ScarpError, match="is not a vector layer that can be read"):
        create_label_raster(LabelRasterSettings(image, PolygonSource(inventory, "other"), output))


@FORMATS
def test_classes_by_a_field(tmp_path, suffix, said):
    geometries = [box(0, 0, 2, 2), box(0, 4, 2, 2), box(4, 0, 2, 2), box(4, 4, 2, 2)]
    kinds = ["slide", "debris, wet", "slide", None]
    result, output = make(
        tmp_path,
        geometries,
        kinds=kinds,
        class_field="kind",
        output=f"out{suffix}",
        progress=said,
    )
    expected = rectangles((0, 0, 2, 2, 2), (0, 4, 2, 2, 1), (4, 0, 2, 2, 2))
    np.testing.assert_array_equal(labels_of(output), expected)
    assert result.classes == LabelRaster(output).classes == ["debris wet", "slide"]
    assert result.feature_pixels == 12
    assert any("1 features without a class left out, ids 4" in text for text in said.sentences)


def test_class_names_keep_their_letters(tmp_path):
    result, output = make(
        tmp_path, [box(0, 0, 2, 2)], kinds=["Rutschung „groß“ 地"], class_field="kind"
    )
    assert LabelRaster(output).classes == result.classes == ["Rutschung „groß“ 地"]


def test_values_that_differ_in_blanks_and_commas_only_are_one_class(tmp_path):
    """Names are listed with commas between them, and read again without blanks at their ends."""
    geometries = [box(0, 0, 2, 2), box(0, 4, 2, 2), box(4, 0, 2, 2), box(4, 4, 2, 2)]
    result, output = make(
        tmp_path,
        geometries,
        kinds=[" slide ", "flow,  debris", "slide", "flow debris"],
        class_field="kind",
    )
    assert result.classes == ["flow debris", "slide"]
    expected = rectangles((0, 0, 2, 2, 2), (0, 4, 2, 2, 1), (4, 0, 2, 2, 2), (4, 4, 2, 2, 1))
    np.testing.assert_array_equal(labels_of(output), expected)


def test_unknown_class_field_refused(tmp_path):
    with pytest.raises(ScarpError, match="has no field “sort” to tell classes by"):
        make(tmp_path, [box(0, 0, 2, 2)], class_field="sort")


def test_bow_tie_is_mended_and_said(tmp_path, said):
    left, top = GRID[0], GRID[3]
    bow = ", ".join(
        f"{left + x} {top - y}" for x, y in [(0, 0), (80, 60), (80, 0), (0, 60), (0, 0)]
    )
    _, output = make(tmp_path, [box(5, 4, 1, 1), f"POLYGON (({bow}))"], progress=said)
    labels = labels_of(output)
    assert labels[3, 0] == labels[2, 7] == labels[5, 4] == 1
    assert labels[0, 4] == labels[5, 3] == 0
    assert any("1 invalid geometries mended, ids 2." in text for text in said.sentences)
    assert any("inventory.gpkg" in text for text in said.sentences)


def test_polygons_are_valid_multipolygons(tmp_path, said):
    left, top = GRID[0], GRID[3]
    bow = ", ".join(f"{left + x} {top - y}" for x, y in [(0, 0), (8, 6), (8, 0), (0, 6), (0, 0)])
    path = write_polygons(tmp_path / "bow.gpkg", [f"POLYGON (({bow}))", box(0, 0, 1, 1)])
    with Polygons(PolygonSource(path), wkt(), None, said) as polygons:
        geometries = [feature.GetGeometryRef().Clone() for feature in polygons.layer]
        assert polygons.count == 2
    assert [geometry.IsValid() for geometry in geometries] == [True, True]
    assert [geometry.GetGeometryName() for geometry in geometries] == ["MULTIPOLYGON"] * 2
    assert geometries[0].GetArea() == pytest.approx(24)


def test_empty_geometries_are_said(tmp_path, said):
    _, output = make(tmp_path, [None, box(1, 2, 3, 4), "POLYGON EMPTY"], progress=said)
    np.testing.assert_array_equal(labels_of(output), rectangles((1, 2, 3, 4, 1)))
    assert any(
        "2 features without a usable geometry left out, ids 1, 3." in text
        for text in said.sentences
    )


def test_geometries_of_many_kinds(tmp_path):
    one, other = box(0, 0, 2, 2)[8:], box(0, 4, 2, 2)[8:]
    geometries = [
        f"MULTIPOLYGON ({one}, {other})",
        f"GEOMETRYCOLLECTION (POLYGON {box(4, 0, 2, 2)[8:]}, POINT (500000 4700000))",
        box(4, 4, 2, 2).replace("POLYGON", "CURVEPOLYGON"),
        box(2, 6, 2, 2).replace("POLYGON", "POLYGON Z").replace(",", " 7,").replace("))", " 7))"),
    ]
    _, output = make(tmp_path, geometries)
    places = [(0, 0), (0, 4), (4, 0), (4, 4), (2, 6)]
    np.testing.assert_array_equal(
        labels_of(output), rectangles(*[(row, col, 2, 2, 1) for row, col in places])
    )


@pytest.mark.parametrize(
    ("geometry", "kind"),
    [
        ("POINT (500030 4699970)", "POINT"),
        ("LINESTRING (500030 4699970, 500050 4699970)", "LINESTRING"),
    ],
)
def test_points_and_lines_refused(tmp_path, geometry, kind):
    with pytest.raises(ScarpError, match=f"geometries of type {kind}: polygons are needed"):
        make(tmp_path, [geometry])


def test_no_polygons_refused(tmp_path):
    with pytest.raises(ScarpError, match=r"inventory\.gpkg holds no polygons"):
        make(tmp_path, [])


def test_only_empty_geometries_refused(tmp_path):
    with pytest.raises(ScarpError):
        make(tmp_path, [None])


def test_no_overlap_refused(tmp_path):
    with pytest.raises(ScarpError, match=r"inventory\.gpkg does not overlap with the image"):
        make(tmp_path, [box(100, 100, 3, 3)])
    with pytest.raises(ScarpError, match=r"area\.gpkg does not overlap with the image"):
        make(tmp_path, [box(0, 0, 3, 3)], area=[box(100, 100, 3, 3)])


def test_no_overlap_but_of_envelopes_refused(tmp_path):
    """A polygon around the image, with the image in its hole, does not overlap."""
    ring = box(-5, -5, 20, 20)[len("POLYGON (") : -1]
    with pytest.raises(ScarpError, match="does not overlap"):
        make(tmp_path, [f"{box(-90, -90, 300, 300)[:-1]}, {ring})"])


def test_inventory_without_crs_refused(tmp_path):
    inventory = tmp_path / "inventory.csv"
    inventory.write_text(f'id,WKT\n1,"{box(1, 2, 3, 4)}"\n')
    settings = LabelRasterSettings(
        write_image(tmp_path / "image.tif"),
        PolygonSource(str(inventory)),
        str(tmp_path / "out.tif"),
    )
    with pytest.raises(ScarpError, match="has no coordinate reference system"):
        create_label_raster(settings)


def test_no_feature_pixel_is_said(tmp_path, said):
    result, _ = make(tmp_path, [box(1.6, 2.6, 0.3, 0.3)], progress=said)
    assert result.feature_pixels == 0
    assert "No pixel was labelled as a feature." in said.sentences


def transform(source, target):
    return osr.CoordinateTransformation(
        spatial_reference(wkt(source)), spatial_reference(wkt(target))
    )
