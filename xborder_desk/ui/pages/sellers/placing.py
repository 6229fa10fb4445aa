"""Where the things of a constellation stand: what is linked draws near, what is not keeps its distance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xborder_desk.domain.constellation import Constellation

Places = dict[str, tuple[float, float]]

WIDE: Final = 210.0
HIGH: Final = 64.0
_STEPS: Final = 140
_NEAR: Final = 150.0
_COOLED: Final = 0.97
# The window is wider than high; so much of it is left empty between the boxes.
_SHAPE: Final = 1.75
_AIR: Final = 1.9


def place(what: Constellation) -> Places:
    """Give the middle of each thing; the same constellation is always placed the same."""
    ids = [node.id for node in what.nodes]
    if not ids:
        return {}
    found = _begin(what)
    near = [(edge.a, edge.b) for edge in what.edges if edge.a in found and edge.b in found]
    heat = 60.0
    for _ in range(_STEPS):
        pushed = _pushed(ids, found)
        for a, b in near:
            _pull(pushed, found, a, b)
        for one in ids:
            dx, dy = pushed[one]
            far = math.hypot(dx, dy) or 1.0
            step = min(far, heat) / far
            x, y = found[one]
            found[one] = (x + dx * step, y + dy * step)
        heat *= _COOLED
    return _centred(_apart(ids, _fitted(found)), what.center)


def _begin(what: Constellation) -> Places:
    """Begin on rings around the seller looked at: sellers within, the rest by whom it hangs on."""
    sellers = [node.id for node in what.nodes if node.kind == "seller"]
    sellers.sort(key=lambda one: (one != what.center, one))
    angles = {one: 2 * math.pi * at / max(len(sellers), 1) for at, one in enumerate(sellers)}
    found = {one: _polar(angles[one], 0.0 if at == 0 else _NEAR * 1.6) for at, one in enumerate(sellers)}
    rest = [node.id for node in what.nodes if node.kind != "seller"]
    for at, one in enumerate(rest):
        holders = what.holders(one)
        # The golden angle spreads what hangs on one seller all around it.
        turn = at * 2.399963
        x, y = _middle(found, holders)
        found[one] = (x + _NEAR * math.cos(turn), y + _NEAR * math.sin(turn))
    return found


def _polar(angle: float, far: float) -> tuple[float, float]:
    return far * math.cos(angle), far * math.sin(angle)


def _middle(found: Mapping[str, tuple[float, float]], ids: tuple[str, ...]) -> tuple[float, float]:
    places = [found[one] for one in ids if one in found] or [(0.0, 0.0)]
    return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)


def _pushed(ids: list[str], found: Places) -> dict[str, tuple[float, float]]:
    pushed = dict.fromkeys(ids, (0.0, 0.0))
    for at, one in enumerate(ids):
        x, y = found[one]
        for other in ids[at + 1 :]:
            dx, dy = x - found[other][0], y - found[other][1]
            square = dx * dx + dy * dy or 1.0
            share = _NEAR * _NEAR / square
            if share < 0.02:  # noqa: PLR2004 - too far away to matter
                continue
            ox, oy = pushed[one]
            pushed[one] = (ox + dx * share, oy + dy * share)
            tx, ty = pushed[other]
            pushed[other] = (tx - dx * share, ty - dy * share)
    return pushed


def _pull(pushed: dict[str, tuple[float, float]], found: Places, a: str, b: str) -> None:
    dx, dy = found[a][0] - found[b][0], found[a][1] - found[b][1]
    share = math.hypot(dx, dy) / _NEAR
    pushed[a] = (pushed[a][0] - dx * share, pushed[a][1] - dy * share)
    pushed[b] = (pushed[b][0] + dx * share, pushed[b][1] + dy * share)


def _fitted(found: Places) -> Places:
    """Bring everything into a room of the window's shape that is large enough for its boxes, not more."""
    xs, ys = [x for x, _ in found.values()], [y for _, y in found.values()]
    high = math.sqrt(len(found) * WIDE * HIGH * _AIR / _SHAPE)
    across = (high * _SHAPE) / max(max(xs) - min(xs), 1.0)
    down = high / max(max(ys) - min(ys), 1.0)
    return {one: (x * across, y * down) for one, (x, y) in found.items()}


def _centred(found: Places, center: str) -> Places:
    x0, y0 = found.get(center, (0.0, 0.0))
    return {one: (x - x0, y - y0) for one, (x, y) in found.items()}


def _apart(ids: list[str], found: Places) -> Places:
    """Push boxes that overlap away from each other, until none does."""
    for _ in range(80):
        moved = False
        for at, one in enumerate(ids):
            for other in ids[at + 1 :]:
                dx, dy = found[other][0] - found[one][0], found[other][1] - found[one][1]
                over_x, over_y = WIDE - abs(dx), HIGH - abs(dy)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                if over_x / WIDE < over_y / HIGH:
                    shift = ((over_x / 2 + 1) * (1 if dx >= 0 else -1), 0.0)
                else:
                    shift = (0.0, (over_y / 2 + 1) * (1 if dy >= 0 else -1))
                found[one] = (found[one][0] - shift[0], found[one][1] - shift[1])
                found[other] = (found[other][0] + shift[0], found[other][1] + shift[1])
        if not moved:
            break
    return found
