"""The start panel: the steps of the work, and how far the project has come."""
