"""Running a trained network over images."""
