"""The jobs of the worker: each opens files with ``core`` and hands them to ``models``.

Imported in the worker alone. Every job takes ``progress`` and values that JSON can hold, and
returns such values.
"""

from __future__ import annotations

from .input_checks import check_inputs
from .inventory import assess_sample, draw_sample, event_inventory, inventory_statistics
from .learning import search_parameters, time_training, train_model
from .mapping import assess_accuracy, classify, suggest_threshold
from .model_files import export_model, initialize_model, model_info
from .outlining import outline_image
from .polygons import threshold_to_polygons
from .retraining import retrain
from .runtime_checks import check_runtime, verify_runtime
from .stacking import exclude_pre_event, stack_images

# GDAL is imported before Keras, which jobs import when they run: TensorFlow brings a SQLite without
# R-trees, which GDAL would take for its own.
try:
    from osgeo import gdal, ogr, osr
except ImportError:
    pass  # `check_runtime` says so.
else:
    # What cannot be done gives None, as `core` expects of every version: GDAL 4 would raise errors
    # instead, and since 3.7 a warning says that in every log.
    for module in (gdal, ogr, osr):
        module.DontUseExceptions()

#: The jobs by name.
JOBS = {
    job.__name__: job
    for job in (
        check_runtime,
        verify_runtime,
        check_inputs,
        initialize_model,
        train_model,
        time_training,
        search_parameters,
        classify,
        suggest_threshold,
        assess_accuracy,
        model_info,
        export_model,
        stack_images,
        exclude_pre_event,
        inventory_statistics,
        event_inventory,
        draw_sample,
        assess_sample,
        retrain,
        outline_image,
        threshold_to_polygons,
    )
}
