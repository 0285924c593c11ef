"""One file with all that belongs to the inventory of an event."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pycsw
import pytest
from helpers.rasters import EPSG, GRID, box, wkt, write_polygons, write_raster
from lxml import etree
from osgeo import gdal, ogr
from scarp.core.cam.cam import CamDescription, cam_writer
from scarp.core.confidence.calibration import fit_calibration
from scarp.core.event.report import event_report, key_figures
from scarp.core.event.settings import EventSettings
from scarp.core.event.writing import write_event
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
from scarp.core.vectors.polygon_layer import PolygonSource

GMD = "{http://www.isotc211.org/2005/gmd}"
#: Pixels are 10 m: rows, columns, height and width of landslides.
PLACES = [(10, 10, 10, 10), (10, 60, 20, 10), (60, 10, 10, 20), (60, 60, 10, 10), (85, 150, 5, 5)]


@pytest.fixture
def settings(tmp_path) -> EventSettings:
    """Five landslides, of which one lies outside the image, one below a cloud."""
    image = np.full((1, 100, 120), 700, np.uint16)
    image[:, 90:, :] = 0
    names = ("status", "model", "threshold", "cam_mean")
    write_polygons(str(tmp_path / "landslides.gpkg"), [box(*place) for place in PLACES])
    dataset = ogr.Open(str(tmp_path / "landslides.gpkg"), 1)
    layer = dataset.GetLayer()
    for name, kind in zip(names, (ogr.OFTString, ogr.OFTString, ogr.OFTReal, ogr.OFTReal)):
        layer.CreateField(ogr.FieldDefn(name, kind))
    rows = [
        (None, "m.h5", 0.5, 0.9),
        ("rejected", "m.h5", 0.5, 0.55),
        ("checked", "m.h5", 0.5, 0.65),
        ("existing", "m.h5", 0.5, 0.9),
        (None, None, None, None),
    ]
    for feature, values in zip(layer, rows):
        for name, value in zip(names, values):
            if value is not None:
                feature.SetField(name, value)
        layer.SetFeature(feature)
    del layer, dataset
    clouds = write_polygons(str(tmp_path / "clouds.gpkg"), [box(0, 0, 30, 30)])
    dataset = ogr.Open(clouds, 1)
    layer = dataset.GetLayer()
    layer.CreateField(ogr.FieldDefn("reason", ogr.OFTString))
    for feature in layer:
        feature.SetField("reason", "Cloud")
        layer.SetFeature(feature)
    del layer, dataset
    return EventSettings(
        PolygonSource(str(tmp_path / "landslides.gpkg")),
        str(tmp_path / "event.gpkg"),
        image=write_raster(tmp_path / "image.tif", image, nodata=0),
        area=PolygonSource(
            write_polygons(str(tmp_path / "area.gpkg"), [box(0, 0, 50, 130), box(50, 0, 50, 130)])
        ),
        gaps=PolygonSource(clouds),
        event="2018 Eastern Iburi",
        trigger="earthquake",
        date="2018-09-06",
        mapper="A. Person",
        cell=500,
    )


def rows_of(path: str, layer: str) -> list[dict]:
    dataset = ogr.Open(path)
    return [feature.items() for feature in dataset.GetLayerByName(layer)]


def test_layers(settings, said):
    made = write_event(settings, said)
    landslides = rows_of(settings.output, "landslides")
    assert len(landslides) == len(PLACES)
    assert [one["status"] for one in landslides] == [
        *("automatic", "rejected", "checked", "automatic", None),
    ]
    assert [one["pre_event"] for one in landslides] == [None, None, None, "existing", None]
    assert [one["confidence"] for one in landslides] == ["high", "low", "high", "high", None]
    first = landslides[0]
    assert first["event"] == "2018 Eastern Iburi" and first["trigger"] == "earthquake"
    assert first["date_min"] == first["date_max"] == "2018/09/06"
    assert first["method"] == "deep learning, model m.h5, threshold 0.500"
    assert landslides[4]["method"] == "mapped by hand"
    assert (first["image_post"], first["gsd_m"], first["cam_mean"]) == ("image.tif", 10, 0.9)
    # Rejected and existing ones do not count, nor is one counted that was not examined.
    assert len(made.landslides) == 3 and made.left_out == 2
    assert sum(cell.count for cell in made.cells) == 1
    assert any("2 landslides lie outside" in one for one in said.sentences)
    gaps = {one["reason"]: one["area_km2"] for one in rows_of(settings.output, "gaps")}
    assert gaps == pytest.approx(
        {"Cloud": 0.09, "No image": 0.1, "The image has no data": 0.12}, rel=0.02
    )
    (mapped,) = rows_of(settings.output, "mapped_area")
    assert mapped["area_km2"] == pytest.approx(1.3 - 0.31, rel=0.01)
    density = rows_of(settings.output, "density")
    assert sum(one["examined"] * 0.25 for one in density) == pytest.approx(
        mapped["area_km2"], rel=0.01
    )
    (cell,) = [one for one in density if one["count"]]
    assert cell["per_km2"] == pytest.approx(1 / (0.25 * cell["examined"]), rel=0.01)
    assert sum(one["area_km2"] for one in density) == pytest.approx(0.02, rel=0.05)


@pytest.fixture
def calibrated(tmp_path) -> str:
    """A class activation raster of the landslides, with a calibration."""
    rng = np.random.default_rng(0)
    features = rng.normal((1, 2, 3.5, 0.6), (1, 1, 0.5, 0.2), (400, 4))
    truth = rng.random(400) < 1 / (1 + np.exp(-features[:, 0]))
    calibration = fit_calibration(features, truth, np.arange(400) // 20)
    values = np.full((100, 160), 0.05, np.float32)
    for (row, col, height, width), value in zip(PLACES, (0.9, 0.58, 0.68, 0.9, 0.6)):
        values[row : row + height, col : col + width] = value
    cam = str(tmp_path / "cam.tif")
    about = CamDescription(["landslide"], "m.h5", calibration=calibration.as_dict())
    with cam_writer(cam, values.shape, GRID, wkt(), about) as writer:
        writer.write(Window(0, 0, *values.shape), values[..., None], np.ones(values.shape, bool))
    return cam


def test_probabilities(settings, calibrated):
    """By the calibration in the class activation raster; what a person has checked is sure."""
    made = write_event(replace(settings, cam=calibrated))
    landslides = rows_of(settings.output, "landslides")
    probabilities = [one["probability"] for one in landslides]
    assert probabilities[0] > 0.8 > probabilities[1] and probabilities[4] is None
    assert [one["confidence"] for one in landslides][:4] == ["high", "medium", "high", "high"]
    assert landslides[0]["conf_why"] == "probability by the model's calibration on its validation"
    assert landslides[2]["conf_why"] == "checked by a person"
    # Of those that count one was mapped by hand: what to expect of it is not known.
    assert made.expected.count == 2
    report = event_report(made, settings)
    assert "Of the 2 that have a probability or were checked, expected to be" in report
    assert "1 landslides have no probability" in report
    dataset = ogr.Open(settings.polygons.path, 1)
    dataset.GetLayer().DeleteFeature(5)
    del dataset
    made = write_event(replace(settings, cam=calibrated))
    expected = made.expected
    number, interval = expected.number
    assert number == pytest.approx(1 + probabilities[0], abs=1e-3)
    assert 1 <= interval.low < number < interval.high <= 2
    area, limits = expected.area
    assert area == pytest.approx(0.02 + 0.01 * probabilities[0], rel=1e-3)
    assert limits.low < area < limits.high
    report = event_report(made, settings)
    assert "Of these, expected to be landslides" in report and "not what was missed" in report
    other = write_event(settings)
    assert other.expected is None
    (first, *_) = rows_of(settings.output, "landslides")
    assert first["probability"] is None
    assert first["conf_why"].endswith("no class activation raster was given")


def test_all_are_rejected(settings, calibrated):
    set_fields(settings.polygons.path, [{"status": "rejected"}] * len(PLACES))
    made = write_event(replace(settings, cam=calibrated))
    assert made.expected is None and made.left_out == len(PLACES)
    assert "5 polygons do not count" in event_report(made, settings)


def test_a_landslide_keeps_its_id(settings, tmp_path):
    write_event(settings)
    ids = [one["landslide_id"] for one in rows_of(settings.output, "landslides")]
    assert len(set(ids)) == len(ids)
    # Elsewhere in the file, in another CRS, and its ring begun at another corner.
    again = tmp_path / "again.gpkg"
    gdal.VectorTranslate(
        str(again),
        settings.polygons.path,
        options=gdal.VectorTranslateOptions(
            dstSRS="EPSG:4326", layerName="polygons", reproject=True
        ),
    )
    write_event(
        EventSettings(PolygonSource(str(again)), str(tmp_path / "other.gpkg"), event=settings.event)
    )
    others = [one["landslide_id"] for one in rows_of(str(tmp_path / "other.gpkg"), "landslides")]
    assert others == ids
    dataset = ogr.Open(str(tmp_path / "other.gpkg"))
    reference = dataset.GetLayerByName("landslides").GetSpatialRef()
    assert reference.IsProjected() and reference.GetAuthorityCode(None) == str(EPSG)


def set_fields(path: str, rows: list[dict], kinds: dict | None = None) -> None:
    """Fills in fields of the first features of a file, which are made where they are missing."""
    dataset = ogr.Open(path, 1)
    layer = dataset.GetLayer()
    for name in rows[0]:
        if layer.GetLayerDefn().GetFieldIndex(name) < 0:
            kind, subtype = (kinds or {}).get(name, (ogr.OFTString, ogr.OFSTNone))
            field = ogr.FieldDefn(name, kind)
            field.SetSubType(subtype)
            layer.CreateField(field)
    for feature, values in zip(layer, rows):
        for name, value in values.items():
            if isinstance(value, bytes):
                feature.SetFieldBinaryFromHexString(name, value.hex())
            else:
                feature.SetField(name, value)
        layer.SetFeature(feature)
    del layer, dataset


def test_fields_that_the_polygons_have(tmp_path):
    """In whatever case, and where the step has nothing else to say."""
    path = write_polygons(str(tmp_path / "mine.gpkg"), [box(10, 10, 10, 10), box(30, 10, 9, 9)])
    mine = {
        **{"Confidence": "8", "Date_Min": "2001-02-03", "STATUS": "Rejected", "LANDSLIDE_": "L1"},
        **{"Mapper": "they", "sensor": "SPOT", "event": "Jebi", "trigger": "rain"},
        **{"method": "field survey", "GSD_M": "10", "pre_event": "new"},
    }
    set_fields(path, [mine, {**mine, "STATUS": "to be visited", "LANDSLIDE_": "0"}])
    made = write_event(EventSettings(PolygonSource(path), str(tmp_path / "event.gpkg")))
    first, second = rows_of(str(tmp_path / "event.gpkg"), "landslides")
    kept = {
        **{"confidence": "8", "date_min": "2001/02/03", "status": "rejected"},
        **{"landslide_id": "L1", "mapper": "they", "sensor": "SPOT", "event": "Jebi"},
        **{"trigger": "rain", "method": "field survey", "gsd_m": 10, "pre_event": "new"},
    }
    assert kept.items() <= first.items()
    assert {name.lower() for name in mine} - {name.lower() for name in first} == {"landslide_"}
    assert (second["status"], second["landslide_id"]) == ("to be visited", "0")
    assert made.left_out == 1
    named = EventSettings(
        PolygonSource(path), str(tmp_path / "event.gpkg"), event="Iburi", date="2018-09-06"
    )
    write_event(named)
    first = rows_of(named.output, "landslides")[0]
    assert (first["event"], first["trigger"], first["date_max"]) == ("Iburi", "rain", "2018/09/06")


@pytest.mark.parametrize("suffix", ["gpkg", "shp"])
def test_an_event_inventory_handed_over_again_loses_nothing(settings, calibrated, tmp_path, suffix):
    write_event(replace(settings, cam=calibrated))
    copy = str(tmp_path / f"copy.{suffix}")
    gdal.VectorTranslate(copy, settings.output, layers=["landslides"])
    made = write_event(EventSettings(PolygonSource(copy), str(tmp_path / "again.gpkg")))
    common = made.common
    assert (common.event, common.mapper) == ("2018 Eastern Iburi", "A. Person")
    assert (common.date_min, common.date_max) == ("2018-09-06", "2018-09-06")
    before, again = (
        rows_of(path, "landslides") for path in (settings.output, str(tmp_path / "again.gpkg"))
    )
    for one, other in zip(before, again):
        assert {name: other[name] for name in one} == one


def test_other_fields_keep_their_types(tmp_path):
    path = write_polygons(str(tmp_path / "mine.gpkg"), [box(10, 10, 10, 10)])
    kinds = {
        "seen": (ogr.OFTDate, ogr.OFSTNone),
        "at": (ogr.OFTDateTime, ogr.OFSTNone),
        "sure": (ogr.OFTInteger, ogr.OFSTBoolean),
        "photo": (ogr.OFTBinary, ogr.OFSTNone),
        "zip": (ogr.OFTString, ogr.OFSTNone),
        "empty": (ogr.OFTReal, ogr.OFSTNone),
    }
    row = {"seen": "2018/09/06", "at": "2018/09/06 03:07:59", "sure": 1, "photo": b"\0\xffA"}
    set_fields(path, [{**row, "zip": "007", "empty": 1.0}], kinds)
    settings = EventSettings(
        *(PolygonSource(path), str(tmp_path / "event.gpkg")), assessment=PolygonSource(path)
    )
    write_event(settings)
    dataset, given = ogr.Open(settings.output), rows_of(path, "polygons")[0]
    for name in ("landslides", "assessment"):
        layer = dataset.GetLayerByName(name)
        found = {one.GetName(): (one.GetType(), one.GetSubType()) for one in layer.schema}
        assert kinds.items() <= found.items()
        assert given.items() <= rows_of(settings.output, name)[0].items()


def test_ids_stay_unique(tmp_path):
    path = write_polygons(str(tmp_path / "mine.gpkg"), [box(10, 10 * k, 9, 9) for k in range(5)])
    set_fields(path, [{"landslide_id": name} for name in ("A", "A", "A-2", "A", "A-2")])
    write_event(EventSettings(PolygonSource(path), str(tmp_path / "event.gpkg")))
    ids = [one["landslide_id"] for one in rows_of(str(tmp_path / "event.gpkg"), "landslides")]
    assert ids == ["A", "A-3", "A-2", "A-4", "A-2-2"]


def test_cells_of_landslides_in_web_mercator(settings, tmp_path):
    """Are squares of the ground: that CRS has other metres."""
    mercator = str(tmp_path / "mercator.gpkg")
    gdal.VectorTranslate(
        mercator, settings.polygons.path, dstSRS="EPSG:3857", layerName="polygons", reproject=True
    )
    made = write_event(
        EventSettings(PolygonSource(mercator), settings.output, image=settings.image, cell=500)
    )
    for cell in made.cells:
        assert cell.size_km2 == pytest.approx(0.25, rel=2e-3)


def test_metadata(settings):
    write_event(settings)
    with closing(sqlite3.connect(settings.output)) as database:
        ((uri, stored),) = database.execute("SELECT md_standard_uri, metadata FROM gpkg_metadata")
        extensions = [row[0] for row in database.execute("SELECT table_name FROM gpkg_extensions")]
    assert uri == "http://www.isotc211.org/2005/gmd"
    assert {"gpkg_metadata", "gpkg_metadata_reference"} <= set(extensions)
    with open(f"{settings.output}.xml", encoding="utf-8") as file:
        assert file.read() == stored
    root = ElementTree.fromstring(stored.split("\n", 1)[1])
    texts = [one.text for one in root.iter("{http://www.isotc211.org/2005/gco}CharacterString")]
    for text in ("Landslides: 2018 Eastern Iburi", "A. Person", f"EPSG:{EPSG}"):
        assert text in texts
    west = root.find(f".//{GMD}westBoundLongitude")[0].text
    assert -180 < float(west) < 180


def test_metadata_follow_the_schema_of_iso_19139(settings):
    schemas = Path(pycsw.__file__).parent / "plugins/profiles/apiso/schemas"
    schema = etree.XMLSchema(etree.parse(schemas / "ogc/iso/19139/20070417/gmd/gmd.xsd"))
    write_event(settings)
    schema.assertValid(etree.parse(f"{settings.output}.xml"))
    write_event(replace(settings, event="", trigger="", date="", mapper=""))
    schema.assertValid(etree.parse(f"{settings.output}.xml"))


def test_a_valid_geopackage(settings):
    """By GDAL's validator, in a process of its own: Keras brings an SQLite without R-trees."""
    pytest.importorskip("osgeo_utils.samples.validate_gpkg")
    write_event(settings)
    command = [sys.executable, "-m", "osgeo_utils.samples.validate_gpkg", settings.output]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_report(settings):
    made = write_event(settings)
    text = event_report(made, settings)
    for said in (
        "Landslides: 2018 Eastern Iburi",
        "Occurred: 2018-09-06",
        "Not examined: cloud",
        "2 polygons do not count",
        "2 landslides lie where nothing was examined",
        "<svg",
    ):
        assert said in text, said


