"""What the bands of a stack belong to: the image after the event, or what may be missing there."""

from __future__ import annotations

#: Name of the metadata of a band that says so.
GROUP = "SCARP_GROUP"
#: The image after the event; images from before; the terrain; anything else.
POST, PRE, TERRAIN, EXTRA = "post", "pre", "terrain", "extra"
#: Groups whose bands may lack data where the image itself has some.
OPTIONAL = (PRE, TERRAIN, EXTRA)
