"""Approve and withdraw: what an editor does with a pack's log."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from dj.commentary.approvals.log import ApprovalLog, add_approvals, log_to_write
from dj.commentary.approvals.standing import is_own_word
from dj.commentary.findings import Finding
from dj.commentary.lines import Line, Pack
from dj.commentary.lines.files import split
from dj.errors import TemplateError
from dj.model.approval import Approval
from dj.writing import write_atomic

_STATUS = re.compile(r"^status:\s*draft\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who says something about lines, and when."""

    by: str
    at: datetime
    """Aware."""
    until: date | None = None
    """Last day on which what is approved may be said; None is for ever."""
    note: str = ""


def named(pack: Pack, target: str) -> tuple[Line, ...]:
    """List the variants that ``front_announce/names`` or ``front_announce/names#2`` means.

    Raises:
        TemplateError: if no line without a finding is called so.
    """
    name, number = _split(target)
    found = tuple(line for line in pack.lines if line.name == name and number in {-1, line.variant})
    if not found:
        raise TemplateError("no line without a finding is called so.", where=target,
                            hint=f"See them with: dj prompts check {pack.name}")  # fmt: skip
    return found


def _split(target: str) -> tuple[str, int]:
    name, _, number = target.removesuffix(".j2").partition("#")
    if number and not (number.isascii() and number.isdigit() and len(number) < 6):
        raise TemplateError(f"{number[:40]!r} is no number of a variant.", where=name[:80],
                            hint="Count from 0, as in front_announce/names#2.")  # fmt: skip
    return name, int(number) if number else -1


def against(line: Line, findings: Iterable[Finding], signature: Signature) -> tuple[str, ...]:
    """List why a variant cannot be approved by somebody."""
    front = line.front
    found = [str(finding) for finding in findings if finding.where == line.where]
    if front.status == "withdrawn":
        found.append("its file says that it is withdrawn; make it a draft first.")
    if is_own_word(front.author, signature.by, front.tier):
        found.append(f"{signature.by!r} is its author, or its author is not named: from tier 2 on "
                     "and for a model's draft another person is needed.")  # fmt: skip
    return tuple(found)


def approve(pack: Pack, lines: Sequence[Line], signature: Signature) -> tuple[Approval, ...]:
    """Write that somebody stands for variants, and that their files are no drafts any more.

    What stands already stays as it is. Nothing is checked here: see `against`.

    Raises:
        OutputError: if the log or a file cannot be written.
    """
    todo = [line for line in lines if not _stands(pack, line, signature)]
    added = add_approvals(log_to_write(pack.path), lambda _: [
        _entry("approve", line, signature) for line in todo])  # fmt: skip
    for name in dict.fromkeys(line.name for line in todo if line.front.status == "draft"):
        _publish(pack.path / f"{name}.j2")
    return added


def withdraw(pack: Pack, target: str, signature: Signature) -> tuple[Approval, ...]:
    """Write that variants may not be spoken any more, also earlier texts of the same name.

    Raises:
        TemplateError: if nobody ever approved a line of that name.
        OutputError: if the log cannot be written.
    """
    name, number = _split(target)
    now = {line.content for line in pack.lines
           if line.name == name and number in {-1, line.variant}}  # fmt: skip
    meant = [
        entry for content, entry in pack.standing.latest.items()
        if entry.action == "approve"
        and (content in now or (entry.line == name and number in {-1, entry.variant}))
    ]  # fmt: skip
    if not meant:
        raise TemplateError("no approved line is called so.", where=target,
                            hint=f"See them with: dj prompts log {pack.name}")  # fmt: skip

    def more(_log: ApprovalLog) -> list[Approval]:
        return [_again(entry, signature) for entry in meant]

    return add_approvals(log_to_write(pack.path), more)


def _stands(pack: Pack, line: Line, signature: Signature) -> bool:
    entry = pack.standing.latest.get(line.content)
    until = signature.until.isoformat() if signature.until else ""
    return (entry is not None and entry.until == until
            and pack.standing.objection(line, signature.at.date()) is None
            and line.front.status == "approved")  # fmt: skip


def _entry(action: str, line: Line, signature: Signature) -> Approval:
    front = line.front
    return Approval(action=action, content=line.content, line=line.name, variant=line.variant,
                    text=line.source, persona=front.persona, locale=front.locale, tier=front.tier,
                    author=front.author, by=signature.by, at=_moment(signature.at),
                    until=signature.until.isoformat() if signature.until else "",
                    note=signature.note)  # fmt: skip


def _again(entry: Approval, signature: Signature) -> Approval:
    return Approval(action="withdraw", content=entry.content, line=entry.line,
                    variant=entry.variant, text=entry.text, persona=entry.persona,
                    locale=entry.locale, tier=entry.tier, author=entry.author, by=signature.by,
                    at=_moment(signature.at), note=signature.note)  # fmt: skip


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _publish(file: Path) -> None:
    """Change ``status: draft``, or no status, to ``approved`` in the front matter."""
    text = file.read_text(encoding="utf-8")
    head, _, first = split(text.replace("\r\n", "\n"))
    rows = [row for row in head.split("\n") if not _STATUS.match(row)]
    body = "\n".join(text.replace("\r\n", "\n").split("\n")[first - 1 :])
    write_atomic(file, "\n".join(["---", *rows, "status: approved", "---", body]).encode())
