"""The one style sheet, made from the colours; the same for every language and direction of reading."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xborder_desk.ui.tokens import Tokens

KINDS: Final = ("ok", "warn", "danger", "info", "violet", "neutral", "mark")
_SIZES: Final = {"page_pt": 17, "card_pt": 12, "second_pt": 9}
_STEP: Final = 24
_PICTURES: Final = ("left", "right", "check")
# What is pressed or ticked is as large as the words beside it.
_GROWING: Final = {"tick": 14, "arrow_size": 12, "drop_size": 24, "scroller": 28}


def sheet(template: str, tokens: Tokens, *, scale: float = 1.0, arrow: str = "") -> str:
    """Fill the style sheet of the theme folder; ``scale`` is the text size, ``arrow`` a picture file."""
    colours = {name: tokens.named(name) for name in tokens.__dataclass_fields__ if name != "dark"}
    points = {name: f"{size * scale:.1f}" for name, size in _SIZES.items()}
    # What holds a figure grows with it: a circle of half the width at its corners.
    half = round(_STEP * scale / 2)
    grown = {name: str(round(size * scale)) for name, size in _GROWING.items()}
    folder, _, name = arrow.rpartition("arrow")
    turned = {f"arrow_{one}": f"{folder}arrow-{one}{name}" if arrow else "" for one in _PICTURES}
    # On the colour of what matters most the arrow is that of the other appearance, as the words there are.
    other = (f"{folder}arrow" + ("" if name.startswith("-dark") else "-dark") + ".svg") if arrow else ""
    sizes = {
        "arrow": arrow,
        "arrow_on_accent": other,
        **turned,
        "step": str(2 * half),
        "half_step": str(half),
        **grown,
        **points,
    }
    kinds = "\n".join(_kind(name, tokens) for name in KINDS)
    return Template(template).substitute(colours, **sizes) + kinds


def _kind(name: str, tokens: Tokens) -> str:
    ground, ink = tokens.named(name), tokens.named(f"on_{name}")
    return (
        f'QFrame[kind="{name}"] {{ background: {ground}; border-radius: 8px; }}'
        f'QFrame[kind="{name}"][pill="true"] {{ border-radius: 11px; }}'
        f'QFrame[kind="{name}"][pill="true"] QLabel {{ color: {ink}; }}'
        f'QLabel[kind="{name}"] {{ color: {ink}; }}'
    )
