"""What is marked in the program is found by the extractor, so that it can be translated."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from xborder_desk.i18n.catalogues import template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKS = {"_", "N_"}


def marked(file: Path) -> Iterator[str]:
    """Give the texts of a module under a mark, also those within f-strings, which extractors do not read."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in MARKS:
            continue
        first = node.args[0] if node.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
            yield first.value


def test_every_marked_text_reaches_the_translators(project_root: Path) -> None:
    ids = [message.id for message in template(project_root) if message.id]
    there = {one for text in ids for one in ((text,) if isinstance(text, str) else text)}
    files = sorted((project_root / "xborder_desk").rglob("*.py"))
    lost = [f"{file.name}: {text}" for file in files for text in marked(file) if text not in there]
    assert lost == []
