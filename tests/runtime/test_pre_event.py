"""Comparing polygons with what was there before the event, in the worker."""

from __future__ import annotations

from collections import Counter

import pytest
from helpers.scars import make_place
from scarp.models.settings import STARTER
from scarp.runtime import jobs


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return make_place(tmp_path_factory.mktemp("place"))


def compared(place, said, **options) -> dict:
    arguments = {"post": place.post, "pre": place.pre, "dem": place.dem, **options}
    return jobs.exclude_pre_event(said, polygons={"path": place.polygons}, **arguments)


def test_what_the_model_maps_before_is_existing(place, said):
    settings = {"adapt": 0, "precision": "float32", "device": "CPU"}
    plain = compared(place, said)
    mapped = compared(place, said, model=str(STARTER), device_settings=settings)
    reasons = Counter(
        kind
        for kind, one in zip(place.kinds, mapped["polygons"])
        if "The model maps it" in one["why"]
    )
    # It finds most of the old scars on the image before, and none of the new ones.
    assert reasons["existing"] > 0.5 * place.kinds.count("existing")
    assert reasons["new"] == 0
    assert mapped["existing"] >= plain["existing"] and mapped["new"] == plain["new"]


def test_figures_that_are_unknown_are_none(place, said):
    made = compared(place, said, dem=None)
    assert {one["slope_mean"] for one in made["polygons"]} == {None}
    hidden = place.kinds.index("hidden")
    assert made["polygons"][hidden]["change"] is None
    assert sum(made[name] for name in ("new", "existing", "reactivated", "doubtful")) == len(
        place.kinds
    )
