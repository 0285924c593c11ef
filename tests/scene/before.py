"""The same place before the event."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .patches import FIELDS, Patch
from .scene import Scene

#: Pixels by which the image before is shifted, to the west and to the north.
SHIFT = (2.4, 1.1)


class SceneBefore(Scene):
    """The scene in another season and other light, with its old landslides only.

    Half of its fields have been ploughed since, its cloud is elsewhere, and it is shifted.
    """

    sun = (0.30, 0.46, 0.836)
    autumn = 0.1
    haze = (70, 95, 150, 30)
    cloud_place = ((0.15, 0.6), (0.35, 0.8))
    sensor = 1

    @property
    def shift(self) -> tuple[float, float]:
        """Metres by which the image is shifted: what is seen lies further left and up."""
        return SHIFT[0] * self.pixel_size, SHIFT[1] * self.pixel_size

    def shown(self, patches: list[Patch]) -> list[Patch]:
        """The patches of before the event, fields with other crops."""
        kept = [patch for patch in patches if not patch.is_landslide or patch.is_old]
        return [self._with_its_crop(patch) for patch in kept]

    def _with_its_crop(self, patch: Patch) -> Patch:
        if patch.kind != "field" or patch.salt % 2:
            return patch
        crop = FIELDS[patch.salt // 2 % len(FIELDS)]
        return replace(patch, colour=np.asarray(crop, dtype=float))
