"""Linting what an office has built: found by its file or its package, judged by the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, open_case, write_files
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.dossiers.linting import lint_bundle

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk


def test_a_bundle_is_judged_by_the_profile_and_by_its_package(
    desk: Desk, project_root: Path, tmp_path: Path
) -> None:
    case = open_case(desk)
    add_evidence(desk, case, write_files(tmp_path / "in", a="Eine Rechnung über eine Bohrmaschine."))
    made = desk.dossiers.export(case, "de", "de", tmp_path / "out", JobContext())
    resources = project_root / "resources"
    for path in (made.bundle, made.package, made.package / "data/bundle.pdf"):
        assert lint_bundle(path, "de", resources, JobContext()).findings == ()
    found = lint_bundle(made.bundle, "cn", resources, JobContext())
    assert {"label", "description", "proves-nothing"} == {one.kind for one in found.findings}
    assert found.pages == made.pages
    alone = tmp_path / "alone.pdf"
    alone.write_bytes(made.bundle.read_bytes())
    assert lint_bundle(alone, "cn", resources, JobContext()).ok


def test_what_is_no_pdf_or_no_profile_is_a_sentence(project_root: Path, tmp_path: Path) -> None:
    resources = project_root / "resources"
    with pytest.raises(FileError, match="not there"):
        lint_bundle(tmp_path / "none.pdf", "de", resources, JobContext())
    (tmp_path / "x.pdf").write_bytes(b"text")
    with pytest.raises(FileError, match="no PDF"):
        lint_bundle(tmp_path / "x.pdf", "de", resources, JobContext())
    with pytest.raises(BadInputError):
        lint_bundle(tmp_path / "x.pdf", "nowhere", resources, JobContext())


def test_a_bundle_may_be_named_from_where_one_stands(
    desk: Desk, project_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = open_case(desk)
    made = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    monkeypatch.chdir(tmp_path)
    near = made.bundle.relative_to(tmp_path.resolve())
    assert lint_bundle(near, "generic", project_root / "resources", JobContext()).pages == made.pages
