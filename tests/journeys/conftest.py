"""The window for journeys: the same one as in tests/ui."""

from __future__ import annotations

from tests.ui.conftest import desk_open, drive, filled, office, ways

__all__ = ["desk_open", "drive", "filled", "office", "ways"]
