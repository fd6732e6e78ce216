from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dj import analysis, household, lineup, planning, resources, speech
from dj.errors import ImportFileError, LibraryError
from dj.household import Alike
from dj.library import Store
from dj.library.store import FileRow, Stamp
from dj.listeners import colisten
from dj.model.controls import Controls
from dj.model.listening import Listen
from dj.model.request import Request
from dj.testing.examples import song

AT = datetime(2026, 5, 1, tzinfo=UTC)


def listens(first: int, count: int = 8) -> list[Listen]:
    return [
        Listen(started_at=AT - timedelta(hours=1 + n), artist=f"Artist {n}", title=f"Song {n}")
        for n in range(first, first + count)
    ]


def settle(store: Store, people: int, **controls: object) -> None:
    """Let people of overlapping tastes live in a library, all of whom share."""
    for number in range(people):
        store.add_listens(f"person {number}", listens(number))
        decided = replace(Controls(shared=True), **controls)  # type: ignore[arg-type]
        store.set_controls(f"person {number}", decided)


def test_only_who_said_so_shares(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        settle(store, 4)
        store.set_controls("person 1", Controls())
        store.set_controls("person 2", Controls(shared=True, profiling=False))
        assert sorted(household.sharing(store, AT)) == ["person 0", "person 3"]


def test_what_is_excluded_is_not_shared(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        settle(store, 2, forgotten_at=AT - timedelta(hours=5))
        assert [len(x.listens) for x in household.sharing(store, AT).values()] == [5, 4]


def test_nobody_shares_until_they_say_so(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for number in range(4):
            store.add_listens(f"person {number}", listens(number))
        with pytest.raises(ImportFileError, match="too little in common"):
            household.build(store, [], licence="", at=AT)


def test_one_of_a_household_is_offered_what_the_others_play(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        settle(store, 6)
        household.build(store, [], licence="", at=AT)
        heard = store.listens("person 0"), (), ()
        found = Alike(store.folder).similar(heard, (), Controls(), AT)
        assert found
        assert set(found) == {f"artist {n}" for n in range(8, 12)}
        assert found["artist 8"] > found["artist 11"]


def test_without_data_or_without_a_profile_nothing_is_said(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        heard = listens(0), (), ()
        assert Alike(store.folder).similar(heard, (), Controls(), AT) is None
        settle(store, 6)
        household.build(store, [], licence="", at=AT)
        off = Controls(profiling=False)
        assert Alike(store.folder).similar(heard, (), off, AT) is None


def test_damaged_data_stops_nobody_and_is_said(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        settle(store, 6)
        household.build(store, [], licence="", at=AT)
        next(household.folder(tmp_path).glob("build-*/card.json")).write_text("{")
        alike = Alike(store.folder)
        assert alike.similar((listens(0), (), ()), (), Controls(), AT) is None
        assert "dj colisten" in alike.note


def test_who_shares_no_more_is_not_in_the_next_build(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        settle(store, 6)
        before, _ = household.build(store, [], licence="", at=AT)
        assert colisten.forget(household.folder(store.folder), "person 0")
        store.set_controls("person 0", Controls())
        after, _ = household.build(store, [], licence="", at=AT)
    assert (before.listeners, after.listeners) == (6, 5)


def test_plays_that_are_taken_back_during_a_build_are_not_learned_from(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        settle(store, 6)

        def leave(_done: int, _total: int, what: str) -> None:
            if what == "learning":
                store.forget_listener("person 2")

        with pytest.raises(LibraryError, match="took their plays back"):
            household.build(store, [], licence="", at=AT, progress=leave)
        assert colisten.load(household.folder(store.folder)) is None


def own(store: Store, folder: Path, numbers: range) -> None:
    """Put songs of these artists into the library."""
    for number in numbers:
        path = folder / f"{number}.flac"
        path.touch()
        made = song(number, title=f"Song {number}", artist=f"Artist {number}")
        track = replace(made.track, path=path, album="")
        stamp = Stamp(size=1, mtime_ns=1, reader=1)
        store.save_files([FileRow(path=str(path), stamp=stamp, outcome=track)])
        store.save_analysis(replace(made.analysis, analysers=analysis.versions()))


@pytest.mark.slow
def test_a_session_says_which_songs_similar_listeners_play(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    show = replace(lineup.load_show(resources.find("assets/shows", "dj.yaml")), length_s=1800.0)
    request = Request(
        listener="person 0", at=AT, seed=3, show=show, time_zone="UTC", folder=tmp_path / "out",
        persona=speech.load_persona(resources.find("voices", "quiet.yaml")),
        cache=tmp_path / "cache", encoding="flac",
    )  # fmt: skip
    with Store.open(tmp_path / "library") as store:
        own(store, tmp_path, range(4, 20))
        settle(store, 6)
        alone = planning.plan(store, request)
        household.build(store, [], licence="", at=AT)
        together = planning.plan(store, request)
    assert not any(slot.decision.signals.get("similar") for slot in alone.lineup.slots)
    played = {together.songs[slot.track_id].track.artist: slot.decision.signals.get("similar", 0.0)
              for slot in together.lineup.slots}  # fmt: skip
    told = {artist for artist, value in played.items() if value > 0}
    assert told
    assert told <= {f"Artist {number}" for number in range(8, 12)}
