"""Writes what a node of a cluster needs: a Dockerfile and a requirements file.

    python tests/cluster_image.py FOLDER

The image has GDAL, Keras with its backend and Dask, not QGIS. Scarp's own code travels with each
job.
"""

from __future__ import annotations

import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements"
_FILES = ("common.txt", "tensorflow.txt", "numpy.txt")

_DOCKERFILE = """\
# A node of a Dask cluster for Scarp: docker build -t scarp-node .
# Scheduler: docker run -p 8786:8786 scarp-node dask scheduler
# Worker:    docker run scarp-node dask worker tcp://SCHEDULER:8786 --nthreads 1
# Object storage: give the container AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a role.
FROM debian:12
RUN apt-get update \\
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \\
        python3-gdal python3-venv ca-certificates \\
    && rm -rf /var/lib/apt/lists/*
# GDAL's Python bindings come from Debian.
RUN python3 -m venv --system-site-packages /opt/scarp
COPY requirements.txt /tmp/requirements.txt
RUN /opt/scarp/bin/pip install --no-cache-dir -r /tmp/requirements.txt
ENV PATH=/opt/scarp/bin:$PATH PYTHONUNBUFFERED=1
CMD ["dask", "worker", "--help"]
"""


def main() -> None:
    """Writes both files."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Dockerfile").write_text(_DOCKERFILE, encoding="utf-8")
    lines = [
        line
        for name in _FILES
        for line in (REQUIREMENTS / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    (folder / "requirements.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"Dockerfile and requirements.txt are in {folder}.")


if __name__ == "__main__":
    main()
