"""What a mail says crosses a process boundary whole, and what is no mail is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.mail_import import Became, Imported
from xborder_desk.domain.mails import Person, ToldMail, ToldRecipient, ToldReport

WORDS = st.text(max_size=12)
PEOPLE = st.lists(st.builds(Person, WORDS, WORDS), max_size=3).map(tuple)
RECIPIENTS = st.builds(
    ToldRecipient,
    WORDS,
    WORDS,
    st.sampled_from([2, 4, 5, None]),
    st.booleans(),
    WORDS,
    st.booleans(),
    st.booleans(),
)
REPORTS = st.none() | st.builds(ToldReport, WORDS, st.lists(RECIPIENTS, max_size=2).map(tuple), WORDS, WORDS)
MAILS = st.builds(
    ToldMail,
    readable=st.booleans(),
    canonical=WORDS,
    message_id=WORDS,
    answers=st.lists(WORDS, max_size=2).map(tuple),
    sender=PEOPLE,
    receivers=PEOPLE,
    carried=st.booleans(),
    listed=st.booleans(),
    report=REPORTS,
)


@given(MAILS)
def test_a_mail_comes_back_as_it_went_through_json(mail: ToldMail) -> None:
    assert ToldMail.from_plain(json.loads(json.dumps(mail.to_plain()))) == mail


@pytest.mark.parametrize(
    "plain",
    [
        None,
        "mail",
        [],
        {},
        {"readable": True},
        {"readable": True, "canonical": "x", "sender": [{}]},
        {"readable": True, "canonical": "x", "sender": ["Ann"]},
        {"readable": True, "canonical": "x", "report": "bounced"},
        {"readable": True, "canonical": "x", "report": {"kind": "delivery"}},
        {"readable": True, "canonical": "x", "unknown": 1},
        {"readable": True, "canonical": "x", "answers": 5},
    ],
)
def test_another_shape_is_no_mail(plain: object) -> None:
    with pytest.raises(ValueError, match="not a mail"):
        ToldMail.from_plain(plain)


def test_no_mail_has_people_without_end() -> None:
    crowd = [{"name": "", "address": f"{n}@e.org"} for n in range(5000)]
    assert (
        len(ToldMail.from_plain({"readable": True, "canonical": "x", "receivers": crowd}).receivers) == 2000
    )


def test_a_file_that_changed_nothing_is_kept() -> None:
    done = Imported(Path("a.eml"))
    assert (done.outcome, done.attempts, done.fault) == (Became.KEPT, (), None)
    assert [one.value for one in Became] == ["attempt", "result", "reply", "kept"]
