"""One file to hand over: the landslides of an event, and what was examined."""
