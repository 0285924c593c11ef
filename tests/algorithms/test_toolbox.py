"""What the toolbox shows, and what is fixed for ever."""

from __future__ import annotations

import sys

import pytest

TRAINING = (
    "PRESET EPOCHS PATCHES_PER_EPOCH PATCHES_PER_BATCH CLASS_WEIGHT_MIN CLASS_WEIGHT_MAX "
    "LOSS_FUNCTION LOSS_WEIGHT SOLID_DISTANCE BLUR_MIN BLUR_MAX BORDER_WEIGHT BORDER_SIGMA "
    "AUGMENT_ROTATION AUGMENT_SCALE AUGMENT_FLIP AUGMENT_BRIGHTNESS AUGMENT_GAMMA "
    "AUGMENT_SATURATION AUGMENT_BANDS AUGMENT_HAZE AUGMENT_SHADOW AUGMENT_BLUR AUGMENT_NOISE "
    "BAND_DROPOUT NORMALISATION OPTIMIZER LEARNING_RATE FREEZE_ENCODER PATIENCE PRECISION DEVICE "
    "SEED"
)
PARAMETERS = {
    "stackimages": "POST PRE DEM EXTRA BANDS REGISTER NORMALISE RELIEF_WINDOW OUTPUT",
    "createlabelraster": "INPUT INVENTORY CLASS_FIELD AREA ALL_TOUCHED OUTPUT",
    "splitarea": "INPUT FRACTION METHOD BLOCK_SIZE GUARD SEED TRAINING VALIDATION",
    "initializemodel": "PRESET NETWORK BANDS PATCH_SIZE CLASSES WIDTH NORM SEED OUTPUT",
    "trainmodel": (
        f"MODEL TRAINING VALIDATION {TRAINING} CHECKPOINT TENSORBOARD OUTPUT LAST_MODEL REPORT LOG"
    ),
    "searchparameters": (
        "MODEL TRAINING VALIDATION TRIALS CLASS_WEIGHT_RANGE LOSS_WEIGHT_RANGE "
        "SOLID_DISTANCE_RANGE BLUR_DISTANCE_RANGE LEARNING_RATE_RANGE "
        f"{TRAINING} OUTPUT LEADERBOARD REPORT"
    ),
    "modelinfo": "MODEL REPORT",
    "exportmodel": "MODEL SIZE OUTPUT",
    "classify": (
        "INPUT MODEL EXTENT MASK TILE_SIZE PIXEL_SIZE ADAPT PRECISION DEVICE AUGMENT CHECKPOINT "
        "CLUSTER OUTPUT SPREAD ADAPTED_MODEL"
    ),
    "suggestthreshold": "INPUT METHOD INVENTORY AREA BAND USED TABLE REPORT",
    "thresholdtopolygons": (
        "INPUT THRESHOLD_METHOD THRESHOLD MIN_AREA FILL_HOLES OUTLINE DIAGONALS CLUSTER OUTPUT"
    ),
    "extractlandslides": (
        "INPUT MODEL THRESHOLD_METHOD THRESHOLD METHOD MIN_AREA PIXEL_SIZE ADAPT CLUSTER CAM "
        "OUTPUT ADAPTED_MODEL"
    ),
    "assessaccuracy": "PREDICTED INVENTORY AREA MIN_OVERLAP IMAGE OUTPUT REPORT",
    "measurepolygons": "INPUT CAM OUTPUT",
    "excludepreevent": (
        "INPUT POST PRE DEM INVENTORY_BEFORE MODEL MIN_CHANGE MIN_SLOPE REGISTER REMOVE OUTPUT"
    ),
    "inventorystatistics": "INPUT AREA DEM TRIGGER REFERENCE OUTPUT TABLE REPORT",
    "assesssample": "INPUT REPORT",
    "drawsample": "POLYGONS AREA SIZE STRATA SEED OUTPUT",
    "eventinventory": (
        "INPUT CAM IMAGE AREA GAPS EVENT TRIGGER EVENT_DATE MAPPER CELL IMAGE_BEFORE ASSESSMENT "
        "OUTPUT REPORT PDF"
    ),
    "retrain": "INPUT CHECKED IMAGE MODEL WAY MINUTES LABELS SEED OUTPUT CAM REPORT",
    "trainononeevent": (
        "IMAGE INVENTORY AREA PRESET WIDTH PATCH_SIZE EPOCHS PATCHES_PER_EPOCH training:MODEL "
        "training:REPORT"
    ),
    "mapanewimage": (
        "IMAGE MODEL THRESHOLD_METHOD THRESHOLD MIN_AREA PIXEL_SIZE ADAPT landslides:CAM "
        "landslides:LANDSLIDES threshold:REPORT ADAPTED_MODEL"
    ),
    "installruntime": "BACKEND FOLDER INDEX ACTION",
    "checkruntime": "OUTPUT",
}
OUTPUTS = {
    "stackimages": "NAMES SHIFT_X SHIFT_Y SHIFT_SPREAD",
    "createlabelraster": "CLASSES FEATURE_PIXELS BANDS",
    "trainmodel": "LAST_MODEL REPORT LOG LOSS ACCURACY PRECISION_SCORE RECALL F1 BEST_EPOCH",
    "searchparameters": "OUTPUT LEADERBOARD REPORT",
    "suggestthreshold": (
        "THRESHOLD TABLE REPORT F1 F1_LOW F1_HIGH PRECISION_SCORE RECALL IOU ACCURACY"
    ),
    "thresholdtopolygons": "COUNT THRESHOLD_USED",
    "extractlandslides": "CAM",
    "assessaccuracy": (
        "OUTPUT REPORT ACCURACY PRECISION_SCORE RECALL F1 IOU KAPPA MCC OBJECT_PRECISION "
        "OBJECT_RECALL OBJECT_F1 MATCHED MISSED FALSE SPLIT MERGED PARTIAL PREDICTED_COUNT "
        "INVENTORY_COUNT PREDICTED_AREA INVENTORY_AREA"
    ),
    "excludepreevent": "NEW EXISTING REACTIVATED DOUBTFUL",
    "inventorystatistics": (
        "OUTPUT TABLE REPORT COUNT TOTAL_AREA MAGNITUDE INFERRED_MAGNITUDE EXPONENT CUT_OFF "
        "ROLLOVER VOLUME AMALGAMS"
    ),
    "assesssample": (
        "REPORT POINTS ACCURACY PRECISION_SCORE RECALL AREA PRECISION_LOW RECALL_HIGH AREA_LOW"
    ),
    "eventinventory": "OUTPUT REPORT PDF COUNT LEFT_OUT EXAMINED_AREA GAP_AREA",
    "retrain": (
        "OUTPUT CAM REPORT F1_BEFORE F1 PRECISION_BEFORE PRECISION_SCORE RECALL_BEFORE RECALL "
        "TILES TILES_KEPT THRESHOLD"
    ),
    "modelinfo": "REPORT",
    "exportmodel": "OUTPUT SIZE_TAKEN DIFFERENCE",
    "installruntime": "INTERPRETER MEGABYTES MINUTES",
    "checkruntime": "OUTPUT INTERPRETER BACKEND DEVICE MISSING REPORT READY",
}


