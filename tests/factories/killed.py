"""A child to be killed: takes evidence in and exports dossiers, again and again, until somebody ends it."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.factories.cases import open_case
from tests.factories.offices import ACTOR, desk_in
from xborder_desk.jobs.context import JobContext
from xborder_desk.storage import office as offices


def run(folder: Path, source: Path, target: Path, seed: int) -> None:
    """Work in the office until killed; a word on standard output for whatever is told to be saved."""
    desk = desk_in(offices.open_office(folder, actor=ACTOR))
    case = desk.cases.all()[0].number if desk.cases.all() else open_case(desk)
    print("ready", flush=True)  # noqa: T201 - the parent listens
    files = sorted(source.iterdir())
    for number in range(seed, seed + 100_000):
        file = files[number % len(files)]
        (added,) = desk.evidence.add_files(case, [file], JobContext(), method="drop")
        if added.row is not None:
            print("kept", added.row.number, added.row.sha256, flush=True)  # noqa: T201 - as above
        if number % 4 == 0:
            desk.dossiers.set_recipe(case, {"order": [added.row.number] if added.row else []})
            left_out = [row.number for row in desk.evidence.list(case)[:-3]]
            desk.dossiers.set_recipe(case, {"excluded": left_out})
            desk.dossiers.export(case, "generic", "en", target, JobContext())
            print("exported", flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
