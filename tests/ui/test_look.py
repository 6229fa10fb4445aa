"""Colours can be told apart, every rule of the sheet has its colour, every icon its file."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QPushButton

from xborder_desk.ui import icons, states, style, theme, tokens

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

GROUNDS = ("bg", "surface", "sunk")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", sorted(tokens.THEMES))
def test_texts_stand_out_from_every_ground(name: str) -> None:
    look = tokens.THEMES[name]
    for ground in (*GROUNDS, "sel", "accent_soft"):
        assert contrast(look.text, look.named(ground)) >= 4.5, ground
        assert contrast(look.muted, look.named(ground)) >= 4.5, ground
    for ground in GROUNDS:
        assert contrast(look.accent, look.named(ground)) >= 4.5, ground
        assert contrast(look.ctrl, look.named(ground)) >= 3.0, ground
        assert contrast(look.on_danger, look.named(ground)) >= 4.5, ground
    assert contrast(look.on_accent, look.accent) >= 4.5
    for kind in style.KINDS:
        assert contrast(look.named(f"on_{kind}"), look.named(kind)) >= 4.5, kind


def test_a_colour_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(AttributeError):
        tokens.LIGHT.named("purple")


def test_the_sheet_is_whole_and_the_same_for_both_directions(project_root: Path) -> None:
    template = (project_root / "resources" / "theme" / "window.qss").read_text(encoding="utf-8")
    made = style.sheet(template, tokens.LIGHT, scale=1.5)
    assert "$" not in made
    assert "25.5pt" in made
    # Qt turns text-align and the place of an arrow by itself; the line of the rail is turned by the rail.
    # The arrows of tabs that do not fit lead where they point.
    turning = ("QTabBar QToolButton::", "text-align: left", "position: center right", '[edge="left"]')
    plain = "\n".join(line for line in made.splitlines() if not any(part in line for part in turning))
    sides = re.findall(r"^.*\b(?:left|right)\b.*$", plain, re.MULTILINE)
    assert [line.partition(" {")[0] for line in sides] == ['QFrame[role="rail"]']


def test_the_palette_is_our_own() -> None:
    made = theme.palette(tokens.DARK)
    assert made.color(QPalette.ColorRole.Window) == QColor(tokens.DARK.bg)
    assert made.color(QPalette.ColorRole.HighlightedText) == QColor(tokens.DARK.on_accent)


def test_every_icon_that_is_named_is_there(project_root: Path) -> None:
    """Every string of the window that looks like the name of an icon of ours, and no file too many."""
    folder = project_root / "resources" / "icons"
    there = {file.stem for file in folder.glob("*.svg")}
    said = set()
    for file in (project_root / "xborder_desk" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
    assert there <= said, f"not used: {sorted(there - said)}"
    named = {*states.CHANNEL_ICONS.values(), *states.ROLE_ICONS.values(), *states.KIND_ICONS.values()}
    assert {*named, *states.IDENTIFIER_ICONS.values()} <= there
    assert (folder / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_icons_take_the_colour_and_turn_round(qapp: object, project_root: Path) -> None:
    del qapp
    drawn = icons.Icons(project_root / "resources" / "icons")
    red = drawn.pixmap("arrow-left", "#FF0000", 16).toImage()
    colours = {
        red.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if red.pixelColor(x, y).alpha() > 250
    }
    assert colours == {"#ff0000"}
    turned = drawn.pixmap("arrow-left", "#FF0000", 16, rtl=True).toImage()
    assert turned != red
    assert (
        drawn.pixmap("check", "#FF0000", 16, rtl=True).toImage()
        == drawn.pixmap("check", "#FF0000", 16).toImage()
    )
    assert drawn.icon("no-such-icon", "#000000").isNull() is False


def test_icons_are_drawn_anew_when_the_theme_changes(theme: theme.Theme, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    theme.dress(button, "check", "text")
    light = button.icon().pixmap(32, 32).toImage()
    theme.apply("dark")
    dark = button.icon().pixmap(32, 32).toImage()
    theme.apply("light", 100)
    assert light != dark


def test_nothing_slides_or_fades(theme: theme.Theme, qapp: QApplication) -> None:
    del theme
    for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_FadeTooltip):
        assert not qapp.isEffectEnabled(effect)


def test_every_picture_the_sheet_names_is_there_in_every_theme(project_root: Path) -> None:
    folder = project_root / "resources" / "theme"
    template = (folder / "window.qss").read_text(encoding="utf-8")
    for name, ink in (("arrow.svg", tokens.LIGHT), ("arrow-dark.svg", tokens.DARK)):
        made = style.sheet(template, ink, scale=2.0, arrow=(folder / name).as_posix())
        named = {folder / one for one in re.findall(r'url\("([^"]+)"\)', made)}
        assert len(named) == 5
        assert all(one.is_file() for one in named), named
        assert f"border-color: {ink.accent}; background: {ink.accent}; image:" in made
        menus = re.findall(r'QPushButton(\S*)::menu-indicator { image: url\("([^"]+)"\)', made)
        other = "arrow.svg" if ink.dark else "arrow-dark.svg"
        assert menus == [("", str(folder / name)), ('[look="primary"]', str(folder / other))]
    ticks = {ink: (folder / f"arrow-check{end}.svg").read_text() for ink, end in (("L", ""), ("D", "-dark"))}
    assert tokens.LIGHT.on_accent in ticks["L"]
    assert tokens.DARK.on_accent in ticks["D"]
