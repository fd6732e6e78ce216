"""The matrix as a page: an overview to see what is empty, and every text under its situation."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dj.cli.proof_page import page as whole_page
from dj.cli.proof_page import table, text

if TYPE_CHECKING:
    from dj.commentary import Sheet
    from dj.commentary.proofs.sheet import Cell

_SAID = "said"


def page(sheets: "Sequence[Sheet]") -> str:
    """Write the page of a pack, sheet after sheet."""
    names = " and ".join(dict.fromkeys(sheet.pack for sheet in sheets))
    return whole_page(f"What the host can say: {names}", *(_sheet(sheet) for sheet in sheets))


def _sheet(sheet: "Sheet") -> str:
    lines = len({(cell.line, cell.variant) for cell in sheet.cells})
    about = (f"{lines} variants in {len(sheet.situations)} situations, language {sheet.locale}. "
             f"{len(sheet.gaps)} places have nothing to say.")  # fmt: skip
    details = "".join(_situation(sheet, number) for number in range(len(sheet.situations)))
    return f"<p>{text(about)}</p>\n{_overview(sheet)}{details}"


def _overview(sheet: "Sheet") -> str:
    said = Counter((cell.situation, cell.kind) for cell in sheet.cells if cell.status == _SAID)
    rows = [
        f'<tr><th scope="row"><a href="#{_anchor(sheet, number)}">{text(situation)}</a></th>'
        + "".join(_count(said[situation, kind], gap=(situation, kind) in sheet.gaps)
                  for kind in sheet.kinds) + "</tr>\n"
        for number, situation in enumerate(sheet.situations)
    ]  # fmt: skip
    heads = ["situation", *(kind.replace("_", " ") for kind in sheet.kinds)]
    return table(f"Variants that can be said ({sheet.locale})", heads, rows)


def _count(count: int, *, gap: bool) -> str:
    if gap:
        return '<td class="number bad">none</td>'
    return f'<td class="number">{count}</td>' if count else '<td class="number quiet">–</td>'


def _situation(sheet: "Sheet", number: int) -> str:
    situation = sheet.situations[number]
    cells = [cell for cell in sheet.cells if cell.situation == situation]
    missing = "".join(
        f'<p class="bad">{text(f"{kind}: no line can be said here.")}</p>\n'
        for place, kind in sheet.gaps if place == situation
    )  # fmt: skip
    heads = ["line", "text", "seconds", "status"]
    return (f'<h2 id="{_anchor(sheet, number)}">{text(situation)}</h2>\n{missing}'
            f"{table(f'Texts in: {situation}', heads, list(map(_row, cells)))}")  # fmt: skip


def _row(cell: "Cell") -> str:
    mark = "good" if cell.status == _SAID else "bad"
    return (
        f'<tr><th scope="row" class="line">{text(cell.line)} {cell.variant}</th>'
        f'<td dir="auto">{text(cell.text)}</td><td class="number">{cell.seconds:.1f}</td>'
        f'<td class="{mark}">{text(cell.status)}</td></tr>\n'
    )


def _anchor(sheet: "Sheet", number: int) -> str:
    return f"{text(sheet.locale)}-{number}"
