"""From a server's words to a class (2, 4, 5) and to whether the address is dead."""

from __future__ import annotations

import re
from typing import Final

from xborder_desk.mail.reports import words, words_abroad

_STATUS: Final = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPLY: Final = re.compile(r"(?<![\d.#@/-])([245][0-5]\d)(?=[\s\-:#)\]>,]|$)")
_REFUSED: Final = 5  # the first digit of a reply that refuses for good
_TAKES_NONE: Final = 556  # RFC 7504: the domain takes no mail at all
_SPACES: Final = re.compile(r"\s+")
# Codes that by RFC 3463 and its register say: no such mailbox, no such system, moved, no mail accepted there.
_DEAD: Final = frozenset({"1.1", "1.2", "1.3", "1.6", "1.10", "7.17", "7.18", "7.27"})
_NO_ACCOUNT: Final = re.compile(r"does not have an? \S+ account")
_ALIVE: Final = frozenset(
    {"1.7", "1.8", "2.2", "2.3", "2.4", "3.1", "3.4", "4.1", "4.2", "4.5", "4.7", "7.26", "7.25"}
)


def folded(text: str) -> str:
    """Bring words into the form the phrases are written in, short forms (isn't) beside their long ones."""
    spoken = _SPACES.sub(" ", text.replace("\u2019", "'")).strip().lower()
    longer = spoken.replace("can't", "cannot").replace("n't ", " not ")
    return spoken if longer == spoken else f"{spoken} {longer}"


def status_in(text: str) -> str:
    """Give the last enhanced status code of a text that says more than "other" (x.0.0), else the last one."""
    found = [".".join(match) for match in _STATUS.findall(text)]
    telling = [code for code in found if not code.endswith(".0.0")]
    return (telling or found or [""])[-1]


def reply_in(text: str) -> int | None:
    """Give the last SMTP reply code of a text that tells of a refusal."""
    found = [code for code in _REPLY.findall(text) if code[0] != "2"]
    return int(found[-1]) if found else None


def class_of(status: str, action: str, reply: int | None, text: str) -> int | None:
    """Give 2, 4 or 5: by the status, else the action, else the reply code, else the words."""
    refused = reply is not None and reply // 100 == _REFUSED
    if status and not (status.startswith("4") and action == "failed" and refused):
        return int(status[0])
    if reply is not None:
        return reply // 100
    if action == "failed" and "temporar" not in folded(text):
        return 5
    by_action = {"failed": 5, "delayed": 4, "delivered": 2, "relayed": 2, "expanded": 2}.get(action)
    if by_action:
        return by_action
    spoken = folded(text)
    if words.DELAYED.search(spoken) and "permanent" not in spoken:
        return 4
    return 5 if spoken else None


def is_waiting(text: str) -> bool:
    """Tell whether the words say that the server is still trying."""
    spoken = folded(text)
    return words.DELAYED.search(spoken) is not None and words.GIVEN_UP.search(spoken) is None


def is_dead(status: str, reply: int | None, text: str) -> bool:
    """Tell whether the report shows that the mailbox or domain is not there, takes no mail, or has moved."""
    spoken = folded(text)
    code = status.partition(".")[2]
    if code == "7.27" or reply == _TAKES_NONE or words.NO_MAIL.search(spoken):
        return not status.startswith("4")
    if _is_alive(code, status, reply, spoken):
        return False
    if code == "1.0" and "address rejected" in spoken:
        return True
    if any(phrases.search(spoken) for phrases in (words.UNKNOWN_HOST, words.MOVED)) or _abroad(spoken):
        return not (status.startswith("4") and code not in _DEAD)
    if words.UNKNOWN_USER.search(spoken):
        return not (status.startswith("4") and code not in _DEAD) and not _bare(code, reply, spoken)
    refused = status.startswith("5") and (reply is None or reply // 100 == _REFUSED)
    return code in _DEAD and refused and not words.EXPIRED.search(spoken)


def _is_alive(code: str, status: str, reply: int | None, spoken: str) -> bool:
    """Tell whether code, step or words say that the address is there and something else stood in the way."""
    if code in _ALIVE or (status.startswith("4") and not reply):
        return True
    if code not in _DEAD and _too_late(spoken) and not _NO_ACCOUNT.search(spoken):
        return True
    if words.PLAIN_UNKNOWN.search(spoken) or (code == "1.0" and "address rejected" in spoken):
        return False
    plain = _without_addresses(spoken)
    if words.FILTERED.search(spoken) or words.ALIVE.search(plain):
        return True
    return words_abroad.ALIVE.search(words_abroad.bare(plain)) is not None


def _abroad(spoken: str) -> bool:
    """Tell whether it says in another language that there is no such mailbox or domain."""
    plain = words_abroad.bare(_without_addresses(spoken))
    return any(one.search(plain) for one in (words_abroad.UNKNOWN_USER, words_abroad.UNKNOWN_HOST))


def _bare(code: str, reply: int | None, spoken: str) -> bool:
    """Tell whether "unknown" is all a server said: no code of its own, and nobody knows at which step.

    Filters say the same of mailboxes that are there, once they have seen the mail. That shows nothing.
    """
    if reply is None or code not in {"", "0.0"} or _NO_ACCOUNT.search(spoken):
        return False
    return not words.STAGE.search(spoken)


def _too_late(spoken: str) -> bool:
    """Tell whether the refusal came after the address had been taken, or before it was asked for."""
    stages = [next(filter(None, found)) for found in words.STAGE.findall(spoken)]
    return bool(stages) and stages[-1] not in {"rcpt", "recipient"}


_ADDRESS: Final = re.compile(r"(?<![!-~])[!-~]+@[!-~]+")


def _without_addresses(spoken: str) -> str:
    """Drop addresses and host names, whose words (spam.example) say nothing of the reason."""
    return re.sub(r"https?://[!-~]+|(?<![\w.-])[a-z0-9_-]+(\.[a-z0-9_-]+)+\b", " ", _ADDRESS.sub(" ", spoken))
