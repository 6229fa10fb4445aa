"""A process of its own that exports the dossier of a case: argument by argument office, case and target."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.factories.offices import desk_in
from xborder_desk.jobs.context import JobContext
from xborder_desk.storage import office as offices

if __name__ == "__main__":
    desk = desk_in(offices.open_office(Path(sys.argv[1]), actor=sys.argv[4]))
    made = desk.dossiers.export(sys.argv[2], "de", "de", Path(sys.argv[3]), JobContext())
    desk.close()
    print(made.edition)  # noqa: T201 - the parent listens