def test_a_mask_with_decimals(settings, tmp_path, said):
    """Is not 0 at 0.4; and a mask elsewhere is told of."""
    mask = np.zeros((1, 100, 120), np.float32)
    mask[:, :30, :30] = 0.4
    path = write_raster(tmp_path / "mask.tif", mask)
    own = replace(settings, image=None, gaps=None)
    made = write_event(replace(own, gaps_raster=path), said)
    (gap,) = made.examined.gaps
    assert gap.geometry.area == pytest.approx(90_000, rel=0.01)
    assert not any("does not overlap" in one for one in said.sentences)
    far = write_raster(tmp_path / "far.tif", mask, grid=(900_000.0, 10, 0, 4_700_000.0, 0, -10))
    clouds = PolygonSource(
        write_polygons(str(tmp_path / "far.gpkg"), [box(900, 900, 9, 9)]), name="Clouds"
    )
    for place, gaps in (("far.tif", {"gaps_raster": far}), ("Clouds", {"gaps": clouds})):
        assert write_event(replace(own, **gaps), said).examined.gaps == []
        assert any(f"{place} does not overlap the examined" in one for one in said.sentences)


def test_slivers_are_left_out(settings, tmp_path):
    clouds = write_polygons(str(tmp_path / "thin.gpkg"), [box(0, 0, 100, 0.00009)])
    area = write_polygons(str(tmp_path / "area.gpkg"), [box(0, 0, 100, 100.00001)])
    made = write_event(
        replace(settings, image=None, gaps=PolygonSource(clouds), area=PolygonSource(area))
    )
    assert made.examined.gaps == []
    assert len(made.cells) == 4


