"""What a person says of a polygon."""

from __future__ import annotations

AUTOMATIC, CHECKED, EDITED, REJECTED, DOUBTFUL = (
    "automatic",
    "checked",
    "edited",
    "rejected",
    "doubtful",
)
#: In the order in which they are shown.
STATUSES = (AUTOMATIC, CHECKED, EDITED, DOUBTFUL, REJECTED)
#: Those of polygons that are landslides.
SURE = (CHECKED, EDITED)
#: What “Exclude pre-event” writes into the same field, which a verdict moves to `PRE_EVENT_FIELD`.
PRE_EVENT = ("new", "existing", "reactivated")
PRE_EVENT_FIELD = "pre_event"
