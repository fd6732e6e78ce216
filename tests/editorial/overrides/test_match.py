from dataclasses import replace
from pathlib import Path

import pytest

from dj.editorial.overrides.match import Finder, agrees
from dj.editorial.overrides.nouns import Match
from dj.model.track import Track
from dj.units import TrackId

TRACK = Track(
    id=TrackId("0123456789abcdef" * 2), path=Path("/home/ana/Music/Live/01 Harbour.flac"),
    title="Harbour", artist="Ana feat. Bo", artists=("Ana", "Bo"), album="Maps",
    album_artist="Various", duration_s=200.0,
)  # fmt: skip


@pytest.mark.parametrize(
    "match",
    [
        Match(id="01234567"), Match(id=TRACK.id), Match(artist="ana", title="HARBOUR"),
        Match(artist="Bo", title="harbour"), Match(artist="Ana Feat. Bo", title="Harbour"),
        Match(album="maps", artist="Various"), Match(path="*/Live/*"), Match(path="*.flac"),
        Match(path="Live/01 Harbour.flac"), Match(path="Music/*/01*"), Match(path=str(TRACK.path)),
        Match(path="*/Live/*", title="Harbour", artist="Ana", album="Maps", id="01234567"),
    ],
)  # fmt: skip
def test_an_entry_agrees_if_every_field_does(match: Match) -> None:
    assert agrees(match, TRACK)
    assert list(Finder([Match(id="ffffffff"), match]).of(TRACK)) == [1]


@pytest.mark.parametrize(
    "match",
    [
        Match(id="01234568"), Match(artist="Ana", title="Harbor"), Match(artist="Cy", album="Maps"),
        Match(path="*/live/*"), Match(path="ive/*"), Match(path="*/Live"), Match(album="Map"),
        Match(path="*/Live/*", title="Ridge", artist="Ana"),
    ],
)  # fmt: skip
def test_one_field_that_differs_is_enough(match: Match) -> None:
    assert not agrees(match, TRACK)
    assert list(Finder([match]).of(TRACK)) == []


def test_a_hostile_pattern_ends_soon() -> None:
    long = replace(TRACK, path=Path("/" + "a" * 3000))
    assert not agrees(Match(path="*a" * 200 + "b"), long)
