"""What ``dossier verify`` answers for a folder, a ZIP, a bundle, and for nothing at all."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.factories.dossier import odd_pdf
from tests.factories.packages import sample_spec
from tests.factories.signatures import PASS, Maker
from xborder_desk.documents.signing import sign
from xborder_desk.domain.errors import FileError
from xborder_desk.domain.package import SignatureSeen
from xborder_desk.i18n.language import Language
from xborder_desk.jobs import JobContext
from xborder_desk.pipelines.package import write_package
from xborder_desk.pipelines.verify import verify_package

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.package import PackageResult


@pytest.fixture
def packed(tmp_path: Path) -> PackageResult:
    return write_package(sample_spec(tmp_path / "store"), tmp_path / "out", JobContext())


def test_a_whole_package_is_right_in_every_shape(packed: PackageResult) -> None:
    beside = packed.folder.parent / "dossier.pdf"
    shutil.copy(packed.folder / "data" / "bundle.pdf", beside)
    for path in (packed.folder, packed.zip, packed.folder / "data" / "bundle.pdf", beside):
        check = verify_package(path)
        assert check.ok
        assert (check.checked, check.seal) == (packed.files, packed.seal)


def test_a_finding_is_a_sentence_in_any_language(packed: PackageResult) -> None:
    (packed.folder / "data" / "case.json").write_bytes(b"{}")
    check = verify_package(packed.folder)
    assert not check.ok
    sentences = [Language("en").say(finding) for finding in check.findings]
    assert "data/case.json was changed: its bytes are not those that were packed." in sentences
    assert not any("{" in sentence for sentence in sentences)


def test_a_bundle_that_is_not_the_packages_own_is_named(packed: PackageResult) -> None:
    other = packed.folder.parent / "other.pdf"
    other.write_bytes(b"%PDF-1.7 another dossier")
    [finding] = verify_package(other).findings
    assert (finding.kind, finding.file) == ("changed", "other.pdf")
    assert packed.folder.name in Language("en").say(finding)


def test_a_bundle_alone_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    (tmp_path / "alone.pdf").write_bytes(b"%PDF-1.7 alone")
    [finding] = verify_package(tmp_path / "alone.pdf").findings
    assert finding.kind == "alone"


def test_a_changed_bundle_inside_its_package_is_found(packed: PackageResult) -> None:
    bundle = packed.folder / "data" / "bundle.pdf"
    bundle.write_bytes(bundle.read_bytes() + b" ")
    assert "data/bundle.pdf" in {finding.file for finding in verify_package(bundle).findings}


def test_nothing_there_is_a_known_fault(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is not there"):
        verify_package(tmp_path / "nothing")


def test_some_other_file_is_no_package(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    [finding] = verify_package(tmp_path / "notes.txt").findings
    assert finding.kind == "unreadable"


def test_a_folder_that_is_no_package_is_told_at_once(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number}").mkdir()
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    check = verify_package(tmp_path)
    assert [finding.kind for finding in check.findings] == ["no-package"]
    assert check.checked == 0  # nothing of it was read


@pytest.fixture
def signed(tmp_path: Path) -> PackageResult:
    """A package whose bundle is signed, as an export with a key makes it."""
    spec = sample_spec(tmp_path / "store")
    odd_pdf(spec.bundle, [{}, {}])
    sign(str(spec.bundle), str(Maker("Beratung").p12(tmp_path / "key.p12")), PASS)
    return write_package(spec, tmp_path / "out", JobContext())


def test_the_signature_of_a_bundle_is_checked_with_it_in_every_shape(signed: PackageResult) -> None:
    alone = signed.folder.parent.parent / "alone.pdf"
    shutil.copy(signed.folder / "data" / "bundle.pdf", alone)
    for path in (signed.folder, signed.zip, signed.folder / "data" / "bundle.pdf", alone):
        check = verify_package(path)
        assert check.ok, path
        assert check.signature == SignatureSeen(
            "Common Name: Beratung", intact=True, whole=True, self_made=True, stamped=False
        ), path


def test_a_signed_bundle_with_a_flipped_byte_is_refused_alone_and_in_its_package(
    signed: PackageResult,
) -> None:
    bundle = signed.folder / "data" / "bundle.pdf"
    data = bytearray(bundle.read_bytes())
    data[200] ^= 1
    alone = signed.folder.parent.parent / "alone.pdf"
    alone.write_bytes(data)
    kinds = [finding.kind for finding in verify_package(alone).findings]
    assert "signature-broken" in kinds
    bundle.chmod(0o600)
    bundle.write_bytes(data)
    found = {finding.kind: finding for finding in verify_package(signed.folder).findings}
    assert found.keys() == {"changed", "differs", "signature-broken"}
    assert "broken" in Language("en").say(found["signature-broken"])


def test_what_was_added_behind_a_signature_is_told(signed: PackageResult) -> None:
    alone = signed.folder.parent.parent / "alone.pdf"
    alone.write_bytes((signed.folder / "data" / "bundle.pdf").read_bytes() + b"\n% more\n")
    assert [finding.kind for finding in verify_package(alone).findings] == ["signature-added"]
