"""Jobs on images of two dates and the terrain."""

from __future__ import annotations

from ...core.messages import Progress


def stack_images(progress: Progress, **arguments: object) -> dict:
    """Writes images of two dates and the terrain as one raster.

    Args:
        progress: Told the share that is done, and what was found and decided.
        **arguments: Those of `scarp.core.stacking.settings.StackSettings`.
    """
    from ...core.stacking.settings import StackSettings
    from ...core.stacking.stack import stack_images as stack

    made = stack(StackSettings(**arguments), progress)
    spread = made.shift.spread
    return {
        "names": made.names,
        "shift_x": made.shift.cols,
        "shift_y": made.shift.rows,
        "shift_spread": None if spread != spread else spread,
        "lines": {name: [line.gain, line.offset] for name, line in made.lines.items()},
    }
