"""Where a widget is on the screen, and what it says; imported inside QGIS only."""

from qgis.PyQt.QtCore import QPoint, QRect
from qgis.PyQt.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QToolButton,
    QWidget,
)


def plain(text):
    """A text without mnemonic and dots."""
    return text.replace("&", "").split("\t")[0].replace("…", "").rstrip(". ").strip().lower()


def shown_windows():
    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()]


def all_widgets(within, everywhere=False, visible=True):
    modal = QApplication.activeModalWidget()
    tops = shown_windows()
    if within:
        tops = [w for w in tops if within.lower() in w.windowTitle().lower()]
    elif modal is not None and not everywhere:
        popup = QApplication.activePopupWidget()
        tops = [popup, modal] if popup else [modal]
    # The one in front first.
    tops.sort(key=lambda w: not w.isActiveWindow())
    widgets = [w for top in tops for w in (top, *top.findChildren(QWidget))]
    return [w for w in widgets if w.isVisible()] if visible else widgets


def class_of(found):
    return type(found).__name__ + "/" + found.metaObject().className()


def is_kind(found, kind):
    meta, names = found.metaObject(), [base.__name__ for base in type(found).__mro__]
    while meta is not None:
        names.append(meta.className())
        meta = meta.superClass()
    return kind in names


def fits(found, kind, text, name):
    if kind and not is_kind(found, kind):
        return False
    if name and found.objectName() != name:
        return False
    return not text or plain(text_of(found)).startswith(plain(text))


def is_part(found, of):
    while of and found is not None and found.objectName() != of:
        found = found.parentWidget()
    return found is not None


def text_of(found):
    for method in ("text", "title", "placeholderText", "windowTitle"):
        if callable(getattr(found, method, None)):
            try:
                text = getattr(found, method)()
            except TypeError:
                continue
            if text:
                return text
    if isinstance(found, QToolButton):
        return found.toolTip()
    return found.accessibleName()


def current(part):
    for method in ("currentText", "text", "isChecked"):
        # Some widgets keep a line of theirs by such a name.
        if callable(getattr(part, method, None)):
            return getattr(part, method)()
    return None


def described(found):
    region = found.visibleRegion().boundingRect()
    rect = QRect(found.mapToGlobal(region.topLeft()), region.size())
    answer = {
        "class": class_of(found),
        "kinds": [base.__name__ for base in type(found).__mro__],
        "name": found.objectName(),
        "text": text_of(found),
        "enabled": found.isEnabled(),
        "rect": rect_of(rect),
        "size": [found.width(), found.height()],
    }
    if hasattr(found, "isChecked"):
        answer["checked"] = found.isChecked()
    if hasattr(found, "isCollapsed"):
        answer["collapsed"] = found.isCollapsed()
    if isinstance(found, (QAbstractSlider, QAbstractSpinBox)) and hasattr(found, "value"):
        answer |= {"value": found.value(), "limits": [found.minimum(), found.maximum()]}
    if rect.height() < min(found.height(), 14) or rect.width() < min(found.width(), 14):
        answer["scroll"] = scroll_of(found)
    return answer


def scroll_of(found):
    """The scroll bar that brings a widget into sight, and whether it is further down or right."""
    area = found.parentWidget()
    while area is not None:
        if isinstance(area, QAbstractScrollArea) and area.viewport().isAncestorOf(found):
            place = QRect(found.mapTo(area.viewport(), QPoint(0, 0)), found.size())
            seen, middle = area.viewport().rect(), area.viewport().rect().center()
            if place.center().y() not in range(seen.top(), seen.bottom()):
                return turn(area.verticalScrollBar(), place.center().y() > middle.y())
            if place.center().x() not in range(seen.left(), seen.right()):
                return turn(area.horizontalScrollBar(), place.center().x() > middle.x())
        area = area.parentWidget()
    return None


def turn(bar, down):
    corner = bar.mapToGlobal(QPoint(0, 0))
    return {"bar": [corner.x(), corner.y(), bar.width(), bar.height()], "down": down}


def rect_of(rect):
    return [rect.x(), rect.y(), rect.width(), rect.height()]
