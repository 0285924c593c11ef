"""Scarp's page in QGIS's options, and QGIS's proxy as pip is told of it."""

from __future__ import annotations

import shutil
import time

import pytest
from qgis.core import QgsAuthMethodConfig, QgsSettings
from qgis.PyQt.QtWidgets import QPushButton
from scarp.gui.settings_page import SettingsPageFactory
from scarp.runtime import profile
from scarp.runtime.install.environments import Installed, python_version, take_into_use


@pytest.fixture(autouse=True)
def clean(qgis_app, monkeypatch):
    monkeypatch.delenv("SCARP_PYTHON", raising=False)
    folder = profile.managed_environment()
    shutil.rmtree(folder, ignore_errors=True)  # The profile of the tests stays from run to run.
    yield
    shutil.rmtree(folder, ignore_errors=True)
    for group in ("scarp", "proxy"):
        QgsSettings().remove(group)


@pytest.fixture
def page(qgis_app):
    factory = SettingsPageFactory()
    page = factory.createWidget(None)
    assert factory.title() == "Scarp" and not factory.icon().isNull()
    yield page
    page.deleteLater()


def button(page, words: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text().startswith(words))


def test_what_is_shown_is_kept(qgis_app):
    kept = profile.Settings("/opt/python", "torch", "CPU", "float32", 6000)
    profile.write_settings(kept)
    page = SettingsPageFactory().createWidget(None)
    page.apply()
    assert profile.read_settings() == kept
    page._device.setCurrentIndex(0)
    page._memory.setValue(0)
    assert profile.read_settings() == kept
    page.apply()
    assert profile.read_settings() == profile.Settings("/opt/python", "torch", precision="float32")


def test_without_a_runtime(page):
    assert page._managed.text().startswith("Not installed.")
    assert page._in_use.text().startswith("None yet")
    assert button(page, "Install…").isEnabled() and not button(page, "Remove").isEnabled()
    page._python.setFilePath("/no/such/python")
    assert "was not found: /no/such/python" in page._in_use.text()


def test_with_a_runtime(qgis_app, tmp_path):
    managed = profile.managed_environment()
    managed.mkdir(parents=True, exist_ok=True)
    installed = Installed("1", "torch", "torch", python_version(), 5242, "2026-01-02T03:04:05")
    take_into_use(managed, installed)
    page = SettingsPageFactory().createWidget(None)
    # Its folder is not there.
    assert "has lost the Python" in page._managed.text()
    assert button(page, "Update").isEnabled()
    page._start_removing()
    deadline = time.monotonic() + 10
    while not page._install.isEnabled():
        assert time.monotonic() < deadline
        qgis_app.processEvents()
        time.sleep(0.02)
    assert page._managed.text().startswith("Not installed.")


def test_it_fits_a_small_screen(page):
    """1366 x 768 pixels, less the window's list and buttons."""
    assert page.minimumSizeHint().width() < 900
    page.resize(1000, 640)
    assert page.heightForWidth(1000) < 640


def set_proxy(**values) -> None:
    for name, value in {"proxyEnabled": True, "proxyType": "HttpProxy", **values}.items():
        QgsSettings().setValue(f"proxy/{name}", value)


def test_no_proxy():
    assert profile.proxy_variables() == {}
    set_proxy(proxyHost="proxy.example.org", proxyEnabled=False)
    assert profile.proxy_variables() == {}
    set_proxy(proxyHost="proxy.example.org", proxyType="DefaultProxy")
    assert profile.proxy_variables() == {}


def test_proxy():
    set_proxy(proxyHost="proxy.example.org", proxyPort="3128", proxyUser="a b", proxyPassword="p@:")
    QgsSettings().setValue("proxy/noProxyUrls", ["http://intranet.example.org/x", "localhost"])
    address = "http://a%20b:p%40%3A@proxy.example.org:3128"
    assert profile.proxy_variables() == {
        "HTTP_PROXY": address,
        "HTTPS_PROXY": address,
        "NO_PROXY": "intranet.example.org,localhost",
    }
    set_proxy(proxyType="Socks5Proxy", proxyHost="socks", proxyUser="")
    assert profile.proxy_variables()["HTTPS_PROXY"] == "socks5h://socks:3128"


def test_proxy_with_an_authentication(qgis_app):
    manager = qgis_app.authManager()
    if manager.isDisabled() or not manager.setMasterPassword("test", True):
        pytest.skip("QGIS's authentications are switched off.")
    config = QgsAuthMethodConfig("Basic")
    config.setName("proxy")
    config.setConfigMap({"username": "hana", "password": "secret", "realm": ""})
    manager.storeAuthenticationConfig(config)
    set_proxy(proxyHost="proxy", proxyPort=80, authcfg=config.id())
    assert profile.proxy_variables()["HTTP_PROXY"] == "http://hana:secret@proxy:80"
    manager.removeAuthenticationConfig(config.id())


def test_certificates_are_those_that_the_user_has_added(qgis_app):
    assert profile.trusted_certificates() == ""
