"""Where a cluster is."""

from __future__ import annotations

import pytest
from scarp.core.messages import ScarpError
from scarp.runtime.cluster_address import (
    FILE,
    LOCAL,
    SCHEDULER,
    ClusterAddress,
    check_has_no_secret,
    parse_cluster,
)


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("local:4", LOCAL, "4"),
        (" local:12 ", LOCAL, "12"),
        ("tcp://10.0.0.1:8786", SCHEDULER, "tcp://10.0.0.1:8786"),
        ("tls://login.cluster.example:8786", SCHEDULER, "tls://login.cluster.example:8786"),
        ("/home/me/scarp 1.json", FILE, "/home/me/scarp 1.json"),
    ],
)
def test_addresses(text, kind, place):
    assert parse_cluster(text) == ClusterAddress(kind, place)


def test_this_machine():
    assert parse_cluster("") is parse_cluster("  ") is None


@pytest.mark.parametrize("text", ["local:0", "local:-2", "local", "host:8786", "tcp://host", "{x}"])
def test_what_is_no_cluster(text):
    with pytest.raises(ScarpError, match="is not a cluster: give local:"):
        parse_cluster(text)


@pytest.mark.parametrize(
    "path",
    [
        "/vsicurl/https://me:secret@example.org/a.tif",
        "/vsicurl/https://example.org/a.tif?X-Amz-Signature=abc",
        "/vsicurl/https://example.org/a.tif?sv=2022&sig=abc",
        "/vsicurl?url=https://example.org/a.tif&token=abc",
    ],
)
def test_paths_that_give_access(path):
    with pytest.raises(ScarpError, match="by their environment") as problem:
        check_has_no_secret(None, path)
    assert "abc" not in str(problem.value) and "secret" not in str(problem.value)


def test_paths_that_do_not():
    check_has_no_secret("/vsis3/bucket/a.tif", "C:/maps/a: b@c.tif", "/vsicurl/https://a.org/b.tif")
