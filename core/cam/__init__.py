"""Class activation rasters, their histograms, and thresholds for them."""
