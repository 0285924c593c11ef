"""The plugin's life, language, manifest and package."""

from __future__ import annotations

import configparser
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import scarp
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale

ROOT = Path(scarp.__file__).resolve().parent
#: What the QGIS plugin site asks for.
REQUIRED = (
    "name qgisMinimumVersion description about version author email repository tracker homepage "
    "license icon category tags hasProcessingProvider changelog"
)


@pytest.fixture
def plugin(qgis_app, qgis_processing):
    plugin = scarp.classFactory(None)
    yield plugin
    plugin.unload()


def provider():
    return QgsApplication.processingRegistry().providerById("scarp")


def test_it_comes_and_goes(plugin):
    plugin.initProcessing()
    assert provider().name() == "Scarp"
    plugin.unload()
    assert provider() is None
    plugin.unload()  # QGIS may call it again


def test_it_speaks_japanese(plugin, monkeypatch):
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "ja_JP"))
    plugin.initProcessing()
    names = [step.displayName() for step in provider().algorithms()]
    assert "1.2 ラベルラスタの作成" in names
    plugin.unload()
    assert QCoreApplication.translate("@default", "Create label raster") == "Create label raster"


def test_locale_is_known_without_a_window(qgis_app):
    assert QLocale(QgsApplication.locale()).language() != QLocale.Language.AnyLanguage


def test_manifest():
    manifest = configparser.ConfigParser()
    manifest.read(ROOT / "metadata.txt", encoding="utf-8")
    general = manifest["general"]
    for key in REQUIRED.split():
        assert general.get(key), key
    assert general["hasProcessingProvider"] == "yes"
    assert general["qgisMinimumVersion"] == "3.22"
    assert general["qgisMaximumVersion"] == "4.99"
    assert (ROOT / general["icon"]).is_file()
    for package in ("tensorflow", "keras", "numpy", "scikit-image", "h5py"):
        assert package in general["about"]


def test_package(tmp_path):
    target = tmp_path / "scarp.zip"
    subprocess.run([sys.executable, str(ROOT / "tests" / "package.py"), str(target)], check=True)
    # The starter model takes four of them.
    assert target.stat().st_size < 6_000_000
    with zipfile.ZipFile(target) as package:
        names = package.namelist()
    assert {name.split("/")[0] for name in names} == {"scarp"}
    assert {"scarp/metadata.txt", "scarp/__init__.py", "scarp/LICENSE"} <= set(names)
    assert "scarp/i18n/scarp_ja.qm" in names
    assert not [name for name in names if "test" in name or "__pycache__" in name]
