"""Connected regions of pixels: small ones left out and holes filled, as polygons are."""
