"""Why an exhibit cannot be shown: a sentence for its slip sheet, never the end of a dossier."""

from __future__ import annotations

from xborder_desk.domain.errors import KnownError


class CannotShowError(KnownError):
    """An exhibit cannot be shown in the bundle; the text says why and the original stays in the package."""
