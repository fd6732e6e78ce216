from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest

from dj.listeners import colisten
from dj.listeners.colisten import Model
from dj.listeners.kept import Kept, kept
from dj.model.analysis import Song
from dj.model.controls import Controls, Dials, Exclusion, ExclusionKind
from dj.model.listening import Listen, Save, Tally
from dj.testing.examples import song
from tests.listeners.colisten.people import groups, table_text

AT = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    place = tmp_path_factory.mktemp("colisten")
    (place / "data.tsv").write_text(table_text(list(groups())))
    colisten.build(place / "c", [place / "data.tsv"], licence="", household={})
    model = colisten.load(place / "c")
    assert model is not None
    return model


def listens(kind: int, *, first: int = 0, count: int = 8, days: int = 1) -> list[Listen]:
    return [
        Listen(started_at=AT - timedelta(days=days, hours=n), artist=f"Kind {kind} Artist {n}",
               title=f"Song {n}")
        for n in range(first, first + count)
    ]  # fmt: skip


def counted(rows: list[Listen], controls: Controls | None = None) -> Kept:
    return kept(rows, (), (), controls or Controls(), AT)


def similar(
    model: Model, history: Kept, songs: list[Song] | None = None, **controls: object
) -> dict[str, float]:
    decided = replace(Controls(), **controls)  # type: ignore[arg-type]
    return colisten.similar(model, history, songs or [], controls=decided, at=AT)


def test_artists_and_songs_of_the_same_kind_come_first(model: Model) -> None:
    songs = [song(n, artist=f"KIND {n % 4} artist {n}", title=f"Song {n}") for n in range(10, 38)]
    found = similar(model, counted(listens(1)), songs)
    artists = sorted((x for x in found if x.startswith("k")), key=lambda x: -found[x])
    assert all(name.startswith("kind 1") for name in artists[:12])
    tracks = {song.track.artist[:6]: found.get(song.id, 0.0) for song in songs}
    assert max(tracks, key=lambda kind: tracks[kind]) == "KIND 1"
    assert all(0 < value <= 1 for value in found.values())


def test_what_was_heard_is_left_out_even_if_it_was_skipped(model: Model) -> None:
    rows = listens(1)
    rows.append(replace(rows[0], artist="Kind 1 Artist 20", title="Song 20", skipped=True))
    songs = [song(n, artist=f"Kind 1 Artist {n}", title=f"Song {n}") for n in range(25)]
    found = similar(model, counted(rows), songs)
    assert "kind 1 artist 20" not in found
    assert "kind 1 artist 0" not in found
    assert songs[3].id not in found
    assert songs[20].id not in found
    assert songs[21].id in found


def test_saves_and_counts_tell_taste_too(model: Model) -> None:
    saves = [Save(artist=f"Kind 3 Artist {n}", title=f"Song {n}") for n in range(5)]
    tallies = [Tally(artist=f"Kind 3 Artist {n}", title="", plays=3) for n in range(5, 9)]
    found = similar(model, kept((), saves, tallies, Controls(), AT))
    assert max(found, key=lambda name: found[name]).startswith("kind 3")


def test_old_plays_say_less_than_new_ones(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("dj.listeners.colisten.similar"), "MOST_LIKED", 6)
    rows = listens(0, count=6, days=4000) + listens(2, count=6, days=2)
    found = similar(model, counted(rows))
    assert max(found, key=lambda name: found[name]).startswith("kind 2")


def test_excluded_listening_leaves_no_trace(model: Model) -> None:
    own, others = listens(1), listens(2, days=30)
    gone = Exclusion(kind=ExclusionKind.RANGE, start=AT - timedelta(days=40),
                     end=AT - timedelta(days=20))  # fmt: skip
    excluding = counted(own + others, Controls(excluded=(gone,)))
    assert similar(model, excluding) == similar(model, counted(own))


def test_a_newcomer_is_known_by_the_artists_they_picked(model: Model) -> None:
    picked = tuple(f"Kind 2 Artist {n}" for n in range(3))
    found = similar(model, counted([]), picked_artists=picked)
    assert max(found, key=lambda name: found[name]).startswith("kind 2")
    assert not similar(model, counted([]))


def test_who_plays_what_nobody_plays_is_offered_nothing(model: Model) -> None:
    row = Listen(started_at=AT - timedelta(days=1), artist="Unheard Of", title="Nothing")
    assert similar(model, counted([row])) == {}
    assert similar(model, counted([replace(row, artist="", title="")])) == {}


def test_the_dial_of_discovery_leads_away_from_what_everybody_plays(model: Model) -> None:
    names = [model.artists.name(item).casefold() for item in range(model.artists.size)]
    folded: dict[str, int] = dict(zip(names, model.artists.listeners.tolist(), strict=True))

    def known(dial: float) -> float:
        found = similar(model, counted(listens(1)), dials=Dials(discovery=dial))
        best = sorted(found, key=lambda name: -found[name])[:15]
        return sum(folded[name] for name in best) / len(best)

    assert known(0.0) == known(0.5)
    assert known(1.0) <= known(0.5)
    steps = [similar(model, counted(listens(1)), dials=Dials(discovery=x)) for x in (0.5, 0.75, 1)]
    assert steps[0] != steps[1] != steps[2]


def test_the_answer_is_the_same_in_whatever_order_it_is_asked(model: Model) -> None:
    rows = listens(1) + listens(2)
    assert similar(model, counted(rows)) == similar(model, counted(rows[::-1]))
