"""Compare delivery reports as read with what their collectors say, as a test and as a program."""

from __future__ import annotations

import csv
import sys
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from xborder_desk.mail.reports.reading import read_report

if TYPE_CHECKING:
    from xborder_desk.mail.reports.values import Recipient


@dataclass
class Figures:
    """Right out of all, and each miss in words."""

    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    all: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    misses: list[str] = field(default_factory=list)

    def count(self, what: str, miss: str, *, right: bool) -> None:
        self.all[what] += 1
        self.right[what] += right
        if not right:
            self.misses.append(f"{what}: {miss}")

    def share(self, what: str) -> float:
        return self.right[what] / self.all[what]


def bounces_in(corpora: Path) -> Path:
    """Give the folder of reports: the one named, or the one inside it."""
    inner = corpora / "01-bounces"
    return inner if inner.is_dir() else corpora


def half_of(name: str) -> int:
    """Say in which half a file is; copies with other line ends are in the same one."""
    return zlib.crc32(Path(name).stem.encode()) % 2


def measure_sisimai(corpora: Path, half: int | None = None) -> Figures:
    """Count recipients, classes and dead addresses over every report its authors speak of.

    ``half`` counts one half of the files alone: what was mended by looking at one is measured on the other.
    """
    folder = bounces_in(corpora) / "sisimai"
    by_file: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader((folder / "expected.csv").read_text("utf-8").splitlines()):
        shown = row["recipient"] and "undisclosed" not in row["recipient"]
        if row["truth"] == "author" and shown and row["file"].startswith("maildir"):
            by_file[row["file"]].append(row)
    figures = Figures()
    for name, rows in sorted(by_file.items()):
        if half is not None and half_of(name) != half:
            continue
        report = read_report((folder / name).read_bytes())
        found = {one.address.lower(): one for one in report.recipients} if report else {}
        for row in rows:
            _compare(figures, name, row, found.get(row["recipient"].lower()))
    return figures


def _compare(figures: Figures, name: str, row: dict[str, str], found: Recipient | None) -> None:
    figures.count("recipient", f"{name} wants {row['recipient']}", right=found is not None)
    if row["status"]:
        said = found.status_class if found else None
        right = said == int(row["status"][0])
        figures.count("class", f"{name} wants {row['status']}, read {said}", right=right)
    dead = found.dead if found else None
    told = f"{name} wants {row['hardbounce']} ({row['reason']}), read {dead}"
    figures.count("dead", told, right=dead == (row["hardbounce"] == "true"))


def measure_flufl(corpora: Path) -> Figures:
    """Count the reports whose failed recipients are exactly those their author names."""
    folder = bounces_in(corpora) / "flufl"
    figures = Figures()
    for row in csv.DictReader((folder / "expected.csv").read_text("utf-8").splitlines()):
        report = read_report((folder / row["file"]).read_bytes())
        found = sorted(one.address.lower() for one in report.recipients) if report else []
        wanted = sorted(one.lower() for one in row["recipients"].split("|") if one)
        figures.count("recipients", f"{row['file']} wants {wanted}, read {found}", right=found == wanted)
    return figures


def main() -> None:
    """Print the figures and every miss."""
    corpora = Path(sys.argv[1])
    measured = (
        ("sisimai", measure_sisimai(corpora)),
        ("sisimai, one half", measure_sisimai(corpora, 0)),
        ("sisimai, the other half", measure_sisimai(corpora, 1)),
        ("flufl", measure_flufl(corpora)),
    )
    for title, figures in measured:
        for what, number in figures.all.items():
            sys.stdout.write(
                f"{title} {what}: {figures.right[what]} of {number} ({figures.share(what):.1%})\n"
            )
        if "half" not in title:
            sys.stdout.writelines(f"  {miss}\n" for miss in figures.misses)


if __name__ == "__main__":
    main()
