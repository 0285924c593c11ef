"""The process boundary: finds the Python that has Keras, and runs jobs in a worker there.

Needs only the standard library; `profile` is the one module that asks QGIS. `jobs`, which joins
``core`` and ``models``, is imported in the worker only.
"""
