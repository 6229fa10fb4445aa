"""A conversation, whoever exported it: who wrote what when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

MOST_LOGGED: Final = 3000
"""Messages that are given one by one; the text holds all."""


@dataclass(slots=True)
class Said:
    """One message: its time (ISO, without zone where none is named), its sender (empty: the program)."""

    at: str
    sender: str
    text: str


@dataclass(slots=True)
class Log:
    """A conversation: its name, where it was, its messages in their order, files it mentions."""

    program: str
    name: str = ""
    messages: list[Said] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    order: str = ""
    """``year``, ``day`` or ``month``: what its dates begin with; ``unsure`` when either is possible."""

    def facts(self) -> dict[str, Any]:
        """Give them as the kind tells them."""
        people = Counter(said.sender for said in self.messages if said.sender)
        times = [said.at for said in self.messages if said.at]
        return {
            "program": self.program,
            "participants": [{"name": name, "messages": count} for name, count in people.most_common(500)],
            "messages": sum(bool(said.sender) for said in self.messages),
            "first": times[0] if times else None,
            "last": times[-1] if times else None,
            "date_order": self.order,
            "attachments": self.files[:1000],
            "log": [
                {"at": said.at, "from": said.sender, "text": said.text[:2000]}
                for said in self.messages[:MOST_LOGGED]
            ],
        }

    def text(self) -> str:
        """Give the conversation as lines."""
        return "\n".join(
            f"{said.at.replace('T', ' ')}  {said.sender or '–'}: {said.text}" for said in self.messages
        )
