"""A dossier signed as a whole and in parts: seen or not, refused after one changed byte."""

from __future__ import annotations

import math
import os
import re
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.factories.cases import add_evidence, open_case, write_files
from tests.factories.dossier import odd_pdf
from tests.factories.offices import desk_in
from tests.factories.signatures import NAME, PASS, flipped, key, maker
from xborder_desk.documents.signing import check, signer_name
from xborder_desk.domain.errors import BadInputError
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.verify import verify_package
from xborder_desk.services.dossiers import Signing
from xborder_desk.services.dossiers.making import SELF_MADE, part_size

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.services.dossiers import DossierExport
    from xborder_desk.storage.office import Office

__all__ = ["key", "maker"]


@pytest.fixture
def desk(embedded: Office) -> Iterator[Desk]:
    made = desk_in(embedded)
    yield made
    made.offices._apart.close()


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> str:
    number = open_case(desk)
    scan = odd_pdf(tmp_path / "scan.pdf", [{} for _ in range(8)], os.urandom(20_000).hex().encode())
    add_evidence(desk, number, [scan, *write_files(tmp_path / "in", note="It smoked.")])
    return number


def export(
    desk: Desk, case: str, tmp_path: Path, signing: Signing | None, *, most: int = 0, language: str = "en"
) -> DossierExport:
    out = tmp_path / "out"
    made = desk.dossiers.export(
        case, "generic", language, out, JobContext(), signing=signing, most_bytes=most
    )
    assert not list(out.glob("**/seal.pdf"))
    return made


def words(pdf: pikepdf.Pdf) -> list[float]:
    """Give the box of the signature on the first page; one of no size is not seen."""
    (widget,) = pdf.pages[0].Annots
    return [float(side) for side in widget.Rect]


def drawn(pdf: pikepdf.Pdf) -> float:
    """Give how large a signature is drawn: 1 is as it was set."""
    look = pdf.pages[0].Annots[0].AP.N.read_bytes()
    return math.prod(float(scale) for scale in re.findall(rb"([\d.]+) 0 0 [\d.]+ \S+ \S+ cm", look))


def test_every_part_bears_a_signature_of_its_own_that_holds(
    desk: Desk, case: str, tmp_path: Path, key: str
) -> None:
    most = 200_000
    made = export(desk, case, tmp_path, Signing(key, PASS), most=most)
    assert len(made.parts) > 1
    for file in (made.bundle, *made.parts):
        seen = check(str(file))
        assert (seen["signed"], seen["intact"], seen["whole"]) == (True, True, True), file.name
        assert verify_package(file).ok, file.name
        spoilt = check(str(flipped(file, tmp_path / "spoilt.pdf")))
        assert not spoilt.get("intact"), file.name
    assert all(part.stat().st_size <= most for part in made.parts)
    assert made.warnings.count(SELF_MADE) == 1


def test_a_part_that_was_changed_is_named_and_one_unsigned_sends_to_the_package(
    desk: Desk, case: str, tmp_path: Path, key: str
) -> None:
    made = export(desk, case, tmp_path, Signing(key, PASS), most=200_000)
    part = made.parts[0]
    flipped(part, part)
    assert [one.kind for one in verify_package(part).findings] == ["signature-broken"]
    plain = export(desk, case, tmp_path, None, most=200_000)
    assert [one.kind for one in verify_package(plain.parts[0]).findings] == ["alone"]


def test_a_signature_is_seen_on_the_first_page_only_when_it_is_wanted(
    desk: Desk, case: str, tmp_path: Path, key: str
) -> None:
    hidden = export(desk, case, tmp_path, Signing(key, PASS))
    with pikepdf.open(hidden.bundle) as pdf:
        left, bottom, right, top = words(pdf)
        assert (right - left) * (top - bottom) == 0
    made = export(desk, case, tmp_path, Signing(key, PASS, visible=True), most=200_000)
    for file in (made.bundle, *made.parts):
        assert check(str(file))["intact"]
        with pikepdf.open(file) as pdf:
            left, bottom, right, top = words(pdf)
            page = [float(side) for side in pdf.pages[0].mediabox]
            assert page[2] / 2 < right < page[2]
            assert page[3] - 60 < bottom < top < page[3]
            assert right - left > 100
            assert drawn(pdf) > 0.95


def test_in_a_language_from_right_to_left_it_stands_on_the_other_side(
    desk: Desk, case: str, tmp_path: Path, key: str
) -> None:
    made = export(desk, case, tmp_path, Signing(key, PASS, visible=True), language="ar")
    with pikepdf.open(made.bundle) as pdf:
        left, _, right, _ = words(pdf)
        assert 0 < left < right < float(pdf.pages[0].mediabox[2]) * 0.7


def test_a_signed_one_shows_the_same_pages_as_one_that_is_not(
    desk: Desk, case: str, tmp_path: Path, key: str
) -> None:
    plain = export(desk, case, tmp_path, None).bundle.read_bytes()
    signed = export(desk, case, tmp_path, Signing(key, PASS, visible=True)).bundle.read_bytes()
    assert signed.startswith(plain)


@pytest.mark.parametrize("visible", [False, True])
def test_with_a_wrong_passphrase_nothing_is_left(
    desk: Desk, case: str, tmp_path: Path, key: str, *, visible: bool
) -> None:
    with pytest.raises(BadInputError):
        export(desk, case, tmp_path, Signing(key, "wrong", visible=visible))
    assert not [one for one in (tmp_path / "out").rglob("*") if one.is_file()]


def test_who_signs_is_read_from_the_certificate(key: str) -> None:
    assert signer_name(key, PASS) == NAME
    with pytest.raises(BadInputError):
        signer_name(key, "wrong")


def test_room_is_kept_for_the_signature_of_a_part(tmp_path: Path) -> None:
    signing, proofs = Signing("k", "p"), Signing("k", "p", trust=tmp_path / "roots.pem")
    assert part_size(0, signing) == 0
    assert part_size(1_000_000, None) == 1_000_000
    assert part_size(1_000_000, proofs) < part_size(1_000_000, signing) < 1_000_000
    assert part_size(60_000, signing) == 30_000
