"""Make a synthetic satellite scene of forested mountains after an earthquake.

The scene stands in for real data in demos and tests: a four-band image, and the outlines of the
landslides in it. Every random value is a function of the seed and of the position on the ground,
so the image is made window by window, and a pixel does not depend on how the windows were cut.

Positions are in metres, x to the east and y to the south of the image's upper left corner.
Reflectances are x 10000. Noise is smooth, with mean 0 and standard deviation about 1.
"""

from .scene import Scene
from .writing import make_before, make_scene

__all__ = ["Scene", "make_before", "make_scene"]