def test_reasons_among_the_key_figures(settings, tmp_path):
    """The largest by themselves, all others together."""
    clouds = write_polygons(
        str(tmp_path / "many.gpkg"),
        [box(10 * k, 0, 9, 9 - k) for k in range(7)],
        kinds=[f"Cloud {k}" for k in range(7)],
    )
    made = write_event(replace(settings, image=None, gaps=PolygonSource(clouds)))
    figures = {name: value for name, value in key_figures(made).items() if "Not exam" in name}
    assert list(figures) == [
        *(f"Not examined: cloud {k}" for k in range(4)),
        "Not examined: other reasons",
    ]
    assert figures["Not examined: other reasons"] == "0.0108 km²"


def test_a_report_without_caveats(settings, tmp_path):
    source = PolygonSource(write_polygons(str(tmp_path / "one.gpkg"), [box(0, 0, 9, 9)]))
    own = EventSettings(source, settings.output)
    assert "To be kept in mind" not in event_report(write_event(own), own)


def test_a_mask_raster_with_names(settings, tmp_path):
    mask = np.zeros((1, 100, 120), np.uint8)
    mask[:, :30, :30], mask[:, 40:50, 100:] = 1, 2
    path = write_raster(tmp_path / "mask.tif", mask)
    dataset = gdal.Open(path, 1)
    dataset.GetRasterBand(1).SetCategoryNames(["clear", "Cloud", "Shadow"])
    del dataset
    made = write_event(
        EventSettings(settings.polygons, settings.output, image=settings.image, gaps_raster=path)
    )
    found = {str(gap.reason): gap.geometry.area / 1e6 for gap in made.examined.gaps}
    assert found == pytest.approx(
        {"Cloud": 0.09, "Shadow": 0.02, "The image has no data": 0.12}, rel=0.02
    )


