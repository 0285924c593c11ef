"""Why polygons are taken for several landslides in one; nothing heavy is imported here."""

from __future__ import annotations

from ..messages import tr

#: Why a polygon is flagged, in the order of the tests.
REASONS = (
    tr("Its outline is branched: it covers little more than half of its convex hull, or less."),
    tr("Its ground faces several ways, as across a ridge or a valley."),
    tr("It is twice as wide across the slope as it is long down it."),
)
