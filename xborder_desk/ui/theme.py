"""How the window looks: palette, style sheet, fonts and icons, from one table of colours."""

from __future__ import annotations

import tomllib
import weakref
from typing import TYPE_CHECKING, Final, Protocol

import shiboken6
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QStyleFactory, QWidget

from xborder_desk.ui.icons import Icons
from xborder_desk.ui.style import sheet
from xborder_desk.ui.tokens import DARK, LIGHT, THEMES, Tokens
from xborder_desk.ui.view import hand_on_letters

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QPixmap

_FAMILIES: Final = ("Xborder Sans", "Xborder Sans Arabic", "Xborder Sans Hebrew")
_HAN: Final = {"zh-Hant": ("Xborder Sans TC", "Xborder Sans SC")}
_HAN_ELSE: Final = ("Xborder Sans SC", "Xborder Sans TC")
_LAST: Final = ("Xborder Sans Hangul", "Xborder Sans Thai", "Xborder Sans Devanagari")
# Nothing slides or fades: some people are made ill by it, and nobody here waits for it.
_MOVING: Final = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
BASE_POINTS: Final = 10.0
TEXT_SIZES: Final = (100, 125, 150, 200)


_OURS: Final = "XborderSans"


def _listed(file: Path) -> set[str]:
    """Give the files of fonts for the screen that ought to be there; none where the list cannot be read."""
    try:
        fonts = tomllib.loads(file.read_text(encoding="utf-8"))["font"]
        return {str(name) for font in fonts for name in font["files"] if str(name).startswith(_OURS)}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


class _Direction(Protocol):
    @property
    def rtl(self) -> bool:
        """Whether the screen is read from right to left."""


class Theme(QObject):
    """Dresses the whole program; widgets with icons are dressed again when it changes."""

    changed = Signal()

    def __init__(self, app: QApplication, resources: Path, direction: _Direction) -> None:
        super().__init__(app)
        self._app = app
        self._resources = resources
        self._direction = direction
        self._dressed: weakref.WeakKeyDictionary[QWidget, Callable[[QWidget], None]] = (
            weakref.WeakKeyDictionary()
        )
        self.icons: Final = Icons(resources / "icons")
        self.name = "system"
        self.percent = 100
        self.tokens: Tokens = LIGHT
        app.setStyle(QStyleFactory.create("Fusion"))
        for effect in _MOVING:
            app.setEffectEnabled(effect, False)  # noqa: FBT003 - Qt's own
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def load_fonts(self) -> tuple[Path, ...]:
        """Make our own fonts known to Qt; gives the files that are missing or cannot be read.

        Those of them that are there are used: letters of the others come from the system, if it has any.
        """
        folder = self._resources / "fonts"
        wanted = {file.name for file in folder.glob(f"{_OURS}*.ttf")} | _listed(folder / "fonts.toml")
        return tuple(
            folder / name
            for name in sorted(wanted)
            if not (folder / name).is_file() or QFontDatabase.addApplicationFont(str(folder / name)) < 0
        )

    def apply(self, name: str = "", percent: int = 0, tag: str = "en") -> None:
        """Dress everything: theme (or ``system``), text size in per cent, screen language."""
        self.name = name or self.name
        self.percent = percent or self.percent
        self.tokens = THEMES.get(self.name) or self._system()
        scale = self.percent / 100
        font = letters(tag, BASE_POINTS * scale)
        before = self._app.font().families()
        self._app.setFont(font)
        self._app.setPalette(palette(self.tokens))
        arrow = (
            self._resources / "theme" / ("arrow-dark.svg" if self.tokens.dark else "arrow.svg")
        ).as_posix()
        template = (self._resources / "theme" / "window.qss").read_text(encoding="utf-8")
        made = sheet(template, self.tokens, scale=scale, arrow=arrow)
        # Every widget there is would be polished anew, which a change of language alone never needs.
        if made != self._app.styleSheet():
            self._app.setStyleSheet(made)
        if font.families() != before:
            hand_on_letters(self._app.topLevelWidgets())
        for widget, dress in list(self._dressed.items()):
            if shiboken6.isValid(widget):
                dress(widget)
        self.changed.emit()

    def scaled(self, size: int) -> int:
        """Give a size that grows with the text."""
        return round(size * self.percent / 100)

    def pixmap(self, name: str, colour: str = "muted", size: int = 18) -> QPixmap:
        """Draw an icon in a colour of the table, as large as the text is."""
        colour = self.tokens.named(colour)
        return self.icons.pixmap(name, colour, self.scaled(size), rtl=self._direction.rtl)

    def icon(self, name: str, colour: str = "muted", size: int = 18) -> QIcon:
        """Give an icon in a colour of the table."""
        return QIcon(self.pixmap(name, colour, size))

    def dress(
        self, widget: QAbstractButton | QLabel, name: str, colour: str = "muted", size: int = 18
    ) -> None:
        """Put an icon on a button or label, and again whenever the theme changes."""

        def put(one: QWidget) -> None:
            pixmap = self.pixmap(name, colour, size)
            if isinstance(one, QAbstractButton):
                one.setIcon(QIcon(pixmap))
                side = self.scaled(size)
                one.setIconSize(QSize(side, side))
            elif isinstance(one, QLabel):
                one.setPixmap(pixmap)

        self._dressed[widget] = put
        put(widget)

    def redress(self, widget: QWidget, put: Callable[[QWidget], None]) -> None:
        """Have something done to a widget now and whenever the theme changes."""
        self._dressed[widget] = put
        put(widget)

    def _system(self) -> Tokens:
        scheme = self._app.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT

    def _follow_system(self) -> None:
        if self.name == "system" and self._system() is not self.tokens:
            self.apply()


def letters(tag: str, points: float) -> QFont:
    """Give the font of a language: our own letters, with Han characters as its readers write them."""
    font = QFont()
    font.setFamilies([*_FAMILIES, *_HAN.get(tag, _HAN_ELSE), *_LAST])
    font.setPointSizeF(points)
    # Qt keeps what it loaded by the first family alone, without the order of the others: until it forgets
    # it, Han characters would keep the shapes of the language before. It does heed the hint.
    font.setStyleHint(QFont.StyleHint.SansSerif if tag in _HAN else QFont.StyleHint.AnyStyle)
    return font


def palette(tokens: Tokens) -> QPalette:
    """Give Qt's palette of a theme; it alone is what Fusion draws with."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, name in {
        role.Window: "bg",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "sunk",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "on_danger",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.PlaceholderText: "muted",
        role.Mid: "line",
        role.Midlight: "faint",
        role.Dark: "ctrl",
        role.Light: "surface",
        role.Accent: "accent",
    }.items():
        made.setColor(which, QColor(tokens.named(name)))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted))
    return made
