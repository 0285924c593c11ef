"""Work on a Dask cluster: imported in the worker alone, but for `address`."""
