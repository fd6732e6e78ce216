"""A pack's log of approvals, read and written."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from dj import chained, resources
from dj.errors import ConfigError
from dj.model.approval import Approval

LOG_NAME = "approvals.jsonl"
FOLDER = "approvals"
"""Of a user's own logs, one for each pack."""
FIELDS = {field.name: int if field.name in {"variant", "tier"} else str
          for field in fields(Approval)}  # fmt: skip
"""Of an entry, as `dj.chained` asks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalLog:
    """One log as it stands."""

    path: Path
    entries: tuple[Approval, ...] = ()
    problems: tuple[str, ...] = ()
    """What breaks its chain; empty if it holds."""
    sound: int = 0
    """Entries before the first problem."""

    @property
    def counted(self) -> tuple[Approval, ...]:
        """What counts: after a break nothing is approved any more, but withdrawals stay."""
        after = (entry for entry in self.entries[self.sound :] if entry.action == "withdraw")
        return (*self.entries[: self.sound], *after)


def logs_of(pack: Path) -> tuple[Path, ...]:
    """List where a pack's approvals may stand: its own log, then the user's and the project's."""
    own = [folder / f"{pack.name}.jsonl" for folder in reversed(resources.folders(FOLDER))]
    return (pack / LOG_NAME, *own)


def log_to_write(pack: Path) -> Path:
    """Choose the log that a new entry goes to: not into what came with the program."""
    if resources.is_shipped(pack):
        return resources.user_folder() / FOLDER / f"{pack.name}.jsonl"
    return pack / LOG_NAME


def read_approvals(path: Path) -> ApprovalLog:
    """Read one log and follow its chain; no file is an empty log.

    Raises:
        ConfigError: if it is there and cannot be read.
    """
    try:
        return _log(path, chained.read(path, FIELDS))
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}.", where=str(path),
                          hint="Check its permissions.") from error  # fmt: skip


def add_approvals(
    path: Path, more: Callable[[ApprovalLog], Sequence[Approval]]
) -> tuple[Approval, ...]:
    """Add the entries that a function gives after reading the log; nobody else adds meanwhile.

    Raises:
        OutputError: if it cannot be written.
    """
    added = chained.extend(path, FIELDS, lambda chain: [asdict(a) for a in more(_log(path, chain))])
    return tuple(map(approval, added))


def _log(path: Path, chain: chained.Chain) -> ApprovalLog:
    return ApprovalLog(path=path, entries=tuple(map(approval, chain.entries)),
                       problems=chain.problems, sound=chain.sound)  # fmt: skip


def approval(entry: chained.Entry) -> Approval:
    """Take an entry of the chain for what it says."""
    return Approval(**{name: entry[name] for name in FIELDS})
