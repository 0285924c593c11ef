"""HDF5 files: written whole, read in a process of their own, and checked."""
