"""The language of the screen, switched while the program runs, and the widgets that follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from xborder_desk.i18n.digits import ARABIC_INDIC
from xborder_desk.ui.toolkit import OwnTexts

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.i18n.language import Language

_EUROPEAN: Final = {"en": "en_GB", "qps": "en_GB", "pt": "pt_PT"}
_QT_NAMES: Final = {"zh-Hant": "zh_TW", "zh-Hans": "zh_CN"}


def qt_locale(language: Language) -> QLocale:
    """Give Qt's idea of a language: as it is written in Europe, Arabic with the digits that are shown."""
    if language.tag == "ar":
        return QLocale("ar_EG" if language.digits == ARABIC_INDIC else "ar_001")
    return QLocale(_EUROPEAN.get(language.tag, language.tag.replace("-", "_")))


class ScreenLanguage(QObject):
    """Holds the language the window speaks; ``load`` gives one by its tag.

    ``changing`` comes before anything follows, ``changed`` before windows do.
    ``toolkit`` gives those of Qt's own texts that Qt does not bring in a language, if there are any.
    """

    changing = Signal()
    changed = Signal()

    def __init__(
        self,
        load: Callable[[str], Language],
        tag: str = "",
        parent: QObject | None = None,
        *,
        toolkit: Callable[[str], Language | None] = lambda _tag: None,
    ) -> None:
        super().__init__(parent)
        self._load = load
        self._toolkit = toolkit
        self._qt: list[QTranslator] = []
        self.switching = False
        """Whether another language is being taken on right now: who measures words waits for its turn."""
        self.language: Language = load(tag)

    @property
    def rtl(self) -> bool:
        """Whether the screen is read from right to left."""
        return self.language.direction == "rtl"

    def switch(self, tag: str) -> None:
        """Speak another language from now on."""
        self.use(self._load(tag))

    def use(self, language: Language) -> None:
        """Speak this language: texts, Qt's own texts, formats and direction; every open window follows."""
        self.changing.emit()
        self.language = language
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self.switching = True
        try:
            self._follow(app)
        finally:
            self.switching = False

    def _follow(self, app: QApplication) -> None:
        language = self.language
        QLocale.setDefault(qt_locale(language))
        self._use_qt(app)
        before, rtl = app.layoutDirection(), Qt.LayoutDirection.RightToLeft
        app.setLayoutDirection(rtl if self.rtl else Qt.LayoutDirection.LeftToRight)
        self.changed.emit()
        # Qt sends this event for some languages, for others twice, for English never, and later: we send it
        # now, once, and take back what Qt has posted, or everything would be said a second time.
        for window in app.topLevelWidgets():
            if app.layoutDirection() != before:
                turn_panes(window)
            for receiver in (window, window.windowHandle()):
                if receiver is not None:
                    app.removePostedEvents(receiver, QEvent.Type.LanguageChange.value)
            app.sendEvent(window, QEvent(QEvent.Type.LanguageChange))

    def _use_qt(self, app: QApplication) -> None:
        for translator in self._qt:
            app.removeTranslator(translator)
            translator.deleteLater()
        own = self._toolkit(self.language.tag)
        self._qt = [OwnTexts(own, self)] if own is not None else []
        brought = QTranslator(self)
        name = _QT_NAMES.get(self.language.tag, self.language.tag.replace("-", "_"))
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if brought.load(f"qtbase_{name}", folder):
            self._qt.append(brought)
        for translator in self._qt:
            app.installTranslator(translator)


def turn_panes(root: QWidget) -> None:
    """Have panes beside each other change sides; Qt leaves them where they are until their room changes."""
    for panes in root.findChildren(QSplitter):
        panes.refresh()


class Spoken(QWidget):
    """A widget that speaks the screen's language: by ``say`` and ``say_as``, or in ``retranslate``."""

    def __init__(self, screen: ScreenLanguage, parent: QWidget | None = None) -> None:
        self._screen = screen
        self._sayings: dict[tuple[int, str], tuple[Callable[[str], object], Callable[[], str]]] = {}
        super().__init__(parent)

    @property
    def language(self) -> Language:
        """The language of the screen right now."""
        return self._screen.language

    def say(self, setter: Callable[[str], object], text: str, /, **fields: object) -> None:
        """Set a marked text now and again whenever the language changes; saying anew replaces it."""
        self.say_as(setter, lambda: self.language.text(text, **fields))

    def say_as(self, setter: Callable[[str], object], words: Callable[[], str]) -> None:
        """Set what ``words`` gives, now and again whenever the language changes; like ``say``."""
        owner: Any = getattr(setter, "__self__", None)
        self._sayings[id(owner), setter.__name__] = (setter, words)
        setter(words())

    def retranslate(self) -> None:
        """Say everything again; may run at any time and more than once."""
        for key, (setter, words) in list(self._sayings.items()):
            owner = getattr(setter, "__self__", None)
            if isinstance(owner, QObject) and not shiboken6.isValid(owner):
                del self._sayings[key]
                continue
            setter(words())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            inside = self.layout()
            if inside is not None and not self.isVisible():
                # Qt measures rows within rows of what is hidden no second time, and keeps room for old words.
                inside.activate()
        super().changeEvent(event)
