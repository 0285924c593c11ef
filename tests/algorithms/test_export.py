"""“Export model” by `processing.run`."""

from __future__ import annotations

from pathlib import Path

from helpers.feedback import Feedback, refused


def test_export(files, run, provider, output):
    path = output / "model 地すべり.onnx"
    feedback = Feedback()
    results = run("exportmodel", feedback, MODEL=files.model, SIZE=200, OUTPUT=str(path))
    step = provider.algorithm("exportmodel")
    assert set(results) == {one.name() for one in step.outputDefinitions()}
    assert 0 <= results["DIFFERENCE"] < 1e-4
    assert results["SIZE_TAKEN"] == 212
    assert any("those of 212 are taken" in line for line in feedback.lines)
    assert [entry.name for entry in output.iterdir()] == [path.name]
    assert b"Segmentor" in Path(results["OUTPUT"]).read_bytes()


def test_what_cannot_be_exported(files, run, output):
    onnx = str(output / "model.onnx")
    refused(run, "exportmodel", "has not been trained yet", MODEL=files.initial, OUTPUT=onnx)
    refused(
        run,
        "exportmodel",
        "does not end in “.onnx”",
        MODEL=files.model,
        OUTPUT=str(output / "model.h5"),
    )
