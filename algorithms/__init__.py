"""The toolbox: one file a step. Parameters are declared and checked here, and nothing computed."""
