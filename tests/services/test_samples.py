"""The sample office: what a new office is filled with, told to the same use-cases a person would use."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from xborder_desk.app import Ways, find_places
from xborder_desk.domain.choices import CLOSED_STATUSES
from xborder_desk.domain.errors import BrokenDataError, KnownError
from xborder_desk.identifiers.normal import normal
from xborder_desk.jobs.context import Cancelled, JobContext, Progress
from xborder_desk.services.samples import FICTIONAL, fill_sample
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.domain.cases import CaseView
    from xborder_desk.services import Desk

# An address of a mail or of the web, by its last label.
HOSTS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)|https?://([\w.-]+)")
ROOM = 2_000_000


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Ways:
    return Ways(find_places(), SettingsFile(tmp_path_factory.mktemp("settings")))


@pytest.fixture(scope="module")
def desk(ways: Ways, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = ways.create(tmp_path_factory.mktemp("sample") / "office", JobContext(), sample=True)
    yield made
    made.close()


@pytest.fixture(scope="module")
def sample(project_root: Path) -> Path:
    return project_root / "resources" / "sample"


def every_case(desk: Desk) -> list[CaseView]:
    """All cases, those in the bin too."""
    rows = [*desk.cases.all(), *desk.cases.all(binned=True)]
    return [desk.cases.show(row.number) for row in rows]


def hashes(desk: Desk) -> list[tuple[str, str, str]]:
    """What the office holds of evidence: case, number, bytes."""
    return [
        (case.number, item.number, item.sha256)
        for case in every_case(desk)
        for item in desk.evidence.list(case.number)
    ]


def test_a_dozen_cases_of_many_countries_scripts_and_currencies(desk: Desk) -> None:
    cases = every_case(desk)
    assert len(cases) >= 14
    of_role = {
        role: {case.of_role(role).country for case in cases if case.of_role(role)}  # type: ignore[union-attr]  # asked for just before
        for role in ("consumer", "seller", "platform")
    }
    assert of_role["consumer"] >= {"DE", "AT", "FR", "ES", "IT", "PL", "PT", "NL", "TW", "HK", "SE", "GR"}
    assert of_role["consumer"] >= {"LB", "EG", "JP", "KR"}
    assert of_role["seller"] >= {"CN", "HK", "US", "GB", "TR", ""}
    assert "LU" in of_role["platform"]
    currencies = {str(case.values["currency"]) for case in cases}
    assert currencies >= {"EUR", "USD", "GBP", "CNY", "TWD", "PLN", "SEK", "JPY", "KRW"}
    names = "".join(party.name for case in cases for party in case.parties)
    for script in (
        "[\u4e00-\u9fff]",
        "[\u0600-\u06ff]",
        "[\u0370-\u03ff]",
        "[\u3040-\u30ff]",
        "[\uac00-\ud7a3]",
    ):
        assert re.search(script, names), script


def test_names_in_other_scripts_have_their_latin_form(desk: Desk) -> None:
    for case in every_case(desk):
        for party in case.parties:
            if not re.search("[A-Za-z]", party.name):
                assert re.fullmatch(r"[\x20-\x7e]+", party.name_latin), (case.number, party.name)


def test_they_stand_at_different_points(desk: Desk) -> None:
    states = {case.status for case in every_case(desk)}
    expected = {"new", "seller_contacted", "seller_silent", "unreachable", "with_platform", "with_payment"}
    assert states >= expected | {"in_adr", "in_court", "settled", "closed"}
    (binned,) = desk.cases.all(binned=True)
    assert binned.number not in {row.number for row in desk.cases.all()}


def test_what_is_settled_has_outcome_route_and_amount(desk: Desk) -> None:
    settled = [case for case in every_case(desk) if case.status == "settled"]
    assert len(settled) >= 2
    for case in settled:
        assert case.values["outcome"]
        assert case.values["outcome_route"]
        assert case.values["outcome_amount"]
        assert case.values["outcome_currency"] == case.values["currency"]


def test_every_case_says_that_it_is_invented(desk: Desk) -> None:
    assert desk.offices.is_sample()
    for case in every_case(desk):
        assert FICTIONAL in {note.text for note in case.notes}, case.number


def test_an_office_without_the_sample_is_no_sample(ways: Ways, tmp_path: Path) -> None:
    made = ways.create(tmp_path / "office", JobContext())
    try:
        assert not made.offices.is_sample()
        assert made.cases.all() == []
    finally:
        made.close()


def test_the_first_case_is_the_rich_one(desk: Desk) -> None:
    first = desk.cases.rows(desk.cases.ids())[-1]
    case = desk.cases.show(first.number)
    consumer, seller = case.of_role("consumer"), case.of_role("seller")
    assert consumer is not None
    assert seller is not None
    assert (consumer.name, seller.name) == ("Annika Brandt", "深圳市蓝屿科技有限公司")
    assert str(case.values["amount"]) == "1249.00"
    wholes = [item for item in desk.evidence.list(case.number) if not item.part_of]
    attempts = desk.contacts.list(case.number)
    assert len(wholes) >= 8
    assert len(case.facts) >= 5
    assert len(attempts) >= 6
    assert all("{{ref:" in fact.text or not fact.proofs for fact in case.facts)
    assert {result for attempt in attempts if (result := attempt.result)} >= {"bounced", "returned_moved"}
    assert any(attempt.corrections for attempt in attempts)
    assert any(attempt.replies for attempt in attempts)
    assert any(attempt.proofs for attempt in attempts)


def test_attempts_lie_in_the_past_and_work_ahead_around_today(desk: Desk) -> None:
    now = dt.datetime.now(dt.UTC)
    today = now.astimezone(desk.zone).date()
    due = []
    for case in every_case(desk):
        due += [task.due_on for task in case.tasks if task.due_on]
        if case.status in CLOSED_STATUSES:
            assert not case.tasks
        for attempt in desk.contacts.list(case.number):
            said = [attempt.started_at, *(line.at for line in (*attempt.results, *attempt.replies))]
            assert max(said) <= now, (case.number, attempt.number)
    assert min(due) < today < max(due)
    assert today in due


def test_three_shops_share_what_gives_one_seller_away(desk: Desk) -> None:
    shops: dict[tuple[str, str], set[str]] = {}
    for case in every_case(desk):
        seller = case.of_role("seller")
        for found in seller.identifiers if seller else ():
            digits = re.sub(r"\D", "", found.raw).removeprefix("00").replace("8607", "867")
            key = digits if found.kind == "phone" else normal(found.kind, found.raw)
            shops.setdefault((found.kind, key), set()).add(case.number)
    shared = {kind for (kind, _value), cases in shops.items() if len(cases) >= 3}
    assert shared >= {"address", "phone", "account"}


def test_everything_is_read_but_the_damaged_and_the_empty_file(desk: Desk) -> None:
    odd = [
        (case.number, item.number, item.state)
        for case in every_case(desk)
        for item in desk.evidence.list(case.number)
        if item.state != "read" or item.warnings
    ]
    first = desk.cases.rows(desk.cases.ids())[-1].number
    assert odd == [(first, "E-14", "unreadable"), (first, "E-15", "unreadable")]


def test_every_kind_of_evidence_is_there(desk: Desk) -> None:
    items = [item for case in every_case(desk) for item in desk.evidence.list(case.number)]
    assert {item.kind for item in items} >= {"pdf", "picture", "eml", "text", "empty"}
    assert any(item.part_of for item in items)
    sideways = [item for item in items if item.facts.get("orientation") == 6]
    assert sideways


def test_the_office_checks_clean(desk: Desk) -> None:
    checked = desk.offices.check(JobContext())
    assert checked.findings == ()
    assert checked.checked >= 40


@pytest.mark.parametrize(("profile", "language"), [("de", "de"), ("generic", "en"), ("generic", "zh-Hant")])
def test_the_dossier_of_the_rich_case_builds(desk: Desk, tmp_path: Path, profile: str, language: str) -> None:
    first = desk.cases.rows(desk.cases.ids())[-1].number
    made = desk.dossiers.export(first, profile, language, tmp_path, JobContext())
    assert len(made.warnings) == 2
    assert [re.search(r"1[45]", said) is not None for said in made.warnings] == [True, True]
    assert made.pages > 40
    assert made.bundle.is_file()


def test_two_offices_hold_the_same_bytes(desk: Desk, ways: Ways, tmp_path: Path) -> None:
    other = ways.create(tmp_path / "office", JobContext(), sample=True)
    try:
        assert hashes(other) == hashes(desk)
    finally:
        other.close()


def test_progress_is_told_and_cancelling_keeps_what_was_made(
    ways: Ways, sample: Path, tmp_path: Path
) -> None:
    told: list[Progress] = []

    def hear(progress: Progress) -> None:
        told.append(progress)
        if progress.done == 2:
            ctx.cancel()

    ctx = JobContext(hear)
    made = ways.create(tmp_path / "office", JobContext())
    try:
        with pytest.raises(Cancelled):
            fill_sample(made, sample, ctx)
        assert [progress.done for progress in told] == [0, 1, 2]
        assert all(progress.total >= 14 for progress in told)
        assert len(made.cases.all()) in {2, 3}
        assert made.offices.check(JobContext()).ok
        assert made.offices.is_sample()
    finally:
        made.close()


def test_a_paper_that_is_not_there_is_named(ways: Ways, tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    folder.mkdir()
    story = (
        'called = "A"\nstatus = "new"\n[consumer]\nname = "B"\n[seller]\nname = "C"\n'
        '[[files]]\nfile = "gone.pdf"\ncalled = "Gone"\n'
    )
    (folder / "01-a.toml").write_text(story, encoding="utf-8")
    made = ways.create(tmp_path / "office", JobContext())
    try:
        with pytest.raises(KnownError) as caught:
            fill_sample(made, folder, JobContext())
        assert "gone.pdf" in str(caught.value)
        with pytest.raises(BrokenDataError):
            fill_sample(made, tmp_path / "nowhere", JobContext())
    finally:
        made.close()


def stories(sample: Path) -> list[dict[str, Any]]:
    """The sample as it is written."""
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(sample.glob("*.toml"))]


def test_every_paper_belongs_to_a_case_and_all_are_small(sample: Path) -> None:
    used = {entry["file"] for story in stories(sample) for entry in story.get("files", [])}
    files = sample / "files"
    there = {file.relative_to(files).as_posix() for file in files.rglob("*") if file.is_file()}
    assert used == there
    assert sum((files / name).stat().st_size for name in there) < ROOM


def test_nothing_in_it_could_belong_to_anybody(sample: Path) -> None:
    texts = [
        file.read_text(encoding="utf-8", errors="replace")
        for file in sample.rglob("*")
        if file.suffix in {".toml", ".txt", ".eml"}
    ]
    hosts = {host for text in texts for found in HOSTS.findall(text) for host in found if host}
    assert hosts
    assert {host for host in hosts if not host.endswith(".example")} == set()


def test_account_numbers_are_samples_that_add_up(sample: Path) -> None:
    ibans = [
        entry["raw"]
        for story in stories(sample)
        for party in ("consumer", "seller", "platform")
        for entry in story.get(party, {}).get("reach", [])
        if entry["kind"] == "iban"
    ]
    assert len(ibans) >= 10
    for iban in ibans:
        packed = iban.replace(" ", "")
        figures = "".join(str(int(letter, 36)) for letter in packed[4:] + packed[:4])
        assert int(figures) % 97 == 1, iban
