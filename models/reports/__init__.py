"""Reports on models, trainings and searches."""
