"""Settings of networks, training and classification: plain values, made without Keras.

A setting is declared once, in its dataclass: the metadata of the field holds, under "parameter",
what the toolbox shows of it, as a `Parameter`.
"""

from .classification import ClassifySettings
from .network import NETWORKS, NORMS, NetworkSettings
from .parameter import Parameter, parameters_of
from .presets import (
    FEW_LABELLED_PIXELS,
    FEW_POLYGONS,
    PAPER,
    PRESET_OF_PAPER,
    PRESETS,
    QUICK_LOOK,
    STANDARD,
    Preset,
)
from .retraining import FROM_START, ONLY_DECODER, RETRAIN_MINUTES, TRAIN_ON, WAYS
from .search import SearchRanges
from .starter import OWN_MODELS, STARTER, STARTER_MINUTES, is_starter
from .training import (
    ADAMW,
    DICE,
    EACH_IMAGE,
    EACH_IMAGE_ALIKE,
    LEARNING_RATES,
    LOSSES,
    NORMALISATIONS,
    OPTIMIZERS,
    SGD,
    SGD_COSINE,
    TrainingSettings,
)

__all__ = [
    "ADAMW",
    "DICE",
    "EACH_IMAGE",
    "EACH_IMAGE_ALIKE",
    "FEW_LABELLED_PIXELS",
    "FEW_POLYGONS",
    "FROM_START",
    "LEARNING_RATES",
    "LOSSES",
    "NETWORKS",
    "NORMALISATIONS",
    "NORMS",
    "ONLY_DECODER",
    "OPTIMIZERS",
    "OWN_MODELS",
    "PAPER",
    "PRESETS",
    "PRESET_OF_PAPER",
    "QUICK_LOOK",
    "RETRAIN_MINUTES",
    "SGD",
    "SGD_COSINE",
    "STANDARD",
    "STARTER",
    "STARTER_MINUTES",
    "TRAIN_ON",
    "WAYS",
    "ClassifySettings",
    "NetworkSettings",
    "Parameter",
    "Preset",
    "SearchRanges",
    "TrainingSettings",
    "is_starter",
    "parameters_of",
]
