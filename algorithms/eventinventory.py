"""Event inventory."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from qgis.core import (
    QgsLayerMetadata,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..core.event.landslide_fields import OWN, dates_of
from ..core.event.replacing import check_output
from ..core.event.settings import (
    ASSESSMENT,
    CELL,
    DENSITY,
    GAPS,
    LANDSLIDES,
    LAYERS,
    MAPPED_AREA,
)
from ..core.messages import ScarpError
from ..translation import tr
from .results.event_page import EventPage, ShownLayer, write_page
from .results.loading import from_file, group_layers, load_as, style_path
from .results.main_thread import on_main_thread
from .results.reports import is_of_window
from .shared.base import ScarpAlgorithm
from .shared.groups import HAND_OVER
from .shared.layer_sources import raster_source
from .shared.ordered_features import ordered_features
from .shared.window_defaults import offer_area, offer_cam, offer_image, offer_mapped

#: Styles of the layers, by the names of their files.
_STYLES = {
    LANDSLIDES: "inventory",
    GAPS: "gaps",
    MAPPED_AREA: "mapped_area",
    DENSITY: "density",
    ASSESSMENT: "assessment",
}


class EventInventory(ScarpAlgorithm):
    """Puts all that belongs to the inventory of an event into one file."""

    GROUP = HAND_OVER
    NEEDS_RUNTIME = True

    INPUT = "INPUT"
    CAM = "CAM"
    IMAGE = "IMAGE"
    AREA = "AREA"
    GAPS = "GAPS"
    EVENT = "EVENT"
    TRIGGER = "TRIGGER"
    EVENT_DATE = "EVENT_DATE"
    MAPPER = "MAPPER"
    CELL = "CELL"
    IMAGE_BEFORE = "IMAGE_BEFORE"
    ASSESSMENT = "ASSESSMENT"
    OUTPUT = "OUTPUT"
    REPORT = "REPORT"
    PDF = "PDF"

    def name(self):
        return "eventinventory"

    def title(self):
        return tr("Event inventory")

    def keywords(self):
        return [
            "GeoPackage",
            "ISO 19115",
            tr("inventory"),
            tr("metadata"),
            tr("density"),
            tr("gaps"),
        ]

    def description(self):
        return tr(
            "Writes one GeoPackage to hand over: the landslides, each with a name that stays, when "
            "and from what it was mapped and how sure it is; the area that was examined; the gaps "
            "in it with their reasons; and the density of landslides in cells of a grid. Styles "
            "and metadata are in the file, so that it opens the same everywhere."
        )

    def initAlgorithm(self, config=None):
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Landslides"), polygons),
            tr(
                "The polygons to hand over, with all their fields. A field “status” may say which "
                "are checked, edited or rejected; “landslide_id” is kept where it is filled in."
            ),
            offer=offer_mapped,
        )
        self.add(
            QgsProcessingParameterRasterLayer(
                self.CAM, tr("Class activation raster"), optional=True
            ),
            tr(
                "Where it has no data, nothing was classified: that is a gap. Where it holds the "
                "calibration of its model, each landslide gets the probability that it is one, "
                "where it was drawn at the model's own threshold and not reshaped since; else "
                "there are classes, with the reason."
            ),
            offer=offer_cam,
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.IMAGE, tr("Image"), optional=True),
            tr("The image that was mapped: where it has no data there is a gap."),
            offer=offer_image,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREA, tr("Examined area"), polygons, optional=True
            ),
            tr("Without it: all that the image or the class activation raster covers."),
            offer=offer_area,
        )
        self.add(
            QgsProcessingParameterMapLayer(
                self.GAPS,
                tr("Clouds and shadows"),
                optional=True,
                types=[
                    QgsProcessing.SourceType.TypeVectorPolygon,
                    QgsProcessing.SourceType.TypeRaster,
                ],
            ),
            tr(
                "Polygons of what could not be seen, with the reason in a field “reason”, or a "
                "raster that is not 0 there."
            ),
        )
        for name, label, help_text in (
            (self.EVENT, tr("Event"), tr("Its name: “2018 Hokkaido Eastern Iburi”.")),
            (self.TRIGGER, tr("Trigger"), tr("What caused the landslides: “earthquake”.")),
            (
                self.EVENT_DATE,
                tr("Date of the event"),
                tr("As 2018-09-06, or as 2018-09-06/2018-09-08 for a period."),
            ),
            (self.MAPPER, tr("Mapped by"), tr("A person, or an organisation.")),
        ):
            self.add(QgsProcessingParameterString(name, label, optional=True), help_text)
        self.add_real(
            self.CELL,
            tr("Cells of the density (m)"),
            tr("Side of the squares in which landslides are counted."),
            CELL,
            least=1,
        )
        self.add(
            QgsProcessingParameterRasterLayer(
                self.IMAGE_BEFORE, tr("Image before the event"), optional=True
            ),
            tr("Its name is written down with each landslide."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.ASSESSMENT, tr("Assessment"), polygons, optional=True
            ),
            tr("The polygons with their verdicts, as “Assess accuracy” writes them."),
            advanced=True,
        )
        self.add_file_output(
            self.OUTPUT,
            tr("Event inventory"),
            tr(
                "The layers landslides, mapped_area, gaps, density and, if it was given, "
                "assessment; ISO 19115 metadata in the file and beside it. An earlier event "
                "inventory is replaced, a file with other tables never."
            ),
            tr("GeoPackage (*.gpkg)"),
        )
        self.add_file_output(
            self.REPORT,
            tr("Report"),
            tr("One page to print: map, key figures, method, and what is to be kept in mind."),
            tr("HTML file (*.html)"),
            optional=True,
            by_default=True,
        )
        self.add_file_output(
            self.PDF,
            tr("Page to print"),
            tr("The same on one page of A4, drawn by QGIS, with the image below the landslides."),
            tr("PDF file (*.pdf)"),
            optional=True,
        )
        for name, label in (
            ("COUNT", tr("Number of landslides")),
            ("LEFT_OUT", tr("Polygons that do not count")),
            ("EXAMINED_AREA", tr("Examined area (m²)")),
            ("GAP_AREA", tr("Area of the gaps (m²)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def shortHelpString(self) -> str:
        """The help, with a table of the fields of landslides."""
        about = {
            "landslide_id": (tr("A name that stays as long as the outline does."), "USGS_ID"),
            "event": (tr("The event."), "Inventory"),
            "trigger": (tr("What caused the landslides."), ""),
            "date_min": (tr("The first day on which it may have occurred."), "Date_Min"),
            "date_max": (tr("The last day."), "Date_Max"),
            "image_pre": (tr("The image before the event."), ""),
            "image_post": (tr("The image that it was mapped on."), ""),
            "sensor": (tr("What took that image."), ""),
            "gsd_m": (tr("Side of its pixels in metres."), ""),
            "method": (tr("How it was mapped."), ""),
            "mapper": (tr("Who mapped it."), ""),
            "confidence": (tr("high, medium or low."), "Confidence"),
            "probability": (tr("The probability that it is a landslide."), ""),
            "conf_why": (tr("What the confidence comes from."), ""),
            "status": (tr("automatic, checked, edited or rejected."), ""),
            "pre_event": (tr("What “Exclude pre-event” found."), ""),
        }
        heads = tr("Field"), tr("What it is"), "USGS", "Shapefile"
        rows = [heads, *((name, *about[name], name[:10]) for name, _ in OWN)]
        cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        note = tr(
            "USGS: the attribute of “Landslide Inventories across the United States” (version 3.0) "
            "that it goes into; its confidence is a number, 1 to 8. Shapefile: its name there."
        )
        title = tr("Fields of the landslides")
        table = f'<table border="1" cellspacing="0" cellpadding="2">{cells}</table>'
        return f"{super().shortHelpString()}<h3>{title}</h3>{table}<p>{note}</p>"

    def checkParameterValues(self, parameters, context):
        """Refuses a date that cannot be read before the step is started."""
        fits, reason = super().checkParameterValues(parameters, context)
        if fits:
            try:
                dates_of(self.parameterAsString(parameters, self.EVENT_DATE, context))
            except ScarpError as problem:
                return False, tr(problem.template, **problem.values)
        return fits, reason

    def prepare(self, parameters, context, feedback):
        polygons = self._with_fields(parameters, self.INPUT, context)
        area = self.polygon_source(parameters, self.AREA, context, feedback)
        rasters = {
            key: self.raster_path(parameters, name, context)
            if parameters.get(name) not in (None, "")
            else None
            for key, name in (
                ("cam", self.CAM),
                ("image", self.IMAGE),
                ("image_pre", self.IMAGE_BEFORE),
            )
        }
        texts = {
            key: self.parameterAsString(parameters, name, context)
            for key, name in (
                ("event", self.EVENT),
                ("trigger", self.TRIGGER),
                ("date", self.EVENT_DATE),
                ("mapper", self.MAPPER),
            )
        }
        image = self.parameterAsRasterLayer(parameters, self.IMAGE, context)
        self._image = image and ShownLayer.of(image)
        gaps = self.parameterAsLayer(parameters, self.GAPS, context)
        is_raster = isinstance(gaps, QgsRasterLayer)
        self._arguments = {
            "polygons": polygons,
            "area": area and asdict(area),
            "gaps": self._with_fields(parameters, self.GAPS, context)
            if gaps is not None and not is_raster
            else None,
            "gaps_raster": raster_source(gaps) if is_raster else None,
            "assessment": self._with_fields(parameters, self.ASSESSMENT, context),
            "cell": self.parameterAsDouble(parameters, self.CELL, context),
            **rasters,
            **texts,
        }
        self.report_title = tr(
            "Report – event inventory {name}", name=texts["event"] or polygons["name"]
        )
        self.find_runtime()

    def check_existing(self, name, path):
        """An event inventory is replaced by another one, and nothing else is."""
        if name == self.OUTPUT:
            check_output(str(path))
        else:
            super().check_existing(name, path)

    def _with_fields(self, parameters, name: str, context) -> dict | None:
        """A layer's polygons with all their fields, as the worker takes them; None if not given."""
        if parameters.get(name) in (None, ""):
            return None
        return ordered_features(self, parameters, name, context, with_attributes=True).source

    def execute(self, parameters, context, feedback):
        output, report, pdf = (
            self.output_path(parameters, name, context)
            for name in (self.OUTPUT, self.REPORT, self.PDF)
        )
        arguments = {**self._arguments, "output": output, "report": report}
        made = self.run_worker("event_inventory", arguments, feedback, (output, report))
        self._page = EventPage(**made["page"])
        loaded = []
        for name in LAYERS:
            layer = QgsVectorLayer(f"{output}|layername={name}", name, "ogr")
            if not layer.isValid():
                continue
            layer.loadNamedStyle(str(style_path(_STYLES[name])))
            layer.saveStyleToDatabase("Scarp", "", True, "")
            self._save_metadata(layer)
            if is_of_window(feedback):
                details = QgsProcessingContext.LayerDetails(name, context.project(), name)
                context.addLayerToLoadOnCompletion(layer.source(), details)
                # Processing does not apply styles that stand in a file.
                load_as(context, layer.source(), name, from_file(_STYLES[name]))
                loaded.append(layer.source())
        if pdf:
            on_main_thread(lambda: write_page(self._page, output, self._image, pdf))
        group_layers(context, loaded, self._arguments["event"] or Path(output).stem)
        return {
            self.OUTPUT: output,
            self.REPORT: made["report"],
            self.PDF: pdf,
            "COUNT": made["count"],
            "LEFT_OUT": made["left_out"],
            "EXAMINED_AREA": made["examined_area"],
            "GAP_AREA": made["gap_area"],
        }

    def _save_metadata(self, layer: QgsVectorLayer) -> None:
        """Stores metadata that QGIS shows with the layer in its file."""
        metadata = QgsLayerMetadata()
        event = self._arguments["event"] or Path(layer.source().split("|")[0]).stem
        metadata.setTitle(f"{layer.name()}: {event}")
        metadata.setAbstract(" ".join([self._page.method, *self._page.caveats]))
        metadata.setType("dataset")
        metadata.setLanguage("ENG")
        metadata.setCrs(layer.crs())
        contact = QgsLayerMetadata.Contact(self._arguments["mapper"])
        if contact.name:
            contact.role = "author"
            metadata.addContact(contact)
        words = [self._arguments["event"], self._arguments["trigger"], "landslide"]
        metadata.setKeywords({"gmd:topicCategory": list(filter(None, words))})
        QgsProviderRegistry.instance().saveLayerMetadata("ogr", layer.source(), metadata)
