"""``dj prompts approve``: an editor stands for words by name."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, packs
from dj.cli.findings import EXIT_FINDINGS
from dj.units import counted

if TYPE_CHECKING:
    from dj.commentary.approvals.signing import Signature
    from dj.commentary.lines import Line, Pack

_LONGEST_NAME = 100
_LONGEST_NOTE = 300


def _name(by: str) -> str:
    if not by.strip() or not by.isprintable() or len(by) > _LONGEST_NAME:
        raise typer.BadParameter(f"a name of 1 to {_LONGEST_NAME} characters is needed.",
                                 param_hint="--by")  # fmt: skip
    return by.strip()


def _row(note: str) -> str:
    if (note and not note.isprintable()) or len(note) > _LONGEST_NOTE:
        raise typer.BadParameter(f"one row of at most {_LONGEST_NOTE} characters is needed.",
                                 param_hint="--note")  # fmt: skip
    return note.strip()


By = Annotated[str, typer.Option(help="Who says so: your name.", callback=_name)]
InPack = Annotated[str, typer.Option(help="A pack under prompts/, or a folder.")]
Note = Annotated[str, typer.Option(help="Why, for those who read the log.", callback=_row)]


def approve(
    line: Annotated[
        str | None, typer.Argument(help="Line, or one of its variants: front_announce/names#2.")
    ] = None,
    *,
    by: By,
    every: Annotated[
        bool, typer.Option("--all", help="Every line of the pack, drafts by models left out.")
    ] = False,
    pack: InPack = "house",
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day on which it is said.")
    ] = None,
    note: Note = "",
    json: options.Json = False,
) -> None:
    """Stand for lines as they are written now: what nobody stands for is not said.

    Shows each text. What the checker objects to is refused; exit code 5 if anything was. Change a
    line by one letter, and it must be approved again. A broken log is mended first: dj prompts log
    --mend.
    """
    from dj.commentary.approvals.signing import Signature, approve
    from dj.commentary.lines import read_pack

    if every == (line is not None):
        raise typer.BadParameter("name a line, or write --all.", param_hint="LINE")
    read = read_pack(packs.found(pack))
    signature = Signature(by=by, at=datetime.now(UTC), note=note,
                          until=until.date() if until else None)  # fmt: skip
    passed, refused = _sorted(read, line, signature)
    added = approve(read, passed, signature)
    if json:
        console.print_json({"approved": added, "refused": refused, "stood": len(passed)})
    else:
        for entry in added:
            console.tell(f"approved  {entry.line}#{entry.variant}  {entry.text}")
        for where, reasons in refused.items():
            console.tell(f"REFUSED   {where}: {' '.join(reasons)}")
        print(f"{counted(len(added), 'variant')} approved by {console.plain(by)}, "
              f"{len(passed) - len(added)} stood already, {len(refused)} refused.")  # fmt: skip
    if refused:
        raise typer.Exit(EXIT_FINDINGS)


def _sorted(
    pack: "Pack", target: str | None, signature: "Signature"
) -> "tuple[list[Line], dict[str, tuple[str, ...]]]":
    """Divide what was asked for into what can be approved, and reasons against the rest."""
    from dj import lineup
    from dj.commentary.approvals.signing import against, named
    from dj.commentary.approvals.standing import MODEL
    from dj.commentary.check import check_lines

    findings = check_lines(pack.path, tuple(lineup.SIGNALS))
    chosen = named(pack, target) if target else pack.lines
    refused: dict[str, tuple[str, ...]] = {}
    passed = []
    for line in chosen:
        by_model = line.front.author.casefold().startswith(MODEL)
        if target is None and (by_model or line.front.status == "withdrawn"):
            continue
        reasons = against(line, findings, signature)
        if reasons:
            refused[f"{line.name}#{line.variant}"] = reasons
        else:
            passed.append(line)
    for finding in pack.findings:
        if target is None or finding.where.startswith(f"{target.partition('#')[0]}.j2"):
            refused.setdefault(finding.where, (str(finding),))
    return passed, refused
