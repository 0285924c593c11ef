"""Metadata of an event inventory as ISO 19115 has them, in the XML of ISO 19139."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timezone
from xml.etree import ElementTree

GMD, GCO, _GML = (
    "http://www.isotc211.org/2005/gmd",
    "http://www.isotc211.org/2005/gco",
    "http://www.opengis.net/gml/3.2",
)
#: Identifiers that Scarp gives begin with this.
OURS = "scarp-"
_CODES = "http://www.isotc211.org/2005/resources/codeList.xml"
#: The tables of the extension “Metadata” of GeoPackage 1.2, annex F.8, and the row that names it.
_TABLES = (
    "CREATE TABLE IF NOT EXISTS gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,"
    " md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,"
    " mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')",
    "CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (reference_scope TEXT NOT NULL,"
    " table_name TEXT, column_name TEXT, row_id_value INTEGER,"
    " timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),"
    " md_file_id INTEGER NOT NULL, md_parent_id INTEGER,"
    " CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),"
    " CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id))",
    "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT,"
    " extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,"
    " CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
)
_EXTENSION = "http://www.geopackage.org/spec120/#extension_metadata"


@dataclass(frozen=True)
class Described:
    """What is described.

    Attributes:
        identifier: Of the data set, unique.
        title: Its title.
        abstract: What it holds, in a few sentences.
        lineage: How it was made, in a few sentences.
        contact: Who made it.
        keywords: Words to find it by.
        bounds: West, east, south and north in degrees.
        epsg: Code of the CRS; None if it has none.
        period: First and last day of the event, or "".
    """

    identifier: str
    title: str
    abstract: str
    lineage: str
    contact: str
    keywords: Sequence[str]
    bounds: tuple[float, float, float, float]
    epsg: int | None
    period: tuple[str, str]


def iso_xml(described: Described) -> str:
    """Writes metadata as XML, its elements in the order of the schema gmd.xsd."""
    for prefix, uri in (("gmd", GMD), ("gco", GCO), ("gml", _GML)):
        ElementTree.register_namespace(prefix, uri)
    root = ElementTree.Element(f"{{{GMD}}}MD_Metadata")
    _text(root, "fileIdentifier", described.identifier)
    _text(root, "language", "eng")
    _code(root, "characterSet", "MD_CharacterSetCode", "utf8")
    _code(root, "hierarchyLevel", "MD_ScopeCode", "dataset")
    _party(root, "contact", described.contact)
    _date(root, "dateStamp", date.today().isoformat())
    _text(root, "metadataStandardName", "ISO 19115:2003/19139")
    _text(root, "metadataStandardVersion", "1.0")
    if described.epsg:
        system = _path(root, "referenceSystemInfo", "MD_ReferenceSystem")
        identifier = _path(system, "referenceSystemIdentifier", "RS_Identifier")
        _text(identifier, "code", f"EPSG:{described.epsg}")
    data = _path(root, "identificationInfo", "MD_DataIdentification")
    citation = _path(data, "citation", "CI_Citation")
    _text(citation, "title", described.title)
    made = _path(citation, "date", "CI_Date")
    _date(made, "date", date.today().isoformat())
    _code(made, "dateType", "CI_DateTypeCode", "creation")
    _text(data, "abstract", described.abstract)
    _party(data, "pointOfContact", described.contact)
    keywords = _path(data, "descriptiveKeywords", "MD_Keywords")
    for word in described.keywords:
        _text(keywords, "keyword", word)
    _code(data, "spatialRepresentationType", "MD_SpatialRepresentationTypeCode", "vector")
    _text(data, "language", "eng")
    topic = ElementTree.SubElement(data, f"{{{GMD}}}topicCategory")
    ElementTree.SubElement(
        topic, f"{{{GMD}}}MD_TopicCategoryCode"
    ).text = "geoscientificInformation"
    extent = _path(data, "extent", "EX_Extent")
    box = _path(extent, "geographicElement", "EX_GeographicBoundingBox")
    names = "westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude"
    for name, value in zip(names, described.bounds):
        bound = ElementTree.SubElement(box, f"{{{GMD}}}{name}")
        ElementTree.SubElement(bound, f"{{{GCO}}}Decimal").text = f"{value:.6f}"
    if described.period[0]:
        time = _path(extent, "temporalElement", "EX_TemporalExtent", "extent")
        period = ElementTree.SubElement(time, f"{{{_GML}}}TimePeriod", {f"{{{_GML}}}id": "event"})
        for name, day in zip(("beginPosition", "endPosition"), described.period):
            ElementTree.SubElement(period, f"{{{_GML}}}{name}").text = day
    quality = _path(root, "dataQualityInfo", "DQ_DataQuality")
    _code(_path(quality, "scope", "DQ_Scope"), "level", "MD_ScopeCode", "dataset")
    _text(_path(quality, "lineage", "LI_Lineage"), "statement", described.lineage)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _path(parent: ElementTree.Element, *names: str) -> ElementTree.Element:
    for name in names:
        parent = ElementTree.SubElement(parent, f"{{{GMD}}}{name}")
    return parent


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    element = _path(parent, name)
    ElementTree.SubElement(element, f"{{{GCO}}}CharacterString").text = text


def _date(parent: ElementTree.Element, name: str, day: str) -> None:
    ElementTree.SubElement(_path(parent, name), f"{{{GCO}}}Date").text = day


def _code(parent: ElementTree.Element, name: str, kind: str, value: str) -> None:
    attributes = {"codeList": f"{_CODES}#{kind}", "codeListValue": value}
    element = ElementTree.SubElement(_path(parent, name), f"{{{GMD}}}{kind}", attributes)
    element.text = value


def _party(parent: ElementTree.Element, name: str, who: str) -> None:
    party = _path(parent, name, "CI_ResponsibleParty")
    _text(party, "individualName", who or "unknown")
    _code(party, "role", "CI_RoleCode", "author")


def store_in_geopackage(path: str, xml: str) -> None:
    """Stores metadata of the whole file in a GeoPackage, by its extension for metadata.

    Args:
        path: The GeoPackage, which no other program has open.
        xml: As `iso_xml` gives them.
    """
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    with closing(sqlite3.connect(path)) as database, database:
        for table in _TABLES:
            database.execute(table)
        for table in ("gpkg_metadata", "gpkg_metadata_reference"):
            database.execute(
                "INSERT OR IGNORE INTO gpkg_extensions VALUES (?, NULL, 'gpkg_metadata', ?, "
                "'read-write')",
                (table, _EXTENSION),
            )
        row = database.execute(
            "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
            "VALUES ('dataset', ?, 'text/xml', ?)",
            (GMD, xml),
        )
        database.execute(
            "INSERT INTO gpkg_metadata_reference (reference_scope, timestamp, md_file_id) "
            "VALUES ('geopackage', ?, ?)",
            (now, row.lastrowid),
        )
