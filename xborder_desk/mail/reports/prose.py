"""Reports written for people: which addresses they name as failed, and the words beside each."""

from __future__ import annotations

import re
from typing import Final

from xborder_desk.mail.reports.fields import ADDRESS, addresses_in

# From here on a report repeats the mail it is about.
_ORIGINAL: Final = re.compile(
    r"^[ \t>*|#=-]*+(_{3,}+)?[ \t]*+(below this line is (a|the) copy|this is a copy of (the|your|my)|"
    r"(the )?(header|body)? ?(of )?(the )?(original|unsent|undelivered|rejected|returned|bounced|failed) (message|mail|e-mail)\b"
    r"(?!s? to)|original message (follows|headers?|text|below|attached)|"
    r"(your|the|original|returned) message (text|headers?|is (attached|below|returned|included)|follows|content)|"
    r"here (is|are) (a copy|the (first|headers?))|copy of (your|the|original)|message headers? follows?|"
    r"start of (the )?(original|returned|message)|undelivered[- ]message[- ]headers|header of the|"
    r"received: ?(from|by|\(qmail)|return-path: ?<)",
    re.IGNORECASE | re.MULTILINE,
)
# What follows is a list of those who were not reached; what stood before may name others.
_HEADED: Final = re.compile(r"did not reach the following [^\n]*", re.IGNORECASE)
_MARKED: Final = re.compile(
    r"(?<![\w@.-])(?:failed recipient|recipient address|final recipient|intended recipient|original recipient|rcpt to|recipient(?:s)?|"
    r"could not be delivered to|was not delivered to|not be delivered to|undeliverable to|"
    r"delivery to the following (?:recipient|address)(?:e?s|\(s\))?[^:\n]*|unable to deliver (?:it |your message |mail |message )?to|"
    r"your message to|message to|failed address(?:es)?|the following address(?:es)?[^:\n]*|invalid address(?:es)?|"
    r"address(?:es)? (?:failed|rejected)[^:\n]*|to the following (?:recipient|address)[^:\n]*|"
    r"sent to the following[^:\n]*|delivery to|bounced address|email address|address|user|to|unknown user|"
    r"error-for|userid|delivering your (?:mail|message) to|delivered to|delivered a|email to this address|"
    r"subject:[^\n]*\n\s*to)(?:\s++(?:is|was|were|are))?[\s:=\"'<\[(]++(?:smtp:|mailto:|rfc822;)?\s*<?"
    rf"({ADDRESS})",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(
    rf"^[ \t>*\-]*+(?:smtp:|mailto:)?[\"'\[(]*<?({ADDRESS})>?[\"'\])]*"
    r"[ \t]*(?:$|:|\.\.\.|\(|[,;]|\s-|=>|\s{2,}|\s(?:on|was|is|failed|could|reason|unknown|user|smtp|\d{3}))",
    re.MULTILINE | re.IGNORECASE,
)


def report_text(text: str) -> tuple[str, str]:
    """Cut a text where it begins to repeat the mail it is about; gives (what is reported, what is repeated)."""
    match = _ORIGINAL.search(text)
    if match is None or not text[: match.start()].strip():
        return text, ""
    return text[: match.start()], text[match.start() :]


def failed_addresses(text: str, sender: set[str]) -> list[str]:
    """Give the addresses that the words name as not reached; ``sender`` are those who wrote or get the report."""
    headed = _HEADED.search(text)
    if headed is not None and "@" in text[headed.end() :]:
        text = text[headed.end() :]
    marked = [found.strip(".'\"") for found in _MARKED.findall(text)]
    alone = [found.strip(".'\"") for found in _ALONE.findall(text)]
    either = list(dict.fromkeys([*alone, *marked]))
    found = [one for one in either if one.lower() not in sender]
    if found or either:
        return found or either[:1]
    others = [one for one in addresses_in(text) if one.lower() not in sender]
    return others[:1]


def words_beside(text: str, address: str, others: list[str]) -> str:
    """Give what stands from an address to the next one, which is how most servers say why."""
    lowered = text.lower()
    start = lowered.find(address.lower())
    if start < 0:
        return text
    ends = [
        at
        for other in others
        if other != address and (at := lowered.find(other.lower(), start + len(address))) > 0
    ]
    return text[start : min(ends, default=len(text))]
