"""Approve and withdraw: what an editor does with a pack's log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from dj.commentary.approvals.log import ApprovalLog, add_approvals, log_to_write
from dj.commentary.approvals.publishing import published
from dj.commentary.approvals.standing import is_own_word, latest, moment
from dj.commentary.findings import Finding
from dj.commentary.lines import Line, Pack
from dj.errors import ConfigError, TemplateError
from dj.model.approval import Approval
from dj.writing import write_atomic

_NEXT = timedelta(seconds=1)
"""The least that moments in a log differ by."""


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
        ConfigError: if the log is broken, since nothing that is added to it would count.
        TemplateError: if the front matter of a draft is written in a way that cannot be changed.
        OutputError: if the log or a file cannot be written.
    """
    todo = [line for line in lines if not _stands(pack, line, signature)]
    drafts = dict.fromkeys(line.name for line in todo if line.front.status == "draft")
    files = {pack.path / f"{name}.j2": published(pack.path / f"{name}.j2") for name in drafts}
    entries = [_entry("approve", line, signature, _after(pack, line, signature)) for line in todo]

    def more(log: ApprovalLog) -> list[Approval]:
        if log.problems:
            raise ConfigError(f"the log of approvals is broken: {log.problems[0]}",
                              where=str(log.path),
                              hint=f"Mend it first: dj prompts log {pack.name} --mend")  # fmt: skip
        return entries

    added = add_approvals(log_to_write(pack.path), more)
    for file, text in files.items():
        write_atomic(file, text.encode())
    return added


def withdraw(pack: Pack, target: str, signature: Signature) -> tuple[Approval, ...]:
    """Write that variants may not be spoken any more, also earlier texts of the same name.

    It is written into a broken log too, where withdrawals count: then also for variants whose
    approval does not count, or cannot be read, since mending the log may bring it back.

    Raises:
        TemplateError: if nobody ever approved a line of that name.
        OutputError: if the log cannot be written.
    """
    name, number = _split(target)
    now = {line.content: line for line in pack.lines
           if line.name == name and number in {-1, line.variant}}  # fmt: skip
    told = latest(entry for log in pack.standing.logs for entry in log.entries)
    gone = [
        _again(entry, signature) for content, entry in told.items()
        if entry.action == "approve"
        and (content in now or (entry.line == name and number in {-1, entry.variant}))
    ]  # fmt: skip
    if any(log.problems for log in pack.standing.logs):
        gone += [_entry("withdraw", line, signature, signature.at)
                 for content, line in now.items() if content not in told]  # fmt: skip
    if not gone:
        raise TemplateError("no approved line is called so.", where=target,
                            hint=f"See them with: dj prompts log {pack.name}")  # fmt: skip
    return add_approvals(log_to_write(pack.path), lambda _: gone)


def _stands(pack: Pack, line: Line, signature: Signature) -> bool:
    entry = pack.standing.latest.get(line.content)
    until = signature.until.isoformat() if signature.until else ""
    return (entry is not None and entry.until == until
            and pack.standing.objection(line, signature.at.date()) is None
            and line.front.status == "approved")  # fmt: skip


def _after(pack: Pack, line: Line, signature: Signature) -> datetime:
    """Choose a moment after the last word about a line, also if a clock was wrong by then."""
    last = pack.standing.latest.get(line.content)
    try:
        return max(signature.at, moment(last) + _NEXT) if last else signature.at
    except OverflowError as error:
        raise ConfigError("it was withdrawn at a time that cannot be read, so that nothing can "
                          "come after it.", where=f"{line.name}#{line.variant}",
                          hint="Word it in another way, and approve that.") from error  # fmt: skip


def _entry(action: str, line: Line, signature: Signature, at: datetime) -> Approval:
    front = line.front
    return Approval(action=action, content=line.content, line=line.name, variant=line.variant,
                    text=line.source, persona=front.persona, locale=front.locale, tier=front.tier,
                    author=front.author, by=signature.by, at=_written(at),
                    until=signature.until.isoformat() if signature.until else "",
                    note=signature.note)  # fmt: skip


def _again(entry: Approval, signature: Signature) -> Approval:
    at = max(signature.at, moment(entry))
    return replace(entry, action="withdraw", by=signature.by, at=_written(at), until="",
                   note=signature.note)  # fmt: skip


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
