"""The one table of colours: nothing else in the window names a colour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. ``on_x`` is the text and icon colour on the ground ``x``; colours as ``#RRGGBB``."""

    dark: bool
    bg: str
    surface: str
    sunk: str
    line: str
    faint: str
    ctrl: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    sel: str
    mark: str
    on_mark: str
    ok: str
    on_ok: str
    warn: str
    on_warn: str
    danger: str
    on_danger: str
    info: str
    on_info: str
    violet: str
    on_violet: str
    neutral: str
    on_neutral: str
    paper: str = "#FFFFFF"

    def named(self, name: str) -> str:
        """Give a colour by its name in this table.

        Raises:
            AttributeError: the table has no such colour.

        """
        return str(getattr(self, name))


LIGHT: Final = Tokens(
    dark=False,
    bg="#F4F6F8",
    surface="#FFFFFF",
    sunk="#F8FAFB",
    line="#DFE4E9",
    faint="#ECEFF2",
    ctrl="#75838F",
    text="#1F2A33",
    muted="#5B6975",
    accent="#1F6F8B",
    on_accent="#FFFFFF",
    accent_soft="#E3F0F4",
    sel="#E4F0F5",
    mark="#FFEFB3",
    on_mark="#6B4A00",
    ok="#E2F3E8",
    on_ok="#1C6B3C",
    warn="#FFF3DA",
    on_warn="#7A5200",
    danger="#FCE6E4",
    on_danger="#A1261B",
    info="#E6EEFB",
    on_info="#1D4E9E",
    violet="#EFE9FA",
    on_violet="#5A3A9A",
    neutral="#E9EDF1",
    on_neutral="#48555F",
)
DARK: Final = Tokens(
    dark=True,
    bg="#15191D",
    surface="#1D2227",
    sunk="#191E22",
    line="#323A42",
    faint="#272E35",
    ctrl="#7A8894",
    text="#E6EAED",
    muted="#9CA8B3",
    accent="#5FB3CE",
    on_accent="#0E1B20",
    accent_soft="#20353D",
    sel="#21363F",
    mark="#4A3D12",
    on_mark="#E6EAED",
    ok="#19361F",
    on_ok="#8FDCA9",
    warn="#3D3013",
    on_warn="#F3C969",
    danger="#46201D",
    on_danger="#FFADA5",
    info="#1E2F4A",
    on_info="#9CC1FF",
    violet="#30264A",
    on_violet="#C6B1F5",
    neutral="#2B333A",
    on_neutral="#B7C2CB",
)
CONTRAST: Final = replace(
    LIGHT,
    bg="#FFFFFF",
    sunk="#FFFFFF",
    line="#000000",
    faint="#5A5A5A",
    ctrl="#000000",
    text="#000000",
    muted="#262626",
    accent="#00407A",
    accent_soft="#D6E8FF",
    sel="#D6E8FF",
    on_ok="#00401A",
    on_warn="#4A3000",
    on_danger="#7A0000",
    on_info="#00276B",
    on_violet="#33126B",
    on_neutral="#1A1A1A",
)
THEMES: Final = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
