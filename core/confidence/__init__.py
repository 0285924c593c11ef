"""How sure it is that a mapped polygon is a landslide."""
