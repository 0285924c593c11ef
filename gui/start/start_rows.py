"""The rows of the start panel: the purpose of each part of the work, its needs and buttons."""

from __future__ import annotations

from dataclasses import dataclass

from ...translation import tr

#: Results whose presence shows that an earlier part of the work is not needed.
_NOT_NEEDED_WITH = {
    "now": ("inventory", "model", "assessed"),
    "draw": ("cam", "mapped", "assessed"),
    "train": ("cam", "mapped", "assessed"),
}


@dataclass(frozen=True)
class Opens:
    """A button.

    Attributes:
        name: A step of the toolbox, or "starter", "new layer", "add image", "preview", "review" or
            "export".
        text: The text on it.
        help_: Its tooltip.
        is_small: Whether it is a small button, for a step that few need.
    """

    name: str
    text: str
    help_: str
    is_small: bool = False


@dataclass(frozen=True)
class Row:
    """One part of the work.

    Attributes:
        key: Its name in code.
        title: Its name as shown.
        purpose: What it is for, in a sentence.
        needs: Kinds of `ProjectState.found` that it requires.
        uses: Kinds that some of its steps require.
        gives: Kinds that it produces; any of them shows that it is done.
        buttons: The buttons of its steps.
    """

    key: str
    title: str
    purpose: str
    needs: tuple[str, ...]
    uses: tuple[str, ...]
    gives: tuple[str, ...]
    buttons: tuple[Opens, ...]

    def is_done(self, found: dict[str, str]) -> bool:
        """Whether its results exist."""
        return any(kind in found for kind in self.gives)

    def is_needed(self, found: dict[str, str]) -> bool:
        """Whether neither its results exist nor those of a later part."""
        later = _NOT_NEEDED_WITH.get(self.key, ())
        return not self.is_done(found) and not any(kind in found for kind in later)


def next_row(rows: tuple[Row, ...], found: dict[str, str]) -> str:
    """The key of what to do next: a row's key, "runtime", or "sample" if there is no image.

    Args:
        rows: In the order of the work.
        found: As `ProjectState.found`.
    """
    for row in rows:
        missing = [kind for kind in row.needs if kind not in found]
        if not row.is_needed(found):
            continue
        if not missing:
            return row.key
        if missing == ["runtime"]:
            return "runtime"
    return "" if "image" in found else "sample"


