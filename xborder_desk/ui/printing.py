"""Printing: tables and texts on paper, seen before they are printed; nothing of a page's look is needed."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QTextDocument,
    QTextOption,
)

from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPagedPaintDevice
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from xborder_desk.i18n.language import Language

_MARGIN_MM: Final = 15
_POINTS: Final = 9
_FOOT: Final = 28
_MANY: Final = 6
# Qt's own dialog is made for fields without our padding.
_PREVIEW: Final = (
    "QToolButton { padding: 2px; border: none; } QComboBox { padding: 1px 4px; min-width: 70px; }"
    "QLineEdit { padding: 1px 4px; }"
)


@dataclass(frozen=True)
class Printed:
    """What is printed: a title, then either a table or paragraphs (heading, text)."""

    title: str
    head: Sequence[str] = ()
    cells: Sequence[Sequence[str]] = ()
    parts: Sequence[tuple[str, str]] = field(default_factory=tuple)

    @property
    def wide(self) -> bool:
        """Whether the paper lies on its side."""
        return len(self.head) > _MANY


def document(printed: Printed, language: Language) -> QTextDocument:
    """Give what is printed as a document; every text is shown as it is, never read as markup."""
    made = QTextDocument()
    font = QFont()
    font.setPointSize(_POINTS)
    made.setDefaultFont(font)
    option = QTextOption()
    rtl = language.direction == "rtl"
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    made.setDefaultTextOption(option)
    pieces = [f"<h2>{_text(printed.title)}</h2>"]
    if printed.head:
        # Qt turns the words of a table round, but not its columns.
        way = -1 if rtl else 1
        titles = "".join(
            f"<th align='{'right' if rtl else 'left'}'>{_text(one)}</th>" for one in printed.head[::way]
        )
        rows = "".join(
            f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in line[::way])}</tr>" for line in printed.cells
        )
        pieces.append(
            "<table width='100%' cellpadding='4' cellspacing='0' border='1' "
            f"style='border-collapse:collapse;border-color:#999'><thead><tr>{titles}</tr></thead>{rows}</table>"
        )
    for heading, text in printed.parts:
        pieces.append(f"<h3>{_text(heading)}</h3><p>{_text(text)}</p>")
    made.setHtml(f"<body dir='{language.direction}'>{''.join(pieces)}</body>")
    return made


def paint(printed: Printed, language: Language, printer: QPagedPaintDevice) -> int:
    """Put it on a printer's pages, with the number of each below; gives how many."""
    orientation = QPageLayout.Orientation.Landscape if printed.wide else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(orientation)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    made = document(printed, language)
    room = QSizeF(printer.pageLayout().paintRect(QPageLayout.Unit.Point).size())
    made.setPageSize(QSizeF(room.width(), room.height() - _FOOT))
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    scale = printer.logicalDpiX() / 72
    pages = made.pageCount()
    for number in range(pages):
        if number:
            printer.newPage()
        painter.save()
        painter.scale(scale, scale)
        foot = language.text(N_("{page} of {pages}"), page=number + 1, pages=pages)
        small = QFont(made.defaultFont())
        # The painter is scaled already: a size in points would be scaled twice.
        small.setPixelSize(_POINTS)
        painter.setFont(small)
        painter.drawText(
            0, int(room.height() - _FOOT), int(room.width()), _FOOT, int(Qt.AlignmentFlag.AlignCenter), foot
        )
        painter.translate(0, -number * made.pageSize().height())
        clip = QRectF(0, number * made.pageSize().height(), room.width(), made.pageSize().height())
        painter.setClipRect(clip)
        context = QAbstractTextDocumentLayout.PaintContext()
        # Paper is white whatever the window looks like: in the dark its own letters are nearly white too.
        context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
        context.clip = clip
        made.documentLayout().draw(painter, context)
        painter.restore()
    painter.end()
    return pages


def preview(parent: QWidget, language: Language, printed: Printed) -> object:
    """Show how it would be printed, with the system's own choice of printer; gives the dialog."""
    # Printing is loaded when somebody prints, not before the first window.
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog  # noqa: PLC0415 - see above

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName(printed.title)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(language.text(N_("Print preview")))
    dialog.paintRequested.connect(partial(_paint, printed, language))
    # The preview draws with the printer as long as it is there, and does not own it.
    dialog.destroyed.connect(partial(_let_go, printer))
    dialog.setStyleSheet(_PREVIEW)
    dialog.resize(900, 700)
    dialog.open()
    return dialog


def _paint(printed: Printed, language: Language, printer: QPrinter) -> None:
    paint(printed, language, printer)


def _let_go(printer: QPrinter, *_dialog: object) -> None:
    del printer


def _text(words: str) -> str:
    return html.escape(words).replace("\n", "<br>")
