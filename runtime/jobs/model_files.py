"""Jobs on model files: initialisation, reports and export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ...core.messages import Progress, tr
from ...models.settings import NetworkSettings
from .common import description, write_text


def initialize_model(progress: Progress, *, output: str, settings: dict) -> dict:
    """Writes a model file with a network's initial weights."""
    from ...models.model_file import save_model
    from ...models.training.new_model import initialize_model as initialize

    wanted = NetworkSettings.from_dict(settings)
    size = with_legal_patches(wanted).patch_size
    if size != wanted.patch_size:
        progress(
            0,
            tr("{network} cannot take patches of {wanted} pixels: those of {size} are taken."),
            network=wanted.network,
            wanted=wanted.patch_size,
            size=size,
        )
    model = initialize(replace(wanted, patch_size=size))
    save_model(model, output)
    weights = sum(array.size for array in model.weights.values())
    progress(
        1,
        tr("{network} with {weights} weights."),
        network=model.network.network,
        weights=weights,
    )
    return {"weights": weights, "patch_size": size, "model": description(model, output)}


def model_info(_progress: Progress, *, model: str, output: str) -> dict:
    """Writes a report on a model file."""
    from ...models.model_file import load_model
    from ...models.reports.model_reports import model_report

    loaded = load_model(model, with_weights=False)
    write_text(output, model_report(loaded, Path(model).name))
    return {
        "network": loaded.network.network,
        "bands": loaded.network.bands,
        "patch_size": loaded.network.patch_size,
        "classes": ",".join(loaded.network.classes),
        "best_epoch": loaded.best_epoch,
        "threshold": loaded.threshold,
        "model": description(loaded, model),
    }


def export_model(progress: Progress, *, model: str, output: str, size: int = 0) -> dict:
    """Writes a trained model as ONNX, for Deepness, and compares it with Keras."""
    from ...models.inference.compatibility import check_trained
    from ...models.model_file import load_model

    loaded = load_model(model)
    check_trained(loaded)
    progress(0, tr("Loading Keras and its backend."))
    from ...models.onnx.export import export_model as export

    if loaded.is_scaled:
        progress(
            None,
            tr(
                "The model takes values to which the scale and the offset of the bands have been "
                "applied: apply them to an image before you give it to another program."
            ),
        )
    exported = export(loaded, output, size, progress)
    return {"difference": exported.difference, "size": exported.size}


def with_legal_patches(network: NetworkSettings) -> NetworkSettings:
    """The same with patches that the network can take."""
    from ...models.networks import legal_size_from, network_class

    size = legal_size_from(network_class(network.network), network.patch_size)
    return replace(network, patch_size=size)
