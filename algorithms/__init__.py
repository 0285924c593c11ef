"""The toolbox, one file per step: parameters are declared and checked here; nothing is computed."""
