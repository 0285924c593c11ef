"""Models before any training."""

from __future__ import annotations

from ..hardware.software import software_versions
from ..model_file import Model, now
from ..networks import check_patch_size
from ..networks.build import build_network, weights_of
from ..settings import NetworkSettings


def initialize_model(settings: NetworkSettings) -> Model:
    """A model with the weights that a network has before any training.

    Raises:
        ScarpError: if the network cannot take patches of the given size.
    """
    check_patch_size(settings.network, settings.patch_size)
    return Model(
        settings,
        weights_of(build_network(settings)),
        software=software_versions(),
        made=now(),
    )
