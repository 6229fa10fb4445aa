"""Papers of blocks as JSON values."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.search import DataText
from xborder_desk.domain.statement import Block, Paper, Span, plain_blocks
from xborder_desk.domain.statement_text import BlockText, StatementText

WORDS = st.lists(st.text(max_size=5), min_size=1, max_size=2).map(tuple)
CELLS = st.lists(st.builds(Span, WORDS, st.sampled_from(["", "muted", "strong", "code"])), max_size=2).map(
    tuple
)
BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(["heading", "text", "boxes", "fields", "table", "sign"]),
    words=WORDS,
    texts=st.lists(WORDS, max_size=2).map(tuple),
    fields=st.lists(st.tuples(WORDS, CELLS), max_size=2).map(tuple),
    heads=st.lists(WORDS, max_size=2).map(tuple),
    rows=st.lists(st.lists(CELLS, max_size=2).map(tuple), max_size=2).map(tuple),
)


@given(st.lists(BLOCKS, max_size=3).map(tuple))
def test_blocks_keep_every_word_as_json(blocks: tuple[Block, ...]) -> None:
    plain = json.loads(json.dumps(plain_blocks(blocks)))
    assert [one["kind"] for one in plain] == [one.kind for one in blocks]
    for said, block in zip(plain, blocks, strict=True):
        assert tuple(said["words"]) == block.words
        assert [tuple(one) for one in said["texts"]] == list(block.texts)
        cells = [[span["words"] for span in cell] for row in said["rows"] for cell in row]
        assert cells == [[list(span.words) for span in cell] for row in block.rows for cell in row]
        assert [len(cell) for _label, cell in said["fields"]] == [len(cell) for _label, cell in block.fields]


def test_a_paper_is_upright_unless_said_otherwise() -> None:
    paper = Paper(("Title",), ("Running",), "Jana", "2026-03-02", ("en",), ("ltr",), (Block("heading"),))
    assert not paper.landscape
    assert paper.exhibits == ()
    assert plain_blocks(paper.blocks)[0]["columns"] == []


def test_words_of_a_statement_are_found_by_block() -> None:
    text = StatementText(DataText("Title", "c"), {"truth": BlockText(DataText("Truth", "c"))})
    assert str(text.blocks["truth"].heading) == "Truth"
    assert text.blocks["truth"].note is None
