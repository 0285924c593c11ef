"""Predicted polygons compared with an inventory, by area and by object."""
