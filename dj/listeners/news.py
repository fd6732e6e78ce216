"""What is new in files that were read, against each other and against what is already kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from dj.listeners.doubles import repeated
from dj.listeners.import_result import ImportResult
from dj.model.listening import Listen, Save, Tally

_DAY_S = 86_400
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_Row = TypeVar("_Row", Listen, Save, Tally)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is kept of a listener: all saves and counts, and plays of the time that matters."""

    listens: Sequence[Listen] = ()
    saves: Sequence[Save] = ()
    tallies: Sequence[Tally] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Rows to be kept, each with the number of its file, and kept plays to be let go."""

    listens: Sequence[tuple[int, Listen]]
    saves: Sequence[tuple[int, Save]]
    tallies: Sequence[tuple[int, Tally]]
    outdone: Sequence[Listen]
    """Kept plays that a new row tells better."""

    @property
    def by_kind(self) -> tuple[Sequence[tuple[int, Any]], ...]:
        """Listens, saves and counts."""
        return self.listens, self.saves, self.tallies


def spans(listens: Iterable[Listen]) -> list[tuple[datetime, datetime]]:
    """Return the times in which kept plays may be the same as these, in order and apart."""
    found: list[tuple[datetime, datetime]] = []
    for start, end in sorted(map(_reach, listens)):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _reach(listen: Listen) -> tuple[datetime, datetime]:
    reach = timedelta(seconds=max(_DAY_S, listen.within_s) + 1)
    return listen.started_at - reach, listen.started_at + reach


def news(files: Sequence[ImportResult], known: Known) -> News:
    """Tell what is to be kept: each play once, each save once, of each count the newest."""
    listens, outdone = _plays(_numbered(files, lambda file: file.listens), known.listens)
    return News(
        listens=listens,
        saves=_saves(_numbered(files, lambda file: file.saves), known.saves),
        tallies=_tallies(_numbered(files, lambda file: file.tallies), known.tallies),
        outdone=outdone,
    )


def _numbered(
    files: Sequence[ImportResult], rows: Callable[[ImportResult], Iterable[_Row]]
) -> list[tuple[int, _Row]]:
    return [(number, row) for number, file in enumerate(files) for row in rows(file)]


def _plays(
    found: Sequence[tuple[int, Listen]], kept: Sequence[Listen]
) -> tuple[list[tuple[int, Listen]], list[Listen]]:
    marks = repeated([*kept, *(listen for _, listen in found)]).tolist()
    gone, told = marks[: len(kept)], marks[len(kept) :]
    beaten = [row for row, is_beaten in zip(kept, gone, strict=True) if is_beaten]
    fresh = [entry for entry, is_told in zip(found, told, strict=True) if not is_told]
    if not beaten:
        return fresh, beaten
    # The store tells plays apart by start and names: where these are the same, what is kept stays.
    same = set(map(_spelled, beaten)) & {_spelled(listen) for _, listen in fresh}
    return (
        [entry for entry in fresh if _spelled(entry[1]) not in same],
        [listen for listen in beaten if _spelled(listen) not in same],
    )


def _spelled(listen: Listen) -> tuple[object, ...]:
    return listen.started_at, listen.artist.casefold(), listen.title.casefold()


def _saves(found: Iterable[tuple[int, Save]], kept: Iterable[Save]) -> list[tuple[int, Save]]:
    known = set(map(_save_key, kept))
    fresh = dict[tuple[str, ...], tuple[int, Save]]()
    for number, save in found:
        if _save_key(save) not in known:
            fresh.setdefault(_save_key(save), (number, save))
    return list(fresh.values())


def _tallies(found: Iterable[tuple[int, Tally]], kept: Iterable[Tally]) -> list[tuple[int, Tally]]:
    newest = {_tally_key(tally): _age(tally) for tally in kept}
    fresh = dict[tuple[str, ...], tuple[int, Tally]]()
    for number, tally in found:
        key = _tally_key(tally)
        if key not in newest or _age(tally) > newest[key]:
            newest[key] = _age(tally)
            fresh[key] = (number, tally)
    return list(fresh.values())


def _save_key(save: Save) -> tuple[str, ...]:
    return save.playlist, save.artist, save.title, save.location


def _tally_key(tally: Tally) -> tuple[str, ...]:
    return tally.source, tally.artist, tally.title, tally.album, tally.location


def _age(tally: Tally) -> tuple[datetime, int]:
    return tally.last_at or _NEVER, tally.plays + tally.skips
