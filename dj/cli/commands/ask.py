"""``dj ask``: what a wish in plain words is taken to mean, without planning."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state
from dj.errors import ConfigError

if TYPE_CHECKING:
    from dj.model.wish import Clause, Understood


def ask(
    words: Annotated[list[str], typer.Argument(help="Such as: mellow 90s latin, no rap.")],
    *,
    show: options.Show = None,
    length: options.Length = None,
    at: options.At = None,
    json: options.Json = False,
) -> None:
    """Say what is understood of a wish and how many songs that leaves; plan nothing.

    Ends with status 1 if no session can be made of it. `dj make --ask WORDS` makes one.
    """
    from dj.briefing import understood
    from dj.cli.ask import Wishes, request

    settings = state.configuration().settings
    asked = request(Wishes(show=show, length=length, at=at, ask=" ".join(words) or " "), settings)
    with state.library(settings.data) as store:
        found = understood(store, asked)
    if json:
        console.print_json(_document(found))
    else:
        _tell(found)
    if found.problem and not json:
        raise ConfigError(found.problem, where="the wish", hint=found.hint)
    if found.problem:
        raise typer.Exit(1)


def _document(found: "Understood") -> dict[str, object]:
    """All but the lists of tracks, which may be as long as the library."""
    brief = found.brief
    return {
        "words": found.words,
        "language": found.language,
        "clauses": [_clause(clause) for clause in found.clauses],
        "unknown": found.unknown,
        "missing": found.missing,
        "songs": found.songs,
        "songs_s": found.songs_s,
        "removed": found.removed,
        "length_s": found.show.length_s,
        "count": found.show.songs,
        "talk": found.show.talk,
        "energy": brief.energy,
        "must": sorted(brief.must),
        "grows_from": sorted(brief.seeds),
        "says": brief.notes,
        "problem": found.problem,
        "hint": found.hint,
    }


def _clause(clause: "Clause") -> dict[str, object]:
    """Leave out the fields of filters that ask for nothing."""
    wants = [{name: value for name, value in asdict(one).items() if value not in (None, ())}
             for one in clause.wants]  # fmt: skip
    return {**asdict(clause), "wants": wants}


def _tell(found: "Understood") -> None:
    for sentence in found.brief.notes:
        console.tell(sentence)
    if not found.problem:
        many = "1 song" if found.songs == 1 else f"{found.songs:,} songs"
        console.tell(f"{many} may play.")
