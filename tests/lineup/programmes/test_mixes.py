from dataclasses import replace

import numpy as np
import pytest

from dj.errors import ConfigError
from dj.lineup import mixes, stock
from dj.model.analysis import Song
from dj.model.brief import Asked
from dj.model.mixes import Mix, MixKind
from tests.lineup.programmes.halls import arranged, fan, hall, played, show
from tests.lineup.worlds import AT, ids, newcomer

SONGS = hall()
SHOW = show("made-for-you")
BY_ID = {one.id: one for one in SONGS}
MADE = mixes(stock(SONGS).catalogue, SHOW, fan(SONGS), AT)


def mean_distance(songs: list[Song]) -> float:
    rows = np.array([one.analysis.vector for one in songs], np.float64)
    table = 1.0 - rows @ rows.T
    return float(table[~np.eye(len(songs), dtype=bool)].mean())


def test_a13_mixes_are_of_several_kinds_coherent_and_distinct() -> None:
    usual = mean_distance(list(SONGS))
    assert {mix.kind for mix in MADE} == set(MixKind)
    for mix in MADE:
        assert len(mix.tracks) == len(set(mix.tracks)) >= 12
        found = mean_distance([BY_ID[track_id] for track_id in mix.tracks])
        assert found < usual
        assert mix.distance == pytest.approx(found, abs=1e-4)
        assert mix.usual_distance == pytest.approx(usual, abs=1e-4)
    for one in MADE:
        for other in MADE:
            assert one is other or not set(one.tracks) & set(other.tracks)


def truly(mix: Mix, song: Song) -> bool:
    if mix.kind is MixKind.ERA:
        decade = int(mix.title.split()[1].rstrip("s"))
        return decade <= (song.track.year or 0) <= decade + 9
    if mix.kind is MixKind.GENRE:
        return song.track.genres[0] in mix.title
    return song.analysis.energy <= 0.35 if mix.title == "Calm" else song.analysis.energy >= 0.65


def test_a13_names_are_true_of_the_songs() -> None:
    taste = fan(SONGS)
    for mix in MADE:
        songs = [BY_ID[track_id] for track_id in mix.tracks]
        if mix.kind is not MixKind.ARTIST:
            assert all(truly(mix, song) for song in songs)
        if mix.title.startswith("Your"):
            assert np.mean([track_id in taste.plays for track_id in mix.tracks]) >= 0.8
        assert mix.why.startswith(f"All {len(songs)} songs are ")


def test_around_an_artist_are_the_artist_and_their_nearest() -> None:
    mix = next(mix for mix in MADE if mix.title == "Around Artist 0")
    rows = np.array([one.analysis.vector for one in SONGS], np.float64)
    own = [place for place, one in enumerate(SONGS) if one.track.artist == "Artist 0"]
    near = rows @ rows[own].sum(axis=0) / 2 + (rows @ rows[own].T).max(axis=1) * np.linalg.norm(
        rows[own].sum(axis=0)) / 2  # fmt: skip
    tenth = {SONGS[place].id for place in np.flatnonzero(near >= np.quantile(near, 0.9))}
    assert {SONGS[place].id for place in own} <= set(mix.tracks)
    assert set(mix.tracks) <= tenth | {SONGS[place].id for place in own}


def test_without_a_profile_nothing_is_said_of_what_was_heard() -> None:
    made = mixes(stock(SONGS).catalogue, SHOW, replace(newcomer(), profiled=False), AT)
    assert made
    assert not any("heard" in mix.why for mix in made)
    assert all("you have heard" in mix.why for mix in MADE)


def test_a_mix_around_an_artist_holds_the_artist() -> None:
    for mix in MADE:
        if mix.kind is MixKind.ARTIST:
            own = [BY_ID[one].track.artist == mix.title[7:] for one in mix.tracks]
            assert sum(own) >= 2
    theirs = [one.id for one in SONGS if one.track.artist == "Artist 0"]
    taste = replace(fan(SONGS), disliked=frozenset(theirs[1:]))
    made = mixes(stock(SONGS).catalogue, SHOW, taste, AT)
    assert made
    assert "Around Artist 0" not in {mix.title for mix in made}


def test_one_mix_is_played_under_its_name() -> None:
    mix = MADE[1]
    lineup = played(SONGS, replace(SHOW, length_s=1800.0), fan(SONGS), asked=Asked(mix=mix.title))
    assert set(ids(lineup)) <= set(mix.tracks)
    found = arranged(SONGS, SHOW, fan(SONGS), asked=Asked(mix=mix.name))
    assert found.show.title == f"Made for you: {mix.title}"
    assert any(mix.why in note for note in found.brief.notes)


@pytest.mark.parametrize("name", ["", "polka", "your-jaz"])
def test_an_unknown_mix_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(ConfigError, match=MADE[0].name):
        arranged(SONGS, SHOW, fan(SONGS), asked=Asked(mix=name))


def test_what_is_barred_or_disliked_is_in_no_mix() -> None:
    out = {MADE[0].tracks[0], MADE[1].tracks[0]}
    taste = replace(fan(SONGS), barred={MADE[0].tracks[0]: "banned"},
                    disliked=frozenset({MADE[1].tracks[0]}))  # fmt: skip
    made = mixes(stock(SONGS).catalogue, SHOW, taste, AT)
    assert not out & {track_id for mix in made for track_id in mix.tracks}


def test_a_newcomer_has_mixes_that_do_not_call_them_theirs() -> None:
    made = mixes(stock(SONGS).catalogue, SHOW, newcomer(), AT)
    assert {MixKind.GENRE, MixKind.ERA} <= {mix.kind for mix in made}
    assert not any(mix.title.startswith("Your") for mix in made)


@pytest.mark.parametrize("songs", [SONGS[:0], SONGS[:1], SONGS[:5]], ids=len)
def test_a_tiny_library_has_no_mix_and_says_so(songs: tuple[Song, ...]) -> None:
    with pytest.raises(ConfigError, match="too small"):
        arranged(songs, SHOW, newcomer(), asked=Asked(mix="x"))


def test_without_any_sound_there_are_mixes_by_what_tags_say() -> None:
    silent = [
        replace(one, analysis=replace(one.analysis, vector=np.zeros(0, np.float32)))
        for one in SONGS
    ]
    made = mixes(stock(silent).catalogue, SHOW, fan(SONGS), AT)
    assert MixKind.GENRE in {mix.kind for mix in made}
    assert MixKind.ARTIST not in {mix.kind for mix in made}
