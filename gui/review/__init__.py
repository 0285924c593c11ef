"""The review panel: checking what was mapped, polygon by polygon, and training on with it."""
