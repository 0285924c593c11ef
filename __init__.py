"""Scarp: maps landslides from satellite images with deep learning, in QGIS."""


def classFactory(iface):
    """Gives QGIS the plugin.

    Args:
        iface: QGIS's interface, None where there is no window; not used.
    """
    from .plugin import ScarpPlugin

    return ScarpPlugin()
