"""``dj prompts withdraw``: a line is not said any more, from the next session on."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, packs, state
from dj.cli.commands.facts_withdraw import UNLISTED
from dj.cli.commands.prompts_approve import By, InPack, Note
from dj.units import counted

if TYPE_CHECKING:
    from pathlib import Path

    from dj.model.approval import Approval


def withdraw(
    line: Annotated[str, typer.Argument(help="Line, or one of its variants: opening/plain#2.")],
    *,
    by: By,
    note: Note = "",
    pack: InPack = "house",
    json: options.Json = False,
) -> None:
    """Take lines off the air; lists the sessions that hold them, which stay as they are."""
    from dj.commentary.approvals.signing import Signature, withdraw
    from dj.commentary.lines import read_pack

    folder = packs.found(pack)
    signature = Signature(by=by, at=datetime.now(UTC), note=note)
    gone = withdraw(read_pack(folder), line, signature)
    held, unlisted = _holding(gone, folder.name)
    if json:
        console.print_json({"withdrawn": gone, "sessions": held})
        return
    for entry in gone:
        console.tell(f"withdrawn  {entry.line}#{entry.variant}  {entry.text}")
    if held:
        print(f"{counted(len(held), 'session')} made before "
              f"{'holds' if len(held) == 1 else 'hold'} it:")  # fmt: skip
    for path in held:
        console.tell(f"  {path}")
    if not held:
        print("No session that was made here holds it.")
    if unlisted:
        print(UNLISTED)


def _holding(gone: "tuple[Approval, ...]", pack: str) -> "tuple[list[Path], bool]":
    """List the sessions that hold one of the texts, and tell whether private ones may be missing.

    Folders that are gone hold nothing.
    """
    settings = state.configuration().settings
    with state.library(settings.data) as store:
        paths = dict.fromkeys(path for _, path, _ in store.sessions())
        return list(_saying(gone, pack, paths)), bool(store.deciders())


def _saying(gone: "tuple[Approval, ...]", pack: str, paths: "Iterable[Path]") -> "Iterator[Path]":
    from dj.session import scripts

    contents = {entry.content for entry in gone}
    older = {(entry.line, entry.variant) for entry in gone}
    for path, script in scripts(paths):
        said = [wording for told in script.breaks for wording in told.wordings]
        if any(
            one.content in contents
            if one.content
            else one.pack in {"", pack} and (one.line, one.variant) in older
            for one in said
        ):
            yield path
