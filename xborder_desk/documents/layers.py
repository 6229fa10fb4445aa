"""Layers of a PDF: which of them are switched off for one who looks, and what lies on those."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pikepdf import Array, Dictionary, Name, Pdf, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST: Final = 20
"""Rules within rules; what lies deeper is taken for switched on."""
_LEAST_RULE: Final = 2
"""A rule is an operator and at least one thing it is about."""


class Layers:
    """The layers of one document as its own settings have them."""

    def __init__(self, pdf: Pdf) -> None:
        settings = pdf.Root.get("/OCProperties")
        default = settings.get("/D") if isinstance(settings, Dictionary) else None
        self._own: Dictionary = default if isinstance(default, Dictionary) else Dictionary()
        self._pdf = pdf
        self.any = isinstance(settings, Dictionary)
        self._all_off = self._own.get("/BaseState") == Name.OFF
        self._on = {layer.objgen for layer in _listed(self._own.get("/ON"))}
        self._off = {layer.objgen for layer in _listed(self._own.get("/OFF"))} | self._off_to_see()
        self._off.discard((0, 0))  # what is no object of its own cannot be told from another such

    def hide(self) -> bool:
        """Whether something on the pages may be switched off: binding forgets what was."""
        return self.any and (self._all_off or bool(self._off) or any(map(self.hides, self._rules())))

    def hides(self, layer: Any) -> bool:  # noqa: ANN401 - a PDF value
        """Whether what belongs to this layer, or to layers by this rule, is not seen."""
        return isinstance(layer, Dictionary) and not self._seen(layer, 0)

    def _off_to_see(self) -> set[tuple[int, int]]:
        """List the layers that switch themselves off for the screen."""
        off = set()
        for usage in _listed(self._own.get("/AS")):
            for layer in _listed(usage.get("/OCGs")) if usage.get("/Event") == Name.View else ():
                own = layer.get("/Usage")
                view = own.get("/View") if isinstance(own, Dictionary) else None
                if isinstance(view, Dictionary) and view.get("/ViewState") == Name.OFF:
                    off.add(layer.objgen)
        return off

    def _rules(self) -> Iterator[Any]:
        """Give the rules over several layers; pages name them, alone or among their resources."""
        for found in self._pdf.objects:
            if isinstance(found, Dictionary | Stream):
                yield from (one for one in (found, *_named(found)) if one.get("/Type") == Name.OCMD)

    def _seen(self, layer: Dictionary, depth: int) -> bool:
        if layer.get("/Type") != Name.OCMD:
            return layer.objgen not in self._off and (not self._all_off or layer.objgen in self._on)
        rule = layer.get("/VE")
        if isinstance(rule, Array):
            return self._true(rule, depth)
        groups = layer.get("/OCGs")
        several = [groups] if isinstance(groups, Dictionary) else _listed(groups)
        states = [self._seen(one, depth) for one in several if one.get("/Type") != Name.OCMD]
        policy = str(layer.get("/P", Name.AnyOn))
        wanted = {"/AllOn": all(states), "/AnyOff": not all(states), "/AllOff": not any(states)}
        return not states or wanted.get(policy, any(states))

    def _true(self, rule: Any, depth: int) -> bool:  # noqa: ANN401 - a PDF value
        if isinstance(rule, Dictionary):
            return self._seen(rule, depth)
        if not isinstance(rule, Array) or len(rule) < _LEAST_RULE or depth >= DEEPEST:
            return True
        about = [self._true(one, depth + 1) for one in list(rule)[1:]]
        match rule[0]:
            case Name.Not:
                return not about[0]
            case Name.Or:
                return any(about)
            case _:
                return all(about)


def drop_hidden_notes(pdf: Pdf, layers: Layers) -> int:
    """Take away what lies on pages and belongs to layers that are switched off; gives how many."""
    dropped = 0
    for page in pdf.pages:
        lying = page.obj.get("/Annots")
        if not isinstance(lying, Array):
            continue
        kept = [one for one in lying if not (isinstance(one, Dictionary) and layers.hides(one.get("/OC")))]
        if len(kept) < len(lying):
            dropped += len(lying) - len(kept)
            page.obj.Annots = Array(kept)
    return dropped


def _named(held: Any) -> Iterator[Any]:  # noqa: ANN401 - a PDF value
    """Give what a page's resources name, and what a drawing belongs to."""
    inner = held.get("/Resources")
    for resources in (held, inner if isinstance(inner, Dictionary) else Dictionary()):
        names = resources.get("/Properties")
        if isinstance(names, Dictionary):
            yield from (one for _, one in names.items() if isinstance(one, Dictionary))
    if isinstance(held.get("/OC"), Dictionary):
        yield held.OC


def _listed(found: Any) -> list[Dictionary]:  # noqa: ANN401 - a PDF value
    return [one for one in found if isinstance(one, Dictionary)] if isinstance(found, Array) else []
