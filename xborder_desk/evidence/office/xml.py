"""The XML of office files, read piece by piece: no entities, no addresses, no endless depth."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DECLARED: Final = re.compile(b"<\0?!\0?" + b"\0?".join(b"%c" % letter for letter in b"ENTITY"))
"""Also where each letter takes two bytes."""


class BrokenXmlError(Exception):
    """The XML breaks off, or declares what no office file needs."""


@dataclass(frozen=True, slots=True)
class Tag:
    """Where an element begins or ends: its name and attributes without their name spaces."""

    name: str
    opening: bool
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    """The text that follows, up to the next tag."""


def tags(data: bytes, *, lenient: bool = False) -> Iterator[Tag]:
    """Give the tags in their order; with ``lenient`` what is broken is passed over.

    Raises:
        BrokenXmlError: it cannot be read on; entities are declared, which might grow without end.

    """
    from lxml import etree  # noqa: PLC0415 - in the child process only

    if _DECLARED.search(data[:65536]):
        msg = "entities are declared"
        raise BrokenXmlError(msg)
    steps = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=lenient,
        huge_tree=False,
    )
    try:
        yield from _tags(steps)
    except (etree.XMLSyntaxError, etree.XMLSyntaxAssertionError, ValueError) as fault:
        if not lenient:
            raise BrokenXmlError(str(fault)) from fault


def _tags(steps: Any) -> Iterator[Tag]:  # noqa: ANN401 - a library without types
    # What follows a tag is known only when the next one comes, so each is held back until then.
    held: Any = None
    for event, element in steps:
        if held is not None:
            yield _tag(*held)
            if held[0] == "end":
                _forget(held[1])
        held = (event, element)
    if held is not None:
        yield _tag(*held)


def _tag(event: str, element: Any) -> Tag:  # noqa: ANN401 - as above
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    if event == "end":
        return Tag(name, opening=False, text=element.tail or "")
    attributes = {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}
    return Tag(name, opening=True, attributes=attributes, text=element.text or "")


def _forget(element: Any) -> None:  # noqa: ANN401 - as above
    element.clear(keep_tail=True)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None and parent[0] is not element:
            del parent[0]


def fields(data: bytes) -> dict[str, str]:
    """Give the texts of a flat list of properties by the names of their elements, the first of each.

    Raises:
        BrokenXmlError: as ``tags``.

    """
    found: dict[str, str] = {}
    for tag in tags(data, lenient=True):
        words = " ".join(tag.text.split())[:500]
        if tag.opening and words:
            found.setdefault(tag.name, words)
    return found
