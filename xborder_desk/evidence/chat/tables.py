"""Conversations that Telegram or Facebook's services exported as JSON."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any, Final

from xborder_desk.evidence.chat.log import Log, Said

_TELEGRAM: Final = re.compile(r'"(?:from_id|date_unixtime)"\s*:')
_FACEBOOK: Final = re.compile(r'"sender_name"\s*:')
MOST_MESSAGES: Final = 200_000


def looks_exported(text: str) -> bool:
    """Whether it begins as one of these exports does."""
    start = text[:8192].lstrip()
    return (
        start.startswith("{")
        and '"messages"' in start
        and bool(_TELEGRAM.search(start) or _FACEBOOK.search(start))
    )


def read_exported(text: str) -> Log:
    """Read the messages.

    Raises:
        ValueError: it is not such an export.

    """
    told = json.loads(text)
    messages = told.get("messages") if isinstance(told, dict) else None
    if not isinstance(messages, list):
        return Log("")
    rows = [row for row in messages[:MOST_MESSAGES] if isinstance(row, dict)]
    if any("sender_name" in row for row in rows):
        log = Log("Messenger", _mended(told.get("title")))
        log.messages = [
            Said(_time(row.get("timestamp_ms")), _mended(row.get("sender_name")), _mended(row.get("content")))
            for row in reversed(rows)  # the newest stands first
        ]
        return log
    log = Log("Telegram", str(told.get("name") or ""))
    for row in rows:
        log.messages.append(
            Said(str(row.get("date") or ""), str(row.get("from") or ""), _joined(row.get("text")))
        )
        log.files += [str(row[key]) for key in ("file", "photo") if isinstance(row.get(key), str)]
    return log


def _joined(text: Any) -> str:  # noqa: ANN401 - JSON of a stranger
    pieces = text if isinstance(text, list) else [text]
    return "".join(str(one.get("text", "")) if isinstance(one, dict) else str(one or "") for one in pieces)


def _mended(text: Any) -> str:  # noqa: ANN401 - as above
    """Undo what the export does to letters: each byte of UTF-8 written as a letter of its own."""
    words = str(text or "")
    try:
        return words.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return words


def _time(number: Any) -> str:  # noqa: ANN401 - as above
    try:
        return datetime.fromtimestamp(int(number) / 1000, UTC).isoformat(timespec="seconds")
    except (TypeError, ValueError, OverflowError, OSError):
        return ""
