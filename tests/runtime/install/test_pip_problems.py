"""What pip printed, and the sentence that is made of it."""

from __future__ import annotations

import re

import pytest
from scarp.runtime.install.backends import BACKENDS, numpy_constraint, requirement_files
from scarp.runtime.install.pip_problems import explain

UNFOUND = [
    "ERROR: Could not find a version that satisfies the requirement tensorflow-cpu==2.21.0 "
    "(from versions: none)",
    "ERROR: No matching distribution found for tensorflow-cpu==2.21.0",
]
RETRYING = (
    "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after "
    "connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection "
    "object>: Failed to establish a new connection: [Errno -3] Temporary failure in name "
    "resolution')': /simple/keras/"
)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (UNFOUND, "There is no package tensorflow-cpu==2.21.0 for Python 3.14 .* SCARP_PYTHON"),
        ([RETRYING, *UNFOUND], "package index cannot be reached: check the network and the proxy"),
        (
            ["ERROR: Could not install packages: Missing dependencies for SOCKS support."],
            "cannot use the SOCKS proxy",
        ),
        (
            ["(Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]"],
            "a certificate that is not trusted: add your network's certificate in",
        ),
        (
            ["Could not fetch URL: because the SSL module is not available. - skipping", *UNFOUND],
            "has no SSL when it runs on its own",
        ),
        (
            ["ERROR: Could not install packages due to an OSError: [Errno 28] No space left on "],
            "The disk became full while TensorFlow was installed: make room",
        ),
        (
            ["HINT: This system does not have Windows Long Path support enabled."],
            "LongPathsEnabled",
        ),
        (
            ["Collecting x", "ERROR: Cannot install a and b because of conflicting dependencies."],
            "pip could not install TensorFlow. Last output: Cannot install a and b",
        ),
        ([], "Last output: 2"),
    ],
)
def test_why_pip_has_failed(lines, sentence):
    problem = explain(lines, 2, "TensorFlow", "3.14")
    assert re.search(sentence, str(problem))


def test_of_a_folder_of_packages():
    problem = explain(UNFOUND, 1, "TensorFlow", "3.14", "/media/wheels")
    assert str(problem).startswith("The folder /media/wheels lacks the package tensorflow-cpu==")
    # What is in QGIS's Python is too old, and nothing else is there.
    lines = ["    The user requested (constraint) numpy<2,>=1.26", "ERROR: ResolutionImpossible"]
    problem = explain(lines, 1, "TensorFlow", "3.14", "/media/wheels")
    assert "lacks the package numpy<2,>=1.26 for Python 3.14" in str(problem)


@pytest.mark.parametrize("key", BACKENDS)
@pytest.mark.parametrize("numpy", ["1.26.4", "2.3.1"])
def test_every_backend_has_its_requirements(key, numpy):
    files = requirement_files(key, numpy)
    assert all(path.is_file() for path in files)
    assert (files[1].name == "jax-numpy1.txt") == (key == "jax" and numpy.startswith("1."))


def test_the_enumeration_keeps_its_order():
    assert list(BACKENDS)[:4] == ["tensorflow", "tensorflow-cuda", "torch", "jax"]


def test_numpy_keeps_its_major_version():
    assert numpy_constraint("1.24.2") == "numpy>=1.26,<2"
    assert numpy_constraint("2.2.4") == "numpy>=2,<3"
