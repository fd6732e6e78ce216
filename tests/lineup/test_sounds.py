from dataclasses import replace

import numpy as np
import pytest

from dj.lineup import plan
from dj.lineup.sounds import presence, reasons, suits
from dj.model.analysis import Region, Song, SoundTag
from tests.lineup.worlds import AT, SHOW, newcomer, song


def heard(number: int, *genres: str, sung: bool = False, **tags: float) -> Song:
    made = song(number, genres=genres)
    sounds = tuple(SoundTag(name=n, score=s, model="musicnn 0.1.0") for n, s in tags.items())
    regions = (Region(start_s=1.0, end_s=9.0),) if sung else ()
    return replace(made, analysis=replace(made.analysis, sound_tags=sounds, vocal_regions=regions))


def test_a_tagged_genre_is_certain_whatever_a_model_says() -> None:
    assert presence(heard(1, "Jazz", jazz=0.1), "jazz") == (1.0, "tagged")


def test_what_a_model_hears_counts_by_its_score_and_names_the_model() -> None:
    assert presence(heard(1, "Rock", mellow=0.62), "Mellow") == (
        0.62, "heard by musicnn 0.1.0, 0.62",
    )  # fmt: skip


def test_a_song_in_which_we_hear_singing_is_no_instrumental() -> None:
    assert presence(heard(1, instrumental=0.8), "instrumental")[0] == 0.8
    assert presence(heard(1, instrumental=0.8, sung=True), "instrumental")[0] == 0.0


def test_several_wishes_are_weighed() -> None:
    made = heard(1, "Folk", mellow=0.5)
    assert suits(made, {"folk": 1.0, "mellow": 0.5}) == pytest.approx((1.0 + 0.25) / 1.5)
    assert suits(made, {}) == suits(made, {"mellow": 0.0}) == 0.0


def test_reasons_name_only_what_is_there() -> None:
    assert reasons(heard(1, mellow=0.62), {"mellow": 1.0, "jazz": 1.0}) == (
        "The show asks for mellow: heard by musicnn 0.1.0, 0.62.",
    )


def test_a_show_that_asks_for_a_sound_plays_more_of_it_and_says_why() -> None:
    songs = [heard(n, mellow=0.9) if n % 4 == 0 else song(n) for n in range(60)]
    mellow = {made.id for made in songs if made.analysis.sound_tags}
    asking = replace(SHOW, sounds={"mellow": 1.0}, weights={"sound": 3.0})
    plain, asked = (plan(songs, show, newcomer(), at=AT, seed=3) for show in (SHOW, asking))

    def share(lineup) -> float:  # type: ignore[no-untyped-def]
        return float(np.mean([slot.track_id in mellow for slot in lineup.slots]))

    assert share(asked) > share(plain) + 0.2
    first = next(slot for slot in asked.slots if slot.track_id in mellow)
    assert first.decision.signals["sound"] == pytest.approx(2.7)
    assert "heard by musicnn 0.1.0, 0.90" in " ".join(first.decision.constraints)


def test_tags_change_nothing_in_a_show_that_asks_for_none() -> None:
    plain = [song(n) for n in range(30)]
    tagged = [heard(n, mellow=0.9) for n in range(30)]
    one, other = (plan(songs, SHOW, newcomer(), at=AT, seed=3) for songs in (plain, tagged))
    assert one == other
