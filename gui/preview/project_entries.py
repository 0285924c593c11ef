"""What the project stores of the threshold preview, besides the layers."""

from __future__ import annotations

from qgis.core import QgsProject

from ...core.regions.filters import Filters

_SCOPE = "scarp"
_CAM, _THRESHOLD = "preview/settings_of", "preview/threshold"
_MIN_AREA, _FILL_HOLES = "preview/min_area", "preview/fill_holes"


def read_settings(cam: str) -> tuple[float | None, Filters | None]:
    """The threshold and the filters that a person has set for a CAM; None where nobody has.

    Args:
        cam: Id of the CAM's layer.
    """
    project = QgsProject.instance()
    if project.readEntry(_SCOPE, _CAM, "")[0] != cam:
        return None, None
    threshold, min_area, fill_holes = (
        value if known else None
        for value, known in (
            project.readDoubleEntry(_SCOPE, key, -1.0)
            for key in (_THRESHOLD, _MIN_AREA, _FILL_HOLES)
        )
    )
    return threshold, None if min_area is None else Filters(min_area, fill_holes or 0.0)


def write_settings(cam: str, threshold: float | None, filters: Filters | None) -> None:
    """Stores what a person has set; unchanged values leave the project unmodified.

    Args:
        cam: Id of the CAM's layer.
        threshold: None: nobody has set it.
        filters: None: nobody has set them.
    """
    if read_settings(cam) == (threshold, filters):
        return
    project = QgsProject.instance()
    project.writeEntry(_SCOPE, _CAM, cam)
    numbers = {
        _THRESHOLD: threshold,
        _MIN_AREA: filters and filters.min_area,
        _FILL_HOLES: filters and filters.fill_holes,
    }
    for key, number in numbers.items():
        if number is None:
            project.removeEntry(_SCOPE, key)
        else:
            project.writeEntryDouble(_SCOPE, key, number)
