"""What a listener forbids is found however it is written, and nothing else is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.listeners.barring import EXPLICIT, UNMARKED, barred, settled, together
from dj.model.controls import Ban, BanKind, Controls, Dials, Switches, Withdrawn, in_force
from dj.model.spoken import NameLevel
from dj.model.track import Track
from dj.units import TrackId

AT = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def track(number: int = 1, **tags: object) -> Track:
    fields = {"id": TrackId(f"t{number}"), "path": Path(f"/{number}"), "title": "A song",
              "artist": "Ana Lee", "artists": ("Ana Lee",), "duration_s": 200.0}  # fmt: skip
    return Track(**(fields | tags))  # type: ignore[arg-type]


def ban(kind: BanKind, name: str, **more: str) -> Controls:
    return Controls(bans=(Ban(kind=kind, name=name, at=AT, **more),))


def is_barred(controls: Controls, one: Track) -> bool:
    return one.id in barred(controls, [one], at=AT)


@pytest.mark.parametrize("tags", [
    {}, {"artist": "ANA LEE"}, {"artist": "Ana Lee feat. Bo", "artists": ("Ana Lee", "Bo")},
    {"artist": "Bo feat. Ana Lee", "artists": ("Bo", "Ana Lee")},
    {"artist": "Bo", "artists": ("Bo", "Cy & Ana Lee")},
    {"artist": "Bo x Ana Lee", "artists": ("Bo x Ana Lee",)},
    {"artist": "Ana Lee & The Others", "artists": ("Ana Lee & The Others",)},
    {"artist": "Bo", "artists": ("Bo",), "album_artist": "Ana Lee"},
    {"artist": "Aña Lee\u200b", "artists": ()},
])  # fmt: skip
def test_a_banned_artist_is_found_wherever_they_are_credited(tags: dict[str, object]) -> None:
    assert is_barred(ban(BanKind.ARTIST, "Ana Lee"), track(1, **tags))


@pytest.mark.parametrize("name", ["Ana", "Lee", "Ana Lee Jones", "Analee", "A song"])
def test_a_part_of_a_name_bans_nobody_else(name: str) -> None:
    assert not is_barred(ban(BanKind.ARTIST, name), track())


@pytest.mark.parametrize("genres", [("Hip-Hop",), ("rock", "hip hop"), ("Jazz; HipHop",)])
def test_a_banned_tag_is_found_however_it_is_spelled(genres: tuple[str, ...]) -> None:
    assert is_barred(ban(BanKind.TAG, "hip hop"), track(genres=genres))
    assert not is_barred(ban(BanKind.TAG, "hip"), track(genres=genres))


def test_a_banned_song_stays_banned_under_other_tags_and_in_another_file() -> None:
    controls = ban(BanKind.TRACK, "t1", artist="Ana Lee", title="A song")
    assert is_barred(controls, track(title="Renamed", artist="Nobody", artists=()))
    assert is_barred(controls, track(2, title="A Song (2011 Remaster)"))
    assert not is_barred(controls, track(2, title="A song (Live)"))
    assert not is_barred(controls, track(2, artist="Bo", artists=("Bo",)))


def test_a_song_without_a_name_is_banned_by_its_sound_alone() -> None:
    controls = ban(BanKind.TRACK, "t1")
    assert is_barred(controls, track(title="", artist="", artists=()))
    assert not is_barred(controls, track(2, title="", artist="", artists=()))


def test_a_ban_of_one_copy_holds_for_the_copy_that_stands_for_it() -> None:
    stands = {TrackId("t2"): TrackId("t1")}
    for banned, other in (("t2", track(1, title="X")), ("t1", track(2, title="X"))):
        found = barred(ban(BanKind.TRACK, banned), [other], at=AT, stands=stands)
        assert found == {other.id: "you banned this song"}


def test_rest_ends_at_its_moment() -> None:
    controls = Controls(resting={TrackId("t1"): AT})
    assert not is_barred(controls, track())
    early = barred(controls, [track()], at=AT - timedelta(seconds=1))
    assert early == {"t1": "you said not now; it rests until 2026-05-01 12:00 UTC"}


def test_only_songs_marked_as_explicit_are_kept_out_by_that_switch() -> None:
    controls = Controls(switches=Switches(explicit=False))
    songs = [track(n, explicit=flag) for n, flag in enumerate((True, False, None))]
    assert barred(controls, songs, at=AT) == {"t0": EXPLICIT}


def test_in_a_family_a_song_must_be_marked_as_clean_unless_they_say_otherwise() -> None:
    songs = [track(n, explicit=flag) for n, flag in enumerate((True, False, None))]
    family = in_force(Controls(family=True))
    assert barred(family, songs, at=AT) == {"t0": EXPLICIT, "t2": UNMARKED}
    assert barred(in_force(Controls(family=True, unmarked=True)), songs, at=AT) == {"t0": EXPLICIT}


@given(st.lists(st.builds(Controls, family=st.booleans(), unmarked=st.booleans()), max_size=4))
def test_a_session_that_is_nobodys_is_for_a_family_if_anybodys_are(every: list[Controls]) -> None:
    families = [one for one in every if one.family]
    both = together([*map(in_force, every)])
    assert both.family == bool(families)
    if families:
        assert both.unmarked == all(one.unmarked for one in families)
        assert both == in_force(both)


def test_a_reported_song_waits_and_a_reported_remark_bars_no_song() -> None:
    song = Withdrawn(at=AT, decision="slot 1", track_id=TrackId("t1"), artist="Ana Lee",
                     title="A song")  # fmt: skip
    remark = Withdrawn(at=AT, decision="b01", line="opening/plain")
    found = barred(Controls(withdrawn=(song, remark)), [track(), track(3, title="B")], at=AT)
    assert found == {"t1": "you reported this song; it waits for a review"}


def test_likes_follow_the_copy_that_stands_and_end_with_a_reset() -> None:
    liked = {TrackId("t1"): AT, TrackId("t2"): AT - timedelta(days=2)}
    controls = Controls(liked=liked, forgotten_at=AT - timedelta(days=1))
    assert settled(controls, {TrackId("t1"): TrackId("t9")}).liked == {"t9": AT}


def test_what_anybody_forbids_is_forbidden_for_nobodys_session() -> None:
    mine = replace(ban(BanKind.TAG, "pop"), switches=Switches(voice=False), private=True)
    yours = replace(ban(BanKind.TAG, "jazz"), dials=Dials(talk=1.0))
    both = together([mine, yours])
    assert [one.name for one in both.bans] == ["pop", "jazz"]
    assert (both.switches.voice, both.switches.explicit, both.private) == (False, True, True)
    assert (both.dials, both.profiling) == (Dials(), False)
    assert together([yours]) == replace(yours, profiling=False)
    assert together([]) == Controls(profiling=False)


NAMES = st.text(min_size=1, max_size=20)


@given(NAMES, NAMES, st.sampled_from(BanKind))
def test_any_names_can_be_banned_and_looked_for(name: str, other: str, kind: BanKind) -> None:
    one = track(artist=other, artists=(other,), title=other, genres=(other,))
    found = barred(ban(kind, name), [one], at=AT)
    assert set(found) <= {one.id}
    same = track(artist=name, artists=(name,), genres=(name,))
    if kind is not BanKind.TRACK and name.strip() and is_barred(ban(kind, name), same):
        assert barred(ban(kind, name), [same], at=AT)[same.id].startswith("you banned the")


def test_together_the_strictest_level_of_names_holds() -> None:
    levels = (NameLevel.OPEN, NameLevel.FAMILY, NameLevel.STANDARD)
    every = [Controls(name_level=level) for level in levels]
    assert together(every).name_level is NameLevel.FAMILY
    assert together([]).name_level is NameLevel.STANDARD