def all_rows() -> tuple[Row, ...]:
    """The rows, in the order of the work."""
    return (
        Row(
            "now",
            tr("Map now"),
            tr("Let the starter model map an image that nobody has labelled yet."),
            ("image", "runtime"),
            (),
            ("cam", "mapped"),
            (
                Opens(
                    "starter",
                    tr("Map now…"),
                    tr(
                        "With the model that comes with Scarp, which has learned from other "
                        "events: a first map, to be checked."
                    ),
                ),
            ),
        ),
        Row(
            "draw",
            tr("Draw"),
            tr("Draw some landslides on the image, for the network to learn from."),
            ("image",),
            (),
            ("inventory",),
            (
                Opens("add image", tr("Add an image…"), tr("Opens QGIS's window for rasters.")),
                Opens(
                    "new layer",
                    tr("New layer to draw in…"),
                    tr(
                        "Makes a GeoPackage for landslides in the image's coordinate reference "
                        "system, and starts to draw: click along a landslide, and end with a click "
                        "of the right button."
                    ),
                ),
                Opens(
                    "scarp:createlabelraster",
                    tr("Create label raster…"),
                    tr(
                        "Puts landslides and image into one file. “Train on one event” does this "
                        "for you."
                    ),
                    is_small=True,
                ),
                Opens(
                    "scarp:stackimages",
                    tr("Stack images…"),
                    tr(
                        "Adds an image from before the event, and slope and relief, for the "
                        "network to learn from as well."
                    ),
                    is_small=True,
                ),
            ),
        ),
        Row(
            "train",
            tr("Train"),
            tr("Train a network on the landslides drawn; a part is held back to measure accuracy."),
            ("image", "inventory", "runtime"),
            (),
            ("model",),
            (
                Opens(
                    "scarp:trainononeevent",
                    tr("Train on one event…"),
                    tr("From image and inventory to a trained model with its report, in one go."),
                ),
                Opens(
                    "scarp:trainmodel",
                    tr("Train model…"),
                    tr("With all settings, from label rasters, also of several events."),
                    is_small=True,
                ),
            ),
        ),
        Row(
            "map",
            tr("Map"),
            tr("Let the model map the landslides of a whole image, this or another one."),
            ("image", "model", "runtime"),
            (),
            ("cam", "mapped"),
            (
                Opens(
                    "scarp:mapanewimage",
                    tr("Map a new image…"),
                    tr("Polygons, class activation raster and a report; in batch, of many images."),
                ),
                Opens(
                    "scarp:extractlandslides",
                    tr("Extract landslides…"),
                    tr("Polygons and class activation raster, with all settings."),
                    is_small=True,
                ),
            ),
        ),
        Row(
            "check",
            tr("Check"),
            tr("Choose the threshold by eye, check polygons, and measure how good the map is."),
            ("cam",),
            ("mapped", "inventory"),
            ("assessed",),
            (
                Opens(
                    "preview",
                    tr("Threshold preview"),
                    tr("Move a slider and see on the map what would be mapped."),
                ),
                Opens(
                    "review",
                    tr("Review"),
                    tr(
                        "Look at each polygon, add what was missed, and train the model on with it."
                    ),
                ),
                Opens(
                    "scarp:assessaccuracy",
                    tr("Assess accuracy…"),
                    tr("Compares the mapped landslides with the inventory."),
                ),
                Opens(
                    "scarp:excludepreevent",
                    tr("Exclude pre-event…"),
                    tr(
                        "Tells which of the mapped landslides were there before the event, by an "
                        "image from before it."
                    ),
                    is_small=True,
                ),
            ),
        ),
        Row(
            "hand over",
            tr("Hand over"),
            tr("Give the landslides to others: measured, and in the format that they ask for."),
            ("mapped",),
            (),
            (),
            (
                Opens(
                    "scarp:eventinventory",
                    tr("Event inventory…"),
                    tr(
                        "One file with landslides, examined area, gaps and density, with styles "
                        "and metadata, and a page to print."
                    ),
                ),
                Opens(
                    "scarp:inventorystatistics",
                    tr("Inventory statistics…"),
                    tr("How large the landslides are, and what follows from it."),
                    is_small=True,
                ),
                Opens(
                    "export",
                    tr("Save features as…"),
                    tr(
                        "QGIS's own export of the mapped landslides, to any format and coordinate "
                        "system."
                    ),
                ),
                Opens(
                    "scarp:measurepolygons",
                    tr("Measure polygons…"),
                    tr("Fills in area, length and width, also of polygons drawn by hand."),
                    is_small=True,
                ),
            ),
        ),
    )


def words_of(kind: str, found: dict[str, str]) -> str:
    """What the panel says of a missing kind.

    Args:
        kind: A key of `ProjectState.found`.
        found: As `ProjectState.found`.
    """
    if kind == "inventory" and "empty" in found:
        return tr("no landslide in {name} yet: draw some", name=found["empty"])
    return {
        "image": tr("no image yet: add one, or make the sample"),
        "inventory": tr("no inventory yet: draw one or load one"),
        "runtime": tr("no runtime yet: install it, above"),
        "model": tr("no trained model yet: train one"),
        "cam": tr("no class activation raster yet: map an image"),
        "mapped": tr("no mapped landslides yet: map an image"),
    }[kind]


def name_of(kind: str) -> str:
    """The name of a kind, as shown."""
    return {
        "image": tr("Image"),
        "inventory": tr("Inventory"),
        "runtime": tr("Runtime"),
        "model": tr("Model"),
        "cam": tr("CAM"),
        "mapped": tr("Mapped landslides"),
        "assessed": tr("Assessment"),
    }[kind]
