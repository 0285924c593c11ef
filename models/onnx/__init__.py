"""Models as ONNX, for other programs."""
