"""Values of the label band: 0 background, 1 … K the classes."""

#: Label of pixels about which nothing is known.
UNLABELLED = 255
