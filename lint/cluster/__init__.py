"""Many machines: a run whose posts are read and judged by the workers of a Dask cluster."""
