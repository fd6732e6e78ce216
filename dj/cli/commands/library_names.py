"""``dj library names``: which names the host cannot say well, a list to work through."""

import dataclasses
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state
from dj.cli.commands.listener_names import name_level
from dj.model.names import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dj.model.spoken import Manner
    from dj.model.track import Track
    from dj.speech.text.lexicon import Lexicon

_UNSAID = "not said"
_LOST = "not readable by this voice"
_GUESSED = "guessed by the voice"
_REMEDY = {
    _UNSAID: "give one a spoken form in assets/names/aliases.tsv",
    _LOST: "give one a spoken form in assets/names/aliases.tsv",
    _GUESSED: "write how one is said in voices/lexicon.en.tsv",
}
_MOST_ROWS = 20
_WIDEST = 80
"""Characters of a name that are shown."""

Found = dict[str, Counter[tuple[str, str]]]
"""Kind → (name, why) → how many songs it stands at."""


def names(
    level: Annotated[
        str | None, typer.Option(help="family, standard or open; the listener's own without.")
    ] = None,
    language: Annotated[str, typer.Option(help="The host's language.")] = "en",
    every: Annotated[bool, typer.Option("--all", help="All rows, not the first 20.")] = False,
    *,
    json: options.Json = False,
) -> None:
    """List titles and names that are not said, why, and those that the voice has to guess."""
    from dj import intake
    from dj.model.controls import in_force
    from dj.model.spoken import Manner

    settings = state.configuration().settings
    with state.library(settings.data) as store:
        tracks = intake.tracks(store)
        own = in_force(store.controls(settings.listener)).name_level
    manner = Manner(level=name_level(level, "dj library names") if level else own,
                    language=language)  # fmt: skip
    found = _gathered(tracks, manner)
    if json:
        console.print_json({"level": manner.level, "names": [
            {"kind": kind, "name": name, "why": why, "songs": count}
            for kind, rows in found.items() for (name, why), count in _ordered(rows)
        ]})  # fmt: skip
        return
    _tell(found, every=every)


def _gathered(tracks: "Iterable[Track]", manner: "Manner") -> Found:
    from dj.speech.text.lexicon import gather

    lexicon = gather({}, manner.language)
    found: Found = defaultdict(Counter)
    for track in tracks:
        own = dataclasses.replace(manner, declared=track.language, explicit=track.explicit)
        for word, name in _names(track):
            judged = _judged(word, name, own, lexicon)
            if judged:
                kind, why = judged
                found[kind][console.plain(name), why] += 1
    return found


def _names(track: "Track") -> "Iterator[tuple[str, str]]":
    yield "next.title", track.title
    yield from (("next.artist", name) for name in track.artists or (track.artist,) if name)
    if track.album:
        yield "next.album", track.album


def _judged(word: str, name: str, manner: "Manner", lexicon: "Lexicon") -> tuple[str, str] | None:
    """Tell what is not well with a name, the worst first; None if the host can say it."""
    from dj.commentary import titles
    from dj.speech.text.known import guessed
    from dj.speech.text.names import say_name

    found = titles.read(name, manner)
    if found.spoken is None:
        return _UNSAID, found.why
    said = say_name(found.spoken, word, lexicon, manner.language)
    if said.is_lost:
        return _LOST, f"the voice says {said.text!r}."
    is_english = primary_language(manner.language) == "en"
    strange = guessed(found.spoken, lexicon) if is_english else ()
    return (_GUESSED, f"not in its dictionary: {', '.join(strange)}.") if strange else None


def _ordered(rows: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return sorted(rows.items(), key=lambda row: (-row[1], row[0]))


def _tell(found: Found, *, every: bool) -> None:
    for kind in (kind for kind in _REMEDY if found[kind]):
        rows = _ordered(found[kind])
        console.tell(f"{kind} ({len(rows)}) – {_REMEDY[kind]}:")
        for (name, why), count in rows if every else rows[:_MOST_ROWS]:
            times = f" ({count} songs)" if count > 1 else ""
            console.tell(f"  {name[:_WIDEST]}{times}: {why}")
        if len(rows) > _MOST_ROWS and not every:
            console.tell(f"  … and {len(rows) - _MOST_ROWS} more; --all lists them.")
    if not any(found.values()):
        print("The host can say every name in this library.")
