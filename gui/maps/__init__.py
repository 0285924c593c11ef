"""What the preview shows on the map, in small maps and on paper."""
