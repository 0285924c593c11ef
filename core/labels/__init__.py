"""Label rasters: made from an inventory, split for training and validation, compared."""
