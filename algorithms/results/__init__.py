"""Results of steps: output files, layers with styles and groups, and reports."""
