"""Shared by all steps: base class, declarations of parameters, and the reading of inputs."""
