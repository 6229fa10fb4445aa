"""Xborder Desk: cross-border consumer cases, from the first complaint to the dossier a court accepts."""

__version__ = "0.1.0"
