"""Patches of stacks of two dates and the terrain."""

from __future__ import annotations

import numpy as np
from scarp.core.rasters.groups import POST, PRE, TERRAIN
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource
from scarp.models.data.normalisation import NormalisedSource, fit_normalisation
from scarp.models.data.patches import Geometry, PatchIndex, TrainingPatches
from scarp.models.settings import TrainingSettings

GROUPS = [POST, POST, PRE, TERRAIN]
SIDE = 64


def source() -> ArraySource:
    """An image of which half was hidden by a cloud before the event."""
    image = np.random.default_rng(0).normal(10, 2, (SIDE, SIDE, 4)).astype(np.float32)
    image[:, :32, 2] = np.nan
    labels = np.zeros((SIDE, SIDE), np.uint8)
    labels[20:40, 20:40] = 1
    return ArraySource(image, labels, groups=GROUPS)


def normalised() -> NormalisedSource:
    one = source()
    return NormalisedSource(one, fit_normalisation([one]))


def patches(**settings) -> np.ndarray:
    """Forty patches: (patches, rows, columns, bands)."""
    wanted = TrainingSettings(
        epochs=1,
        patches_per_epoch=40,
        patches_per_batch=40,
        augment_rotation=False,
        augment_scale=False,
        **settings,
    )
    drawn = TrainingPatches(PatchIndex([normalised()]), Geometry(32, 0), wanted, 40)
    return drawn[0][0]


def test_what_is_missing_is_0_after_normalisation():
    given = normalised().read(Window(0, 0, SIDE, SIDE))
    assert (given[:, :32, 2] == 0).all()
    seen = given[:, 32:, 2]
    assert abs(seen.mean()) < 0.05 and abs(seen.std() - 1) < 0.05
    assert np.isfinite(given).all()


def test_groups_are_left_out_at_random():
    dropped = (patches(band_dropout=0.5) == 0).all(axis=(1, 2))
    assert not dropped[:, :2].any()
    before, terrain = dropped[:, 2], dropped[:, 3]
    assert 8 <= terrain.sum() <= 32 and terrain.sum() != 40
    assert (before != terrain).any() and before.sum() >= 8


def test_none_is_left_out():
    dropped = (patches(band_dropout=0.0) == 0).all(axis=(1, 2))
    assert not dropped[:, [0, 1, 3]].any()


def test_changes_of_colour_spare_the_terrain_and_what_is_missing():
    plain = patches(band_dropout=0.0, augment_brightness=False)
    changed = patches(
        band_dropout=0.0, augment_brightness=False, augment_noise=True, augment_haze=True
    )
    assert (plain[..., 3] == changed[..., 3]).all()
    assert (plain[..., :2] != changed[..., :2]).any()
    assert (changed[..., 2][plain[..., 2] == 0] == 0).all()
