"""The preview's pictures: on the map, in nine small maps and on a printed page."""
