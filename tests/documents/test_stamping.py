"""Time stamps of a real authority: taken, checked without the network, refused where anything is wrong."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import random
from typing import TYPE_CHECKING

import pytest
from asn1crypto import tsp

from tests.factories.stamps import Authority, authority, founded
from xborder_desk.documents import stamping
from xborder_desk.documents.stamping import certificates_in, check, check_service, look, request_for
from xborder_desk.domain.errors import BadInputError, BuildError
from xborder_desk.jobs.apart import Apart

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["authority"]

DATA = b"an invoice nobody paid"
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(scope="module")
def answer(authority: Authority) -> bytes:
    """One answer of the authority about the data."""
    return stamping.ask(authority.url, request_for(bytes.fromhex(DIGEST))[0])


def said(fault: BadInputError | BuildError) -> str:
    return fault.text.format(**fault.fields)


def test_a_stamp_is_asked_for_and_holds(authority: Authority) -> None:
    asked, nonce = request_for(bytes.fromhex(DIGEST))
    before = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=2)
    stamp = check(stamping.ask(authority.url, asked), DIGEST, [authority.root], nonce)
    assert stamp["trusted"] is True
    assert "Stamper of the tests" in str(stamp["authority"])
    assert stamp["policy"] == "1.2.3.4.1"
    at = dt.datetime.fromisoformat(str(stamp["at"]))
    assert before <= at <= dt.datetime.now(dt.UTC) + dt.timedelta(seconds=2)
    assert any("Root of the tests" in str(name) for name in stamp["chain"])  # type: ignore[union-attr]  # a list


def test_an_outsider_verifies_the_token_with_openssl(authority: Authority, answer: bytes) -> None:
    token = base64.b64decode(str(check(answer, DIGEST, [])["token"]))
    assert authority.verifies(token, DATA)
    assert not authority.verifies(token, DATA + b".")


def test_a_token_alone_is_as_good_as_the_whole_answer(authority: Authority, answer: bytes) -> None:
    whole = check(answer, DIGEST, [authority.root])
    assert check(base64.b64decode(str(whole["token"])), DIGEST, [authority.root]) == whole


def test_without_the_certificate_of_the_authority_it_is_not_trusted(answer: bytes, tmp_path: Path) -> None:
    other = founded(tmp_path)
    assert check(answer, DIGEST, [])["trusted"] is False
    assert check(answer, DIGEST, [other.root])["trusted"] is False


def test_certificates_may_come_as_pem_or_der(authority: Authority, answer: bytes) -> None:
    (der,) = certificates_in(authority.root)
    assert certificates_in(der) == [der]
    assert certificates_in(authority.root * 2) == [der, der]
    assert check(answer, DIGEST, [der])["trusted"] is True


@pytest.mark.parametrize(
    "data", [b"", b"no certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"]
)
def test_what_holds_no_certificate_is_refused(data: bytes) -> None:
    with pytest.raises(BadInputError):
        certificates_in(data)


def test_a_stamp_about_other_bytes_is_refused(answer: bytes) -> None:
    with pytest.raises(BadInputError, match="not about these bytes"):
        check(answer, hashlib.sha256(b"another").hexdigest(), [])


def test_an_answer_to_another_request_is_refused(answer: bytes) -> None:
    with pytest.raises(BadInputError, match="another request"):
        check(answer, DIGEST, [], nonce=1)


def test_a_refusal_says_why(authority: Authority) -> None:
    wrong = tsp.TimeStampReq.load(request_for(bytes.fromhex(DIGEST))[0])
    wrong["message_imprint"]["hashed_message"] = b"too short"
    with pytest.raises(BadInputError, match="refused"):
        check(stamping.ask(authority.url, wrong.dump(force=True)), DIGEST, [])


@pytest.mark.parametrize(
    "data", [b"", b"0", b"\x30\x80\x00\x00", b"<html>busy</html>", b"\x30\x03\x02\x01\x00", b"0" * 9999]
)
def test_what_is_no_stamp_is_refused(data: bytes) -> None:
    with pytest.raises(BadInputError):
        check(data, DIGEST, [])


def test_no_changed_byte_goes_unseen(authority: Authority, answer: bytes) -> None:
    """Every changed byte breaks it, or what it says is the same to the letter."""
    token = base64.b64decode(str(check(answer, DIGEST, [authority.root])["token"]))
    true = check(token, DIGEST, [authority.root])
    meant = {name: true[name] for name in ("at", "authority", "serial", "policy")}
    dice = random.Random(7)  # noqa: S311 - the same bytes each time
    for place in dice.sample(range(len(token)), 60):
        broken = bytearray(token)
        broken[place] ^= 1 << dice.randrange(8)
        try:
            found = check(bytes(broken), DIGEST, [authority.root])
        except BadInputError:
            continue
        assert {name: found[name] for name in meant} == meant


def test_it_is_checked_in_a_child_that_has_no_network(authority: Authority, answer: bytes) -> None:
    with Apart() as apart:
        told = apart.run("xborder_desk.documents.stamping:check", answer, DIGEST, [authority.root], None)
    assert told == check(answer, DIGEST, [authority.root])


def test_many_are_looked_at_at_once(answer: bytes) -> None:
    told = check(answer, DIGEST, [])
    token, at, name = str(told["token"]), str(told["at"]), str(told["authority"])
    other = hashlib.sha256(b"x").hexdigest()
    rows = [
        ([token, DIGEST, at, name], ""),
        ([token, DIGEST, at, ""], ""),
        ([token, other, at, name], stamping.OTHER_BYTES),
        (["no base64!", DIGEST, at, name], stamping.NO_TOKEN),
        (["AAAA", DIGEST, at, name], stamping.NO_TOKEN),
        ([token, DIGEST, "2020-01-01T00:00:00Z", name], stamping.BESIDE),
        ([token, DIGEST, at, "Somebody else"], stamping.BESIDE),
        ([token, DIGEST, "soon", name], stamping.NO_TOKEN),
        ([token, DIGEST, "2020-01-01T00:00:00", name], stamping.BESIDE),
    ]
    assert look([row for row, _ in rows], []) == [fault for _, fault in rows]


def test_the_same_moment_written_in_another_zone_is_the_same(answer: bytes) -> None:
    told = check(answer, DIGEST, [])
    at = dt.datetime.fromisoformat(str(told["at"])).astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert look([[str(told["token"]), DIGEST, at.isoformat(), ""]], []) == [""]


@pytest.mark.parametrize(
    "url",
    ["", "tsa.example", "ftp://tsa.example/", "file:///etc/hosts", "https://", "http://a b/", "https://a\n/"],
)
def test_only_web_addresses_are_services(url: str) -> None:
    with pytest.raises(BadInputError):
        check_service(url)


def test_an_address_is_kept_as_it_was_given() -> None:
    assert check_service(" https://tsa.example:8443/tsr?x=1 ") == "https://tsa.example:8443/tsr?x=1"


@pytest.mark.parametrize(
    ("status", "answered"), [(503, b"busy"), (302, b""), (200, b"x" * (stamping.MOST_BYTES + 1))]
)
def test_a_service_that_answers_otherwise_is_a_sentence(
    authority: Authority, status: int, answered: bytes
) -> None:
    authority.answers.append((status, answered))
    with pytest.raises(BuildError) as caught:
        stamping.ask(authority.url, b"request")
    assert "refused" in said(caught.value)


def test_a_service_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(BuildError) as caught:
        stamping.ask("http://127.0.0.1:9/tsr", b"request", 2)
    assert "cannot be reached" in said(caught.value)


def test_two_requests_are_never_the_same() -> None:
    assert len({request_for(bytes.fromhex(DIGEST))[1] for _ in range(50)}) == 50
