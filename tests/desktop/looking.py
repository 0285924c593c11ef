"""Where things are on the screen of QGIS, and what they say; imported inside QGIS only."""

from describing import (
    all_widgets,
    class_of,
    described,
    fits,
    is_kind,
    is_part,
    plain,
    rect_of,
    shown_windows,
    text_of,
    turn,
)
from qgis.core import Qgis, QgsProject
from qgis.PyQt.QtCore import QRect, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QApplication,
    QLabel,
    QMenu,
    QMenuBar,
    QMessageBox,
    QTextBrowser,
    QWidget,
)
from qgis.utils import iface

#: A label of more words than this is help, not a name.
_NAME_WORDS = 7


def version():
    """QGIS's, as "3.22.16"."""
    return Qgis.version().split("-")[0]


def evaluate(code):
    """The value of an expression, for checks."""
    return eval(code, {"iface": iface, "project": QgsProject.instance(), **globals()})


def windows():
    """All windows on the screen but menus and tips, the newest last."""
    return [
        {
            "title": window.windowTitle(),
            "class": class_of(window),
            "modal": window.isModal(),
            "active": window.isActiveWindow(),
            "rect": rect_of(window.frameGeometry()),
            "text": " ".join(window.text().split()) if isinstance(window, QMessageBox) else "",
        }
        for window in shown_windows()
        if window.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog)
    ]


def in_front(title):
    """Whether all of a window can be seen: at its corners and its middle nothing lies above."""
    (window,) = (w for w in shown_windows() if title.lower() in w.windowTitle().lower())
    area = window.geometry().adjusted(3, 3, -3, -3)
    points = (area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight(), area.center())
    above = [QApplication.topLevelAt(point) for point in points]
    return all(found is window for found in above)


def layers():
    """Names and sources of the project's layers, the upper ones first."""
    tree = QgsProject.instance().layerTreeRoot()
    return [
        {"name": layer.name(), "source": layer.source(), "valid": layer.isValid()}
        for layer in tree.layerOrder()
    ]


def widget(kind="", text="", name="", within="", of="", nth=0, showing=False):
    """A widget on the screen.

    Args:
        kind: Part of its class's name, or of a base's.
        text: What it says: all of it, or its beginning.
        name: Its object name.
        within: Part of its window's title; else all windows, modal ones only if any.
        of: Object name of a widget that it is a part of, such as a dock.
        nth: Of those that fit.
        showing: Only what is not behind another page.

    Returns:
        Where it is, None if there is none.
    """
    found = [w for w in all_widgets(within) if fits(w, kind, text, name) and is_part(w, of)]
    if showing:
        found = [w for w in found if not w.visibleRegion().isEmpty()]
    exact = [w for w in found if text and plain(text_of(w)) == plain(text)]
    found = exact or found
    return described(found[nth]) if len(found) > nth else None


def action_text(name):
    """What an action of QGIS's window is called."""
    found = iface.mainWindow().findChild(QAction, name)
    return found.text() if found else None


def action(text):
    """Where a menu's entry is, in the menu bar or in an open menu."""
    for menu in [w for w in all_widgets("", True) if isinstance(w, (QMenu, QMenuBar))][::-1]:
        for entry in menu.actions():
            if plain(entry.text()) == plain(text) and entry.isVisible():
                rect = menu.actionGeometry(entry)
                return {"rect": rect_of(QRect(menu.mapToGlobal(rect.topLeft()), rect.size()))}
    return None


def item(text, within="", kind="", check=False):
    """Where a row of a list or tree is, or its check box.

    Rows out of sight come with ``scroll``: the scroll bar, and whether it is further down.
    """
    popup = QApplication.activePopupWidget()
    among = [popup, *popup.findChildren(QWidget)] if popup else all_widgets(within)
    for view in [w for w in among if isinstance(w, QAbstractItemView) and w.isVisible()]:
        if kind and not is_kind(view, kind):
            continue
        for exact in (True, False):
            index = _index(view.model(), view.rootIndex(), plain(text), exact)
            if index is not None and view.visualRect(index).height():
                return _row(view, index, check)
    return None


def help_words(within=""):
    """How many words of help a window shows: its help panel, and labels longer than names."""
    count = 0
    for shown in all_widgets(within):
        if isinstance(shown, QTextBrowser) and shown.isVisible():
            count += len(shown.toPlainText().split())
        elif isinstance(shown, QLabel) and shown.isVisible():
            words = len(shown.text().split())
            count += words if words > _NAME_WORDS else 0
    return count


def _index(model, parent, text, exact):
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        said = plain(str(index.data() or ""))
        # Layers are listed with their coordinate reference system.
        if text in (said, said.split(" [")[0]) or (not exact and text and text in said):
            return index
        below = _index(model, index, text, exact)
        if below is not None:
            return below
    return None


def _row(view, index, check):
    rect = view.visualRect(index)
    inside = rect.intersected(view.viewport().rect())
    target = QRect(rect.left(), rect.top(), 22, rect.height()) if check else inside
    corner = view.viewport().mapToGlobal(target.topLeft())
    answer = {"rect": rect_of(QRect(corner, target.size())), "text": str(index.data())}
    answer["checked"] = index.data(Qt.ItemDataRole.CheckStateRole) not in (None, 0, False)
    if inside.height() < rect.height() // 2:
        answer["scroll"] = turn(view.verticalScrollBar(), rect.top() > 0)
    return answer
