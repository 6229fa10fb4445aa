"""A check of a package is right exactly when nothing was found."""

from __future__ import annotations

from xborder_desk.domain.package import PackageCheck, PackageFinding
from xborder_desk.i18n.language import Language


def test_a_check_is_right_when_nothing_was_found() -> None:
    finding = PackageFinding("missing", "data/x", "{file} is missing.", {"file": "data/x"})
    assert PackageCheck((), 3, "ab").ok
    assert not PackageCheck((finding,), 3).ok


def test_a_finding_can_be_said() -> None:
    finding = PackageFinding("missing", "data/x", "{file} is missing.", {"file": "data/{x}"})
    assert Language("en").say(finding) == "data/{x} is missing."
