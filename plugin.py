"""The plugin as QGIS sees it: loading and unloading."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from .algorithms.provider import ScarpProvider

_TRANSLATIONS = Path(__file__).parent / "i18n"


class ScarpPlugin:
    """Adds toolbox, threshold preview and page of settings to QGIS, in the user's language."""

    def __init__(self):
        self.provider = None
        self._entries = None
        self._settings_page = None
        self._translator = None

    def initProcessing(self):
        """Adds the provider; ``qgis_process`` calls this alone."""
        self._install_translator()
        self.provider = ScarpProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self):
        """Adds everything; called in QGIS with a window."""
        self.initProcessing()
        # Not imported at the top: without a window these do not exist.
        from qgis.utils import iface

        from .gui.entries import Entries
        from .gui.settings_page import SettingsPageFactory

        self._entries = Entries()
        self._settings_page = SettingsPageFactory()
        iface.registerOptionsWidgetFactory(self._settings_page)

    def unload(self):
        """Removes everything that was added."""
        if self._entries is not None:
            self._entries.remove()
            self._entries = None
        if self._settings_page is not None:
            from qgis.utils import iface

            iface.unregisterOptionsWidgetFactory(self._settings_page)
            self._settings_page = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None

    def _install_translator(self):
        language = QgsApplication.locale()[:2]
        translator = QTranslator()
        if translator.load(str(_TRANSLATIONS / f"scarp_{language}.qm")):
            QCoreApplication.installTranslator(translator)
            # Kept: Qt does not own it.
            self._translator = translator
