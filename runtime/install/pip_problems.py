"""Errors of pip, put in one sentence with a way out."""

from __future__ import annotations

import re

from ...core.messages import ScarpError, tr

_UNFOUND = re.compile(
    r"No matching distribution found for ([^\s;]+)|The user requested \(constraint\) (\S+)"
)
_NETWORK = re.compile(
    r"ProxyError|NewConnectionError|ConnectTimeout|ConnectionResetError|Read timed out|"
    r"Temporary failure in name resolution|getaddrinfo failed|Tunnel connection failed|"
    r"Max retries exceeded|NameResolutionError|40[37] (?:Client Error|Proxy)|Connection refused"
)


def explain(lines: list[str], code: int, backend: str, python: str, wheels: str = "") -> ScarpError:
    """Says why pip has failed.

    Args:
        lines: What it printed.
        code: Its exit code.
        backend: Label of the backend that was to be installed.
        python: Version of the Python.
        wheels: Folder of packages, "" if a package index was asked.
    """
    text = "\n".join(lines)
    found = _UNFOUND.search(text)
    unfound = found and (found[1] or found[2])
    if "No space left on device" in text or "Errno 28" in text:
        return ScarpError(
            tr("The disk became full while {backend} was installed: make room and try again."),
            backend=backend,
        )
    if "DO NOT MATCH THE HASHES" in text:
        return ScarpError(
            tr(
                "The package index delivered a package that differs from the one Scarp was tested "
                "with; it was not installed. Try again, or ask whoever runs the index."
            )
        )
    if "Long Path support" in text:
        return ScarpError(
            tr(
                "Windows allows no paths of more than 260 characters here: switch on “long paths” "
                "in Windows (LongPathsEnabled), or use a QGIS profile with a short path."
            )
        )
    if "dependencies for SOCKS" in text:
        return ScarpError(
            tr(
                "pip cannot use the SOCKS proxy of QGIS's settings: name an HTTP proxy there, or "
                "install from a folder of packages."
            )
        )
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return ScarpError(
            tr(
                "The package index shows a certificate that is not trusted: add your network's "
                "certificate in Settings > Options > Authentication > Manage certificates, or name "
                "it to pip (PIP_CERT)."
            )
        )
    if "SSL module is not available" in text:
        return ScarpError(
            tr(
                "QGIS's Python has no SSL when it runs on its own: install from a folder of "
                "packages, or name the Python of a conda environment in Settings > Options > "
                "Scarp."
            )
        )
    if not wheels and _NETWORK.search(text):
        return ScarpError(
            tr(
                "The package index cannot be reached: check the network and the proxy in Settings "
                "> Options > Network, or install from a folder of packages."
            )
        )
    if unfound and wheels:
        return ScarpError(
            tr(
                "The folder {folder} lacks the package {package} for Python {python} on this "
                "system: download it there with “pip download” as the help of “Install runtime” "
                "says."
            ),
            folder=wheels,
            package=unfound,
            python=python,
        )
    if unfound:
        return ScarpError(
            tr(
                "There is no package {package} for Python {python} on this system, so {backend} "
                "cannot be installed: choose another backend, or make an environment with conda "
                "and name its Python in Settings > Options > Scarp or in SCARP_PYTHON."
            ),
            package=unfound,
            python=python,
            backend=backend,
        )
    last = [line for line in lines if line.startswith("ERROR")] or lines or [str(code)]
    return ScarpError(
        tr("pip could not install {backend}. Last output: {words}"),
        backend=backend,
        words=last[-1].removeprefix("ERROR: "),
    )
