"""Where a cluster is, as the parameter “Cluster” says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..core.messages import ScarpError, tr

LOCAL, SCHEDULER, FILE = "local", "scheduler", "file"
_LOCAL = re.compile(r"local:([1-9]\d{0,3})")
_SCHEDULER = re.compile(r"(tcp|tls|ws|wss|ucx)://[^\s/@]+:\d+/?")
#: What gives access in an address: a name with a password, or a signature.
_SECRET = re.compile(
    r"://[^/\s]*:[^/\s]*@|[?&](x-amz-[a-z-]+|signature|sig|token|access_token|key|awsaccesskeyid)=",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ClusterAddress:
    """Where a cluster is.

    Attributes:
        kind: `LOCAL`, `SCHEDULER` or `FILE`.
        place: Number of processes on this machine, the scheduler's address, or the path of its
            file.
    """

    kind: str
    place: str


def parse_cluster(text: str) -> ClusterAddress | None:
    """Reads the parameter “Cluster”; None where it is empty: no cluster is wanted.

    Args:
        text: ``local:4``, ``tcp://host:8786``, or the path of a scheduler file.

    Raises:
        ScarpError: if it is none of these.
    """
    text = text.strip()
    if not text:
        return None
    local = _LOCAL.fullmatch(text)
    if local:
        return ClusterAddress(LOCAL, local[1])
    if _SCHEDULER.fullmatch(text):
        return ClusterAddress(SCHEDULER, text)
    if text.endswith(".json"):
        return ClusterAddress(FILE, text)
    raise ScarpError(
        tr(
            "“{given}” is not a cluster: give local: and a number of processes (local:4), the "
            "address of a Dask scheduler (tcp://host:8786), or the path of its scheduler file "
            "(.json)."
        ),
        given=text,
    )


def check_has_no_secret(*paths: str | None) -> None:
    """Refuses paths that give access to whoever reads them.

    They would stand in the tasks of the cluster and in its logs.

    Raises:
        ScarpError: if a path holds a password or a signature.
    """
    for path in paths:
        if path and _SECRET.search(path):
            raise ScarpError(
                tr(
                    "A path holds a password or a signature, which would be written into the logs "
                    "of the cluster: give the nodes access by their environment instead (for "
                    "/vsis3/: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)."
                )
            )
