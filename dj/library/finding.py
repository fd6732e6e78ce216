"""Which track does a person mean? By its identity, or by words of its artist, title and album."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dj.errors import ConfigError
from dj.model.names import fold
from dj.model.track import Track

LEAST_ID = 4
"""The start of an identity must have so many characters."""
_SHOWN = 8
_ID_SHOWN = 12
"""Characters of an identity in a list of candidates."""
_NEARNESS = 0.5


def the_one(tracks: Sequence[Track], wanted: str) -> Track:
    """Return the one track that is meant.

    A whole identity, or a name that is exactly one track's, wins; otherwise the start of an
    identity and words, each of which must be in the artist, the title or the album, count alike.

    Raises:
        ConfigError: if none or several are meant, with up to eight that are near.
    """
    exact = next((track for track in tracks if wanted == track.id), None)
    if exact is not None:
        return exact
    folded = fold(wanted)
    named = [track for track in tracks if folded in (fold(track.title), fold(track.label))]
    begun = [track for track in tracks if _begins(track, wanted)]
    if len(named) == 1 and not begun:
        return named[0]
    candidates = (*begun, *named, *_with_words(tracks, folded.split()))
    found = list({track.id: track for track in candidates}.values())
    if len(found) == 1:
        return found[0]
    raise _several(found, wanted) if found else _none(tracks, wanted)


def _begins(track: Track, wanted: str) -> bool:
    return len(wanted) >= LEAST_ID and track.id.startswith(wanted.lower())


def _with_words(tracks: Sequence[Track], words: Sequence[str]) -> Iterator[Track]:
    for track in tracks if words else ():
        text = f"{fold(track.label)} {fold(track.album)}"
        if all(word in text for word in words):
            yield track


def _several(found: Sequence[Track], wanted: str) -> ConfigError:
    more = len(found) - _SHOWN
    rest = f"\n  and {more} more" if more > 0 else ""
    return ConfigError(
        f"{len(found)} songs are meant by {_short(wanted)!r}:{_listed(found)}{rest}\n"
        "Give the id, the first characters of it, or more words."
    )


def _none(tracks: Sequence[Track], wanted: str) -> ConfigError:
    if not tracks:
        return ConfigError("there is no song yet.", hint="Scan music with `dj scan FOLDER`.")
    names: dict[str, dict[str, Track]] = defaultdict(dict)
    for track in tracks:
        for name in (track.title, track.label):
            names[fold(name)][track.id] = track
    close = difflib.get_close_matches(fold(wanted), names, _SHOWN, _NEARNESS)
    near = list({track.id: track for name in close for track in names[name].values()}.values())
    listed = f" The nearest are:{_listed(near)}\n" if near else " "
    return ConfigError(
        f"no song is meant by {_short(wanted)!r}.{listed}`dj library list` shows all songs."
    )


def _listed(tracks: Sequence[Track]) -> str:
    return "".join(
        f"\n  {track.id[:_ID_SHOWN]}  {_short(track.label)}" for track in tracks[:_SHOWN]
    )


def _short(name: str, most: int = 100) -> str:
    line = " ".join(name.split())
    return line if len(line) <= most else line[: most - 1] + "…"
