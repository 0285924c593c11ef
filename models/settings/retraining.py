"""Ways to train a model with what a person has checked."""

from __future__ import annotations

TRAIN_ON, FROM_START, ONLY_DECODER = "on", "start", "decoder"
#: In the order of the toolbox's enumeration.
WAYS = (TRAIN_ON, FROM_START, ONLY_DECODER)
#: How long to train where nothing else is asked for.
RETRAIN_MINUTES = 5.0
