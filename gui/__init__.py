"""Windows: what Scarp shows beside the toolbox."""
