"""The moment that a show stands for, what it is made of, and the same bytes all week."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from dj import (
    analysis,
    briefing,
    editorial,
    lineup,
    listeners,
    planning,
    portrait,
    resources,
    speech,
    steering,
)
from dj import session as keep
from dj.absence import absence
from dj.errors import ConfigError
from dj.library.store import FileRow, Stamp, Store
from dj.model.absence import Gate
from dj.model.albums import Link, Neighbour
from dj.model.brief import Asked
from dj.model.controls import Ban, BanKind
from dj.model.listening import Listen
from dj.model.request import Request, usual_seed
from dj.session.manifest import encode
from dj.testing.examples import song
from dj.units import TrackId

ZONE = ZoneInfo("America/Sao_Paulo")
WEDNESDAY = datetime(2026, 11, 25, 19, 42, tzinfo=ZONE)
NOTHING = Asked()
MONDAY = datetime(2026, 11, 23, tzinfo=ZONE)


def request(show: str, at: datetime = WEDNESDAY, seed: int | None = None, listener: str = "me",
            asked: Asked = NOTHING) -> Request:  # fmt: skip
    return Request(
        show=lineup.load_show(resources.find("assets/shows", f"{show}.yaml")),
        persona=speech.load_persona(resources.find("voices", "quiet.yaml")),
        at=at, time_zone=str(at.tzinfo), listener=listener,
        seed=usual_seed(at) if seed is None else seed, folder=Path("/out"), cache=Path("/cache"),
        asked=asked,
    )  # fmt: skip


def test_a_show_of_the_week_is_asked_for_at_its_monday() -> None:
    found = briefing.as_scheduled(request("discover-weekly"))
    assert found.at == MONDAY
    assert briefing.as_scheduled(found) == found


def test_a_show_of_the_day_is_asked_for_at_midnight_and_another_now() -> None:
    assert briefing.as_scheduled(request("made-for-you")).at == WEDNESDAY.replace(hour=0, minute=0)
    assert briefing.as_scheduled(request("dj")) == request("dj")


def test_an_edition_has_a_seed_of_its_own_unless_one_is_asked_for() -> None:
    days = [briefing.as_scheduled(request("discover-weekly", MONDAY + timedelta(days=day, hours=9)))
            for day in range(14)]  # fmt: skip
    seeds = [one.seed for one in days]
    assert len(set(seeds[:7])) == len(set(seeds[7:])) == 1
    assert len(set(seeds)) == 2
    assert briefing.as_scheduled(request("discover-weekly", listener="you")).seed != seeds[0]
    assert briefing.as_scheduled(request("discover-weekly", seed=7)).seed == 7


def test_the_week_begins_on_the_listeners_clock_in_every_season() -> None:
    spring = datetime(2026, 3, 29, 23, 30, tzinfo=ZoneInfo("Europe/Paris"))
    found = briefing.as_scheduled(request("release-radar", spring))
    assert found.at.isoformat() == "2026-03-23T00:00:00+01:00"
    later = briefing.as_scheduled(request("release-radar", spring + timedelta(hours=1)))
    assert later.at.isoformat() == "2026-03-30T00:00:00+02:00"


def there(lengths_s: list[float], running: dict[int, int]) -> portrait.Library:
    songs = [song(n, duration_s=length) for n, length in enumerate(lengths_s)]
    own = [replace(one, track=replace(one.track, album="")) for one in songs]
    links = {own[a].id: Neighbour(track_id=own[b].id, link=Link.GAPLESS)
             for a, b in running.items()}  # fmt: skip
    return portrait.Library(songs=own, overrides=editorial.Overrides(), stands={},
                            running=links)  # fmt: skip


def test_songs_that_run_into_each_other_are_a_work_and_an_album_side_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    library = there([200.0] * 12, {0: 1, 1: 2, 4: 5, 5: 6, 6: 7, 7: 8, 8: 9, 9: 10})
    taste = listeners.taste([], [], library.songs, listener="", at=WEDNESDAY,
                                     time_zone=None)  # fmt: skip
    found = briefing.briefed(request("dj"), library, lineup.stock(library.songs), taste)
    assert found.brief.works == (tuple(one.id for one in library.songs[:3]),)


def test_a_wish_that_cannot_be_met_is_an_error_and_another_changes_the_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    library = there([200.0] * 12, {})
    ready = lineup.stock(library.songs)
    taste = listeners.taste([], [], library.songs, listener="", at=WEDNESDAY,
                                     time_zone=None)  # fmt: skip
    asked = request("dj", asked=Asked(words="20 minutes of pop"))
    found = briefing.briefed(asked, library, ready, taste)
    assert found.request.show.length_s == 1200.0
    assert found.brief.only is not None
    with pytest.raises(ConfigError, match="wish in words"):
        briefing.briefed(request("request"), library, ready, taste)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Store.open(tmp_path / "library") as opened:
        for number in range(240):
            path = tmp_path / f"{number}.flac"
            path.touch()
            made = song(number, title=f"Song {number}", artist=f"Artist {number // 3}")
            track = replace(made.track, path=path, album="", genres=(("pop", "jazz")[number % 2],))
            opened.save_files([FileRow(path=str(path), stamp=Stamp(size=1, mtime_ns=1, reader=1),
                                       outcome=track)])  # fmt: skip
            words = np.random.default_rng(number).integers(1, 2**32, size=970, dtype=np.uint32)
            vector = made.analysis.vector.copy()
            vector[number % 2] += 1.0  # songs of a genre sound alike
            opened.save_analysis(replace(
                made.analysis, fingerprint=words, analysers=analysis.versions(),
                vector=vector / np.linalg.norm(vector)))  # fmt: skip
        yield opened


def heard(artists: range, at: datetime) -> list[Listen]:
    return [
        Listen(started_at=at - timedelta(days=2, minutes=4 * (10 * artist + turn)),
               artist=f"Artist {artist}", title=f"Song {3 * artist}", played_ms=170_000,
               track_id=TrackId(f"{3 * artist:032x}"), source="test")
        for artist in artists for turn in range(10)
    ]  # fmt: skip


@pytest.mark.slow
def test_a11_the_same_week_is_the_same_bytes_whatever_is_heard_in_it(
    store: Store, tmp_path: Path
) -> None:
    store.add_listens("me", heard(range(20), MONDAY.astimezone(UTC)))

    def made(at: datetime) -> keep.Planned:
        return planning.plan(store, request("discover-weekly", at))

    first = made(MONDAY + timedelta(hours=7))
    store.add_listens("me", heard(range(20, 60), (MONDAY + timedelta(days=5)).astimezone(UTC)))
    steering.like(store, "me", TrackId(f"{239:032x}"), at=WEDNESDAY)
    again = made(MONDAY + timedelta(days=6, hours=3))
    assert encode(keep.build(again, tmp_path)) == encode(keep.build(first, tmp_path))
    assert len(first.lineup.slots) == 30
    following = made(MONDAY + timedelta(days=7, hours=3))
    assert not set(following.songs) & set(first.songs)


@pytest.mark.slow
def test_a11_what_is_refused_in_the_week_leaves_its_list_and_the_rest_stays(store: Store) -> None:
    store.add_listens("me", heard(range(20), MONDAY.astimezone(UTC)))
    asked = request("discover-weekly")

    def songs() -> list[TrackId]:
        return [slot.track_id for slot in planning.plan(store, asked).lineup.slots]

    before = songs()
    steering.dislike(store, "me", before[3], at=WEDNESDAY)
    banned = store.track(before[1])
    assert banned is not None
    assert songs() == [one for one in before if one != before[3]]
    steering.ban(store, "me", Ban(kind=BanKind.ARTIST, name=banned.artist, at=WEDNESDAY))
    steering.not_now(store, "me", before[7], at=WEDNESDAY, rest=timedelta(days=9))
    gone = {track.id for track in store.tracks() if track.artist == banned.artist}
    gone |= {before[3], before[7]}
    made = planning.plan(store, asked)
    assert [slot.track_id for slot in made.lineup.slots] == [x for x in before if x not in gone]
    assert any("left it: refused since it began" in note for note in made.notes)
    found = absence(store, asked, before[1], songs())
    assert found.gate is Gate.BARRED
    following = replace(asked, at=asked.at + timedelta(days=7))
    assert not gone & set(planning.plan(store, following).songs)


@pytest.mark.slow
def test_a11_a_song_that_comes_in_the_week_waits_for_the_next_edition(
    store: Store, tmp_path: Path
) -> None:
    now = datetime.now(ZONE)
    store.add_listens("me", heard(range(20), now.astimezone(UTC) - timedelta(days=30)))
    coming = replace(request("discover-weekly"), at=now + timedelta(days=7))
    begins = briefing.as_scheduled(coming).at
    before = planning.plan(store, coming)
    new = song(900, title="New", artist="Brand New")
    (tmp_path / "new.flac").touch()
    track = replace(new.track, path=tmp_path / "new.flac", album="")
    store.save_files([FileRow(path=str(track.path), stamp=Stamp(size=1, mtime_ns=1, reader=1),
                              outcome=track)])  # fmt: skip
    store.save_analysis(replace(new.analysis, analysers=analysis.versions()))
    with closing(sqlite3.connect(tmp_path / "library" / "library.db")) as connection, connection:
        late = int((begins + timedelta(hours=30)).timestamp() * 1_000_000)
        connection.execute("UPDATE first_seen SET at_us = ? WHERE track_id = ?", (late, track.id))
    assert store.came_since(begins) == {track.id}
    after = planning.plan(store, coming)
    assert encode(keep.build(after, tmp_path)) == encode(keep.build(before, tmp_path))
    order = [slot.track_id for slot in after.lineup.slots]
    assert "next one on" in absence(store, coming, track.id, order).says
    following = replace(coming, at=coming.at + timedelta(days=7))
    assert track.id in {one.id for one in portrait.what_could_play(
        store, request=briefing.as_scheduled(following)).songs}  # fmt: skip


def test_what_editors_keep_out_is_in_no_mix_and_no_wish(store: Store, tmp_path: Path) -> None:
    asked = request("dj", asked=Asked(words="songs by Artist 1"))
    before, mixes = (
        briefing.understood(store, asked),
        briefing.mixes(store, request("made-for-you")),
    )
    gone = mixes[0].tracks[0]
    label = store.track(gone)
    assert before.songs == 3
    assert label is not None
    (tmp_path / "assets" / "pools").mkdir(parents=True)
    songs = (
        f"[{{artist: Artist 1, title: Song 4}}, {{artist: {label.artist}, title: {label.title}}}]"
    )
    (tmp_path / "assets" / "pools" / "never.yaml").write_text(
        f"name: never\ntitle: Never\neditor: Rosa\nnever: {songs}\n", "utf-8"
    )
    assert briefing.understood(store, asked).songs == 2
    after = briefing.mixes(store, request("made-for-you"))
    assert after
    assert gone not in {track for mix in after for track in mix.tracks}