def test_metres_taken_for_degrees(tmp_path):
    """As in GeoJSON without a CRS."""
    path = write_polygons(str(tmp_path / "metres.gpkg"), [box(10, 10, 10, 10)], epsg=4326)
    with pytest.raises(ScarpError, match=r"metres\.gpkg do not fit its CRS, .*WGS 84"):
        write_event(EventSettings(PolygonSource(path), str(tmp_path / "event.gpkg")))


def test_what_is_refused(settings, tmp_path):
    write_polygons(settings.output, [box(0, 0, 9, 9)], layer="precious")
    with pytest.raises(ScarpError, match=r"other tables \(precious\)"):
        write_event(settings)
    assert rows_of(settings.output, "precious")
    for date, said in (("6.9.2018", "is not a date"), ("2018-09-08/2018-09-06", "ends before")):
        with pytest.raises(ScarpError, match=said):
            write_event(EventSettings(settings.polygons, str(tmp_path / "new.gpkg"), date=date))
    with pytest.raises(ScarpError, match=r"is a \.gpkg file"):
        write_event(EventSettings(settings.polygons, str(tmp_path / "new.shp")))
    with pytest.raises(ScarpError, match="covers nothing of the examined area"):
        write_event(
            EventSettings(
                settings.polygons,
                str(tmp_path / "new.gpkg"),
                image=settings.image,
                area=PolygonSource(
                    write_polygons(str(tmp_path / "far.gpkg"), [box(9000, 9000, 50, 50)])
                ),
            )
        )
    assert not (tmp_path / "new.gpkg").exists()


def test_an_event_inventory_is_written_again(settings):
    write_event(settings)
    write_event(settings)
    assert len(rows_of(settings.output, "landslides")) == len(PLACES)


def test_what_only_looks_like_an_event_inventory_stays(settings):
    write_polygons(settings.output, [box(0, 0, 9, 9)], layer="landslides")
    with pytest.raises(ScarpError, match=r"other tables \(landslides\)"):
        write_event(settings)
    assert len(rows_of(settings.output, "landslides")) == 1
    Path(settings.output).unlink()
    write_event(settings)
    ogr.Open(settings.output, 1).CreateLayer("precious", geom_type=ogr.wkbNone)
    with pytest.raises(ScarpError, match=r"other tables \(precious\)"):
        write_event(settings)


@pytest.mark.parametrize("text", ["precious", "<metadata>precious</metadata>"])
def test_metadata_of_other_origin_stay(settings, text):
    beside = Path(f"{settings.output}.xml")
    beside.write_text(text, encoding="utf-8")
    with pytest.raises(ScarpError, match=r"event\.gpkg\.xml was not written by Scarp"):
        write_event(settings)
    assert beside.read_text(encoding="utf-8") == text
