"""Names in a fault's sentence as the person typed them: ``--payment``, not what the program calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.field_names import FieldName
from xborder_desk.i18n.language import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xborder_desk.i18n.language import Sayable


def as_typed(fault: Sayable, arguments: Iterable[str]) -> Sayable:
    """Put what was typed in place of a field's name, where that can be found among the arguments."""
    if not isinstance(fault, BadInputError):
        return fault
    named = fault.fields.get("name")
    inner = named.name if isinstance(named, FieldName) else named
    if not isinstance(inner, str) or inner != fault.field:
        return fault
    shown = next((typed for typed, name in _typed(arguments) if name == inner), None)
    if shown is None and isinstance(named, FieldName):
        return fault
    return Notice(fault.text, {**fault.fields, "name": shown or inner.replace("_", "-")})


def _typed(arguments: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give each name that was typed, with what the program calls it."""
    from xborder_desk.services.cases.fields import ALSO  # noqa: PLC0415 - only when something is wrong

    for argument in arguments:
        name, _, _value = argument.partition("=")
        plain = name.lstrip("-").lower().replace("-", "_")
        if name.startswith("--") or "=" in argument:
            yield name.strip(), ALSO.get(plain, plain)
