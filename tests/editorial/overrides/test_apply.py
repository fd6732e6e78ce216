from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dj import editorial
from dj.lineup.credits import credits_of
from dj.model.analysis import Song
from dj.model.dates import PartialDate
from dj.model.listening import Listen
from dj.testing.examples import song


def overrides(folder: Path, text: str) -> editorial.Overrides:
    path = folder / "overrides.yaml"
    path.write_text(text, "utf-8")
    return editorial.load_overrides(path)


def make(number: int, **tags: Any) -> Song:
    plain = song(number)
    return replace(plain, track=replace(plain.track, **tags))


def credited(artist: str, *artists: str) -> Song:
    return make(1, artist=artist, artists=artists or (artist,))


def test_values_are_corrected_and_say_their_line(tmp_path: Path) -> None:
    text = """tracks:
  - match: {artist: Somebody, title: Example}
    set:
      year: 1969
      genres: [Bossa Nova]
      language: pt
      tempo_bpm: x2
"""
    (found,) = editorial.apply(overrides(tmp_path, text), [song(1)])
    assert (found.track.year, found.track.genres, found.track.language) == (
        1969, ("Bossa Nova",), "pt",
    )  # fmt: skip
    assert found.analysis.tempo_bpm == 240.0
    assert found.track.provenance == {
        "year": "overrides.yaml: line 4", "genres": "overrides.yaml: line 5",
        "language": "overrides.yaml: line 6", "tempo_bpm": "overrides.yaml: line 7",
    }  # fmt: skip


def test_songs_that_no_entry_is_about_come_back_as_they_are(tmp_path: Path) -> None:
    other = song(1)
    text = "tracks:\n  - match: {artist: Nobody, title: Example}\n    set: {year: 1969}\n"
    assert editorial.apply(overrides(tmp_path, text), [other])[0] is other
    assert editorial.apply(editorial.Overrides(), [other])[0] is other


def test_tracks_win_over_albums_and_later_entries_over_earlier(tmp_path: Path) -> None:
    text = """tracks:
  - match: {artist: Somebody, title: Example}
    set: {year: 1969}
  - match: {path: "*/1.flac"}
    set: {year: 1970}
albums:
  - match: {album: Examples}
    set: {year: 2001, album: Better}
"""
    one, two = editorial.apply(overrides(tmp_path, text), [song(1), song(2)])
    assert (one.track.year, one.track.album) == (1970, "Better")
    assert (two.track.year, two.track.album) == (1969, "Better")


def test_applying_to_tracks_gives_the_same_tags(tmp_path: Path) -> None:
    given = overrides(tmp_path, "artists:\n  - {name: Some Body, aliases: [Somebody]}\n")
    songs = [song(1), song(2)]
    assert editorial.apply_to_tracks(given, [s.track for s in songs]) == tuple(
        s.track for s in editorial.apply(given, songs)
    )


def test_merged_names_reach_separation(tmp_path: Path) -> None:
    given = overrides(tmp_path, "artists:\n  - {name: Prince, aliases: [The Artist, TAFKAP]}\n")
    songs = [
        credited("prince"),
        credited("tafkap"),
        credited("The Artist feat. Bo", "The Artist", "Bo"),
    ]
    found = editorial.apply(given, songs)
    assert {credits_of(s.track)[0] for s in found} == {"prince"}
    assert [s.track.artist for s in found] == ["Prince", "Prince", "Prince feat. Bo"]
    assert found[1].track.provenance["artists"] == "overrides.yaml: line 2"


def test_a_credit_is_split_or_kept_whole(tmp_path: Path) -> None:
    text = """artists:
  - {credit: Ana & Bo, artists: [Ana, Bo]}
  - {credit: "Earth, Wind", artists: ["Earth, Wind"]}
"""
    given = overrides(tmp_path, text)
    songs = [credited("Ana & Bo"), credited("Ana & Bo feat. Cy", "Ana & Bo", "Cy"),
             credited("Earth, Wind", "Earth", "Wind")]  # fmt: skip
    found = editorial.apply(given, songs)
    assert [s.track.artists for s in found] == [
        ("Ana", "Bo"),
        ("Ana", "Bo", "Cy"),
        ("Earth, Wind",),
    ]
    assert [s.track.artist for s in found] == [s.track.artist for s in songs]