def test_the_steps(provider):
    assert {step.name() for step in provider.algorithms()} == set(PARAMETERS)


def test_the_order_of_the_work(provider):
    """As the toolbox sorts them: by the names of groups, then of steps."""
    steps = sorted(provider.algorithms(), key=lambda step: (step.group(), step.displayName()))
    assert [step.name() for step in steps] == (
        "stackimages createlabelraster splitarea initializemodel trainmodel searchparameters "
        "retrain modelinfo exportmodel classify suggestthreshold thresholdtopolygons "
        "extractlandslides measurepolygons excludepreevent assessaccuracy drawsample assesssample "
        "inventorystatistics eventinventory trainononeevent mapanewimage installruntime "
        "checkruntime"
    ).split()


@pytest.mark.parametrize("name", PARAMETERS)
def test_what_people_search_for(provider, name):
    tags = {tag.lower() for tag in provider.algorithm(name).tags()}
    assert tags >= {"landslide", "earthquake", "deep learning", "segmentation", "u-net", "envi"}


@pytest.mark.parametrize("name", PARAMETERS)
def test_parameters_and_outputs_keep_their_names(provider, name):
    step = provider.algorithm(name)
    assert [p.name() for p in step.parameterDefinitions()] == PARAMETERS[name].split()
    declared = {output.name() for output in step.outputDefinitions()}
    assert declared >= set(OUTPUTS.get(name, "").split())


@pytest.mark.parametrize("name", PARAMETERS)
def test_everything_has_help_and_an_icon(provider, name):
    step = provider.algorithm(name)
    assert step.displayName() and step.group() and not step.icon().isNull()
    shown = step.shortHelpString()
    assert step.description() in shown
    for parameter in step.parameterDefinitions():
        assert len(parameter.help()) > 10, parameter.name()
        assert parameter.help() in shown


def test_defaults_are_those_of_the_design(provider):
    defaults = {
        "splitarea": {"FRACTION": 0.6},
        "initializemodel": {"BANDS": 3, "PATCH_SIZE": 572, "CLASSES": "landslide", "WIDTH": 64},
        "trainmodel": {"EPOCHS": 30, "PATCHES_PER_EPOCH": 500, "PATCHES_PER_BATCH": 1},
        "classify": {"TILE_SIZE": 0, "PIXEL_SIZE": None},
        "mapanewimage": {"PIXEL_SIZE": None},
        "thresholdtopolygons": {"THRESHOLD_METHOD": 0, "THRESHOLD": None, "MIN_AREA": None},
    }
    for name, values in defaults.items():
        step = provider.algorithm(name)
        found = {key: step.parameterDefinition(key).defaultValue() for key in values}
        assert found == values


def test_keras_is_not_in_qgis(files):
    """After the chain has run: it ran elsewhere."""
    for package in "keras tensorflow torch jax skimage h5py onnx onnxruntime".split():
        assert package not in sys.modules
