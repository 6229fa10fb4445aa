"""Languages: texts, plurals and formats, each asked of a ``Language`` value."""

from xborder_desk.i18n.marking import N_

__all__ = ["N_"]
