"""What was said in a dossier's language, to be said again in that of the person who builds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.evidence import Message
from xborder_desk.i18n import N_
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK: Final = ": "
NAMED: Final = N_("{name}: {value}")


class Heard(Language):
    """A language that remembers of which text and fields each of its sentences was made."""

    def __init__(self, language: Language) -> None:
        # It is that language, whatever that was made with: only what it says is remembered besides.
        self.__dict__.update(vars(language))
        self._heard: dict[str, tuple[str, dict[str, object]]] = {}

    def text(self, msgid: str, /, **fields: object) -> str:
        """Say it as the language does."""
        said = super().text(msgid, **fields)
        self._heard.setdefault(said, (msgid, fields))
        return said

    def again(self, said: str) -> Message | str:
        """Give what a sentence was made of, also behind a name (``Exhibit 1: …``); what is not ours stays."""
        if said in self._heard:
            return _message(*self._heard[said])
        name, mark, rest = said.partition(_MARK)
        if mark and rest in self._heard:
            fields: dict[str, Any] = {"name": name, "value": _message(*self._heard[rest])}
            return Message(NAMED, fields)
        return said

    def all_again(self, said: Iterable[str]) -> tuple[Message | str, ...]:
        """Give what each was made of."""
        return tuple(map(self.again, said))


def said_again(told: Iterable[Message | str], language: Language) -> list[str]:
    """Say in a language what was made to be said in any."""
    return [one if isinstance(one, str) else language.say(one) for one in told]


def _message(text: str, fields: dict[str, Any]) -> Message:
    return Message(text, fields)