def test_two_artists_of_one_name_are_told_apart(tmp_path: Path) -> None:
    text = """artists:
  - name: Nirvana
    becomes: Nirvana (UK)
    match: {album: Story}
"""
    given = overrides(tmp_path, text)
    here, there = (
        make(1, artist="Nirvana", artists=("Nirvana",), album="Story"),
        credited("Nirvana"),
    )
    found = editorial.apply(given, [here, there])
    assert [s.track.artists for s in found] == [("Nirvana (UK)",), ("Nirvana",)]


def test_an_artist_set_by_an_entry_is_the_only_one(tmp_path: Path) -> None:
    text = "tracks:\n  - match: {path: '*/1.flac'}\n    set: {artist: Ana}\n"
    (found,) = editorial.apply(overrides(tmp_path, text), [credited("X feat. Y", "X", "Y")])
    assert (found.track.artist, found.track.artists) == ("Ana", ("Ana",))


@pytest.mark.parametrize(
    "text",
    ["tracks:\n  - match: {path: '*/1.flac'}\n    set: {ban: true}\n",
     "albums:\n  - match: {album: Examples}\n    set: {ban: true}\n",
     "artists:\n  - {name: Somebody, ban: true}\n",
     "artists:\n  - {name: X, aliases: [somebody], ban: true}\n"],
)  # fmt: skip
def test_tracks_albums_and_artists_can_be_banned(tmp_path: Path, text: str) -> None:
    one, guest = song(1).track, make(2, artists=("Bo",), artist="Bo", album="Other").track
    given = overrides(tmp_path, text)
    assert editorial.banned(given, [one, guest]) == {one.id}


def test_a_track_can_be_let_off_its_albums_ban(tmp_path: Path) -> None:
    text = """albums:
  - match: {album: Examples}
    set: {ban: true}
tracks:
  - match: {path: "*/1.flac"}
    set: {ban: false}
"""
    given = overrides(tmp_path, text)
    assert editorial.banned(given, [song(1).track, song(2).track]) == {song(2).id}


def test_listens_under_another_name_are_given_the_right_one(tmp_path: Path) -> None:
    given = overrides(tmp_path, "artists:\n  - {name: Prince, aliases: [TAFKAP]}\n")
    heard = [
        Listen(started_at=datetime(2026, 1, 1, tzinfo=UTC), artist=name, title="T", source="test")
        for name in ("tafkap", "Bo", "")
    ]
    assert [row.artist for row in editorial.rename(given, heard)] == ["Prince", "Bo", ""]


def test_every_entry_tells_which_tracks_it_touches(tmp_path: Path) -> None:
    text = """artists:
  - {name: Some Body, aliases: [Somebody]}
  - {credit: A & B, artists: [A, B]}
tracks:
  - match: {path: "*/1.flac"}
    set: {year: 1969}
  - match: {path: "*/9.flac"}
    set: {year: 1969}
"""
    tracks = [song(1).track, song(2).track]
    found = editorial.touched(overrides(tmp_path, text), tracks)
    assert [(entry.line, len(entry.tracks)) for entry in found] == [(2, 2), (3, 0), (5, 1), (7, 0)]
    assert all(entry.says for entry in found)


def test_dates_and_countries_are_corrected(tmp_path: Path) -> None:
    text = """tracks:
  - match: {artist: Somebody, title: Example}
    set: {released: 1969-07-21, country: NO}
"""
    (found,) = editorial.apply(overrides(tmp_path, text), [make(1, year=2026)])
    assert (str(found.track.released), found.track.country) == ("1969-07-21", "NO")


def test_another_year_takes_the_day_of_a_reissue_away(tmp_path: Path) -> None:
    text = "tracks:\n  - match: {artist: Somebody, title: Example}\n    set: {year: 1969}\n"
    reissue = make(1, year=2026, released=PartialDate(year=2026, month=11, day=13))
    (found,) = editorial.apply(overrides(tmp_path, text), [reissue])
    assert found.track.released == PartialDate(year=1969)
