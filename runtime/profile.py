"""The user's settings and the profile's folder: the only module here that imports qgis."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from ..core.device_options import AUTOMATIC, DEVICES, PRECISIONS

PYTHON = "scarp/python"
BACKEND = "scarp/backend"
DEVICE = "scarp/device"
PRECISION = "scarp/precision"
MEMORY_LIMIT = "scarp/memory_limit"
CLUSTER = "scarp/cluster"
RECENT_MODELS = "scarp/recent_models"
#: Number of recent models that are kept.
_MOST_MODELS = 8


@dataclass(frozen=True)
class Settings:
    """What the user has set in Settings > Options > Scarp.

    Attributes:
        python: The interpreter, "" if none.
        backend: Keras's name of a backend, "" for the one installed.
        device: Used where a step's parameter is automatic.
        precision: Used where a step's parameter is automatic.
        memory_limit: Main memory that a job may take, in megabytes; 0 for all that is free.
        cluster: What windows offer as the cluster; "" for this machine.
    """

    python: str = ""
    backend: str = ""
    device: str = AUTOMATIC
    precision: str = AUTOMATIC
    memory_limit: int = 0
    cluster: str = ""

    def instead_of_automatic(self, arguments: dict) -> dict:
        """A job's settings with the user's device and precision in place of automatic.

        Args:
            arguments: The job's arguments, "settings" among them.
        """
        settings = dict(arguments["settings"])
        for name in ("device", "precision"):
            if settings.get(name) == AUTOMATIC:
                settings[name] = getattr(self, name)
        return settings


def read_settings() -> Settings:
    """The user's settings; values that are no longer valid count as automatic."""
    return Settings(
        _text(PYTHON),
        "" if _text(BACKEND) == AUTOMATIC else _text(BACKEND),
        _one_of(DEVICES, _text(DEVICE)),
        _one_of(PRECISIONS, _text(PRECISION)),
        _number(MEMORY_LIMIT),
        _text(CLUSTER).strip(),
    )


def _one_of(options: Iterable[str], value: str) -> str:
    return value if value in options else AUTOMATIC


def write_settings(settings: Settings) -> None:
    """Saves the user's settings."""
    from qgis.core import QgsSettings

    store = QgsSettings()
    store.setValue(PYTHON, settings.python)
    store.setValue(BACKEND, settings.backend or AUTOMATIC)
    store.setValue(DEVICE, settings.device)
    store.setValue(PRECISION, settings.precision)
    store.setValue(MEMORY_LIMIT, settings.memory_limit)
    store.setValue(CLUSTER, settings.cluster)


def _text(key: str) -> str:
    from qgis.core import QgsSettings

    return str(QgsSettings().value(key, "") or "")


def _number(key: str) -> int:
    try:
        return max(int(float(_text(key) or 0)), 0)
    except ValueError:
        return 0


def set_backend(backend: str) -> None:
    """Saves Keras's name of a backend as the user's choice; "" for automatic."""
    write_settings(replace(read_settings(), backend=backend))


def recent_models() -> list[tuple[str, dict]]:
    """The models that were last made or used and still exist: paths and descriptions.

    A description is what `scarp.runtime.jobs.common.description` gives.
    """
    try:
        kept = json.loads(_text(RECENT_MODELS) or "[]")
        models = [(str(path), _well_formed(dict(described))) for path, described in kept]
    except (TypeError, ValueError, RecursionError):
        return []
    return [(path, described) for path, described in models if _is_file(path)]


def _well_formed(described: dict) -> dict:
    """The entries of a description that have the right type: other programs may write it too."""
    kinds = {
        "bands": int,
        "pixel_size": (int, float),
        "is_trained": bool,
        "f1": (int, float),
        "made": str,
        "network": dict,
    }
    return {
        name: described[name]
        for name, kind in kinds.items()
        if isinstance(described.get(name), kind)
    }


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):  # The folder may be inaccessible.
        return False


def remember_model(path: str, described: dict) -> None:
    """Puts a model first in the list of those last used."""
    from qgis.core import QgsSettings

    others = [one for one in recent_models() if one[0] != path]
    kept = [(path, described), *others][:_MOST_MODELS]
    QgsSettings().setValue(RECENT_MODELS, json.dumps(kept))


def managed_environment() -> Path:
    """The folder of the virtual environments that Scarp manages."""
    return _folder() / "runtime"


def worker_log() -> Path:
    """The file that keeps what the last worker printed."""
    return _folder() / "worker.log"


def problem_log() -> Path:
    """The file that keeps the traceback of the last failure outside a worker."""
    return _folder() / "problem.log"


def _folder() -> Path:
    from qgis.core import QgsApplication

    return Path(QgsApplication.qgisSettingsDirPath()) / "scarp"


def qgis_version() -> str:
    """The version of QGIS, with its name."""
    from qgis.core import Qgis

    return Qgis.version() if hasattr(Qgis, "version") else Qgis.QGIS_VERSION


def proxy_variables() -> dict[str, str]:
    """QGIS's proxy as environment variables; empty where there is none, or the system's is used.

    Call it in the main thread: QGIS may ask for the master password of its authentication store.
    """
    if _text("proxy/proxyEnabled").lower() not in ("true", "1"):
        return {}
    schemes = {"HttpProxy": "http", "HttpCachingProxy": "http", "Socks5Proxy": "socks5h"}
    scheme, host = schemes.get(_text("proxy/proxyType")), _text("proxy/proxyHost")
    if not scheme or not host:
        return {}
    user, password = _text("proxy/proxyUser"), _text("proxy/proxyPassword")
    if _text("proxy/authcfg"):
        user, password = _authentication(_text("proxy/authcfg")) or (user, password)
    port = _number("proxy/proxyPort")
    login = f"{quote(user, '')}:{quote(password, '')}@" if user else ""
    address = f"{scheme}://{login}{host}{f':{port}' if port else ''}"
    variables = {"HTTP_PROXY": address, "HTTPS_PROXY": address}
    left_out = _without_proxy()
    return {**variables, "NO_PROXY": ",".join(left_out)} if left_out else variables


def _authentication(config_id: str) -> tuple[str, str] | None:
    from qgis.core import QgsApplication, QgsAuthMethodConfig

    config = QgsAuthMethodConfig()
    QgsApplication.authManager().loadAuthenticationConfig(config_id, config, True)
    user = config.config("username")
    return (user, config.config("password")) if user else None


def _without_proxy() -> list[str]:
    """Hosts of the addresses that QGIS's settings exclude from the proxy."""
    from qgis.core import QgsSettings
    from qgis.PyQt.QtCore import QUrl

    listed = QgsSettings().value("proxy/noProxyUrls") or []
    addresses = [listed] if isinstance(listed, str) else list(listed)
    hosts = (QUrl(address).host() or address for address in addresses if address)
    return list(dict.fromkeys(hosts))


def trusted_certificates() -> str:
    """The trusted certificates that the user has added in QGIS, in PEM."""
    from qgis.core import QgsApplication

    manager = QgsApplication.authManager()
    if not manager or manager.isDisabled():
        return ""
    added = [*manager.databaseCAs(), *manager.extraFileCAs()]
    trusted = {bytes(one.digest()) for one in manager.trustedCaCerts()}
    texts = [bytes(one.toPem()).decode() for one in added if bytes(one.digest()) in trusted]
    return "\n".join(texts)
