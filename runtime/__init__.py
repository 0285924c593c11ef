"""The process boundary: finds the Python that has Keras, starts the worker in it, and ends it.

Only the standard library; QGIS is asked in `profile` alone. `jobs`, which joins ``core`` to
``models``, is imported nowhere but in the worker.
"""
