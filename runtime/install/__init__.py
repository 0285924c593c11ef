"""Making, checking and removing the environment that Scarp manages."""
