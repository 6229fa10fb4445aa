"""Every real PDF, picture and mail in one dossier: each an exhibit, or a sheet that says why not."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest

from tests.factories.cases import open_case
from tests.factories.fixtures import blank, clock, embedded
from tests.factories.offices import desk_in
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.verify import verify_package

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.storage.office import Office

__all__ = ["blank", "clock", "embedded"]
SHELVES: Final = ("05-pdf", "06-images", "02-mail", "13-bundle")


@pytest.mark.prove
def test_every_real_file_is_an_exhibit_or_has_a_sheet_with_a_reason(
    embedded: Office, corpora: Path, tmp_path: Path
) -> None:
    desk = desk_in(embedded, inline=False)
    case = open_case(desk)
    files = sorted(path for shelf in SHELVES for path in (corpora / shelf).rglob("*") if path.is_file())
    desk.evidence.add_files(case, files, JobContext(), method="drop", source="consumer")
    made = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    items = desk.evidence.list(case)
    assert {one.evidence_id for one in made.exhibits} == {f"{case}/{item.number}" for item in items}
    assert {item.sha256 for item in items} == {one.sha256 for one in made.exhibits}
    for one in made.exhibits:
        assert one.problem is None or one.problem.strip()
        assert one.last_page > one.first_page or one.problem, one.title
    last = 0
    for one in made.exhibits:
        assert one.first_page == last + 1 or not last
        last = one.last_page
    with pikepdf.open(made.bundle) as pdf:
        assert len(pdf.pages) == made.pages == last
    qpdf = shutil.which("qpdf")
    if qpdf:
        checked = subprocess.run([qpdf, "--check", made.bundle], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    assert verify_package(made.package).ok
    poppler = shutil.which("pdftotext")
    if poppler:
        text = subprocess.run([poppler, "-raw", made.bundle, "-"], capture_output=True, check=True).stdout
        read = text.decode(errors="replace").split("\f")[: made.pages]
        labels = {n: one.label for one in made.exhibits for n in range(one.first_page, one.last_page + 1)}
        missing = [
            number
            for number, page in enumerate(read, 1)
            if f"p. {number}" not in page or labels.get(number, "") not in page
        ]
        # Another reader finds every stamp, too, but where a page's own words run into it.
        assert len(missing) <= made.pages // 100, missing[:50]
    shown = sum(one.problem is None for one in made.exhibits)
    print(f"\n{len(files)} files, {len(items)} items, {made.pages} pages, {shown} shown")  # noqa: T201 - a measurement
