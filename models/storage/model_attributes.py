"""What a model file says of itself, checked before anything is made of it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from numbers import Real
from typing import Any

from ...core.confidence.calibration import Calibration
from ..data.normalisation import Normalisation
from ..settings import NETWORKS, NORMS, NetworkSettings

#: Limits of “Initialize model”; the greatest patch is what no computer trains on.
_MOST_BANDS, _MOST_WIDTH, _MOST_CLASSES, _LARGEST_PATCH = 64, 512, 254, 1 << 15
_LARGEST_SEED = 1 << 64
_LONGEST_NAME = 1000


def parse(attributes: Mapping[str, str | int]) -> dict[str, Any]:
    """The attributes of `scarp.models.model_file.Model` but for the weights.

    Args:
        attributes: Each in JSON, by name.

    Raises:
        KeyError: if one is missing that every model has.
        TypeError, ValueError: if one is not what a model of Scarp can have.
    """
    values = {name: json.loads(str(text)) for name, text in attributes.items()}
    # Lone surrogates could not be written into any report.
    json.dumps(values, ensure_ascii=False).encode()
    network = _network(values["network"])
    normalisation = values["normalisation"]
    found: dict[str, Any] = {
        "network": network,
        "band_names": tuple(_require(_is_names(values["band_names"]), values["band_names"])),
        "normalisation": normalisation and _normalisation(normalisation, network.bands),
    }
    _require(len(found["band_names"]) in (0, network.bands), found["band_names"])
    for name, is_fit in _OTHERS.items():
        if name in values:
            found[name] = _require(is_fit(values[name]), values[name])
    if "pixel_sizes" in found:
        found["pixel_sizes"] = tuple(found["pixel_sizes"])
    if values.get("calibration") is not None:
        found["calibration"] = Calibration.from_dict(values["calibration"])
    epochs = min(map(len, found.get("history", {}).values()), default=0)
    _require(_is_whole(found.get("best_epoch", 0), 0, epochs), found.get("best_epoch"))
    return found


def _network(values: dict) -> NetworkSettings:
    _require(isinstance(values["classes"], list), values["classes"])
    network = NetworkSettings.from_dict(values)
    classes = list(network.classes)
    fits = (
        network.network in NETWORKS
        and network.norm in NORMS
        and _is_whole(network.bands, 1, _MOST_BANDS)
        and _is_whole(network.width, 1, _MOST_WIDTH)
        and _is_whole(network.patch_size, 1, _LARGEST_PATCH)
        and (network.seed is None or _is_whole(network.seed, -_LARGEST_SEED, _LARGEST_SEED))
        and _is_names(classes)
        and len(set(classes)) == len(classes)
        and 1 <= len(classes) <= _MOST_CLASSES
    )
    return _require(fits, network)


def _normalisation(values: dict, bands: int) -> Normalisation:
    pairs = {name: tuple(values[name]) for name in ("centre", "scale")}
    normalisation = Normalisation(**{**values, **pairs})
    centre, scale = normalisation.centre, normalisation.scale
    fits = (
        len(centre) == len(scale) == bands
        and all(_is_finite(value) for value in (*centre, *scale))
        and all(value > 0 for value in scale)
        and isinstance(normalisation.each_image, bool)
        and isinstance(normalisation.alike, bool)
    )
    return _require(fits, normalisation)


def _require(fits: bool, value: Any) -> Any:
    if not fits:
        raise ValueError(repr(value)[:100])
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _is_finite(value: Any) -> bool:
    # A whole number of JSON may be too large for any float.
    return _is_number(value) and abs(value) < 1e300 and math.isfinite(value)


def _is_whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME for name in value
    )


def _is_range(value: Any) -> bool:
    """Whether it is a list of a least and a greatest number above 0, or empty."""
    if value == []:
        return True
    fits = isinstance(value, list) and len(value) == 2 and all(map(_is_finite, value))
    return fits and 0 < value[0] <= value[1]


def _is_history(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(figures, list) and all(map(_is_number, figures)) for figures in value.values()
    )


def _is_figures(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_number, value.values()))


def _is_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _is_plain(value: Any) -> bool:
    return isinstance(value, dict) and not any(
        isinstance(one, (dict, list)) for one in value.values()
    )


#: What other attributes a model may have, and of what kind they are.
_OTHERS: dict[str, Callable[[Any], bool]] = {
    "pixel_size": lambda value: _is_finite(value) and value >= 0,
    "pixel_sizes": _is_range,
    "is_scaled": lambda value: isinstance(value, bool),
    "training": _is_plain,
    "history": _is_history,
    "best_epoch": lambda value: _is_whole(value, 0, 1 << 31),
    "threshold": lambda value: value is None or (_is_finite(value) and 0 <= value <= 1),
    "software": _is_texts,
    "inputs": _is_texts,
    "made": lambda value: isinstance(value, str) and len(value) < _LONGEST_NAME,
    "parents": lambda value: isinstance(value, list) and all(map(_is_plain, value)),
    "before": _is_figures,
    "unseen": _is_figures,
}
#: The names of all of them.
NAMES = ("network", "band_names", "normalisation", "calibration", *_OTHERS)
