"""What Scarp shows beside the toolbox: docks, start panel, settings page and parameter widgets."""
