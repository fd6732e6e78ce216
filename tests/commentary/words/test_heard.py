"""What a model hears is said only where it is sure and nothing disagrees."""

from dataclasses import replace

import numpy as np
import pytest

from dj.commentary.tongues import tongue
from dj.commentary.words.heard import SURE, TIER, has_voice, heard_words
from dj.commentary.words.listener import Listener
from dj.commentary.words.song import song_words
from dj.model.analysis import Song, SoundTag
from tests.commentary.sessions import AT, invent, song


def tagged(*tags: tuple[str, float], energy: float = 0.3, sung: bool = True) -> Song:
    made = song(0, np.random.default_rng(1))
    heard = tuple(SoundTag(name=name, score=score, model="musicnn 0.1.0") for name, score in tags)
    post_s = made.analysis.cues.cue_in_s + 5.0 if sung else None
    cues = replace(made.analysis.cues, post_s=post_s)
    return replace(
        made, analysis=replace(made.analysis, sound_tags=heard, energy=energy, cues=cues)
    )


def said(made: Song) -> dict[str, object]:
    return {name: value.value for name, value in heard_words(made, tongue("en")).items()}


def test_a_sure_tag_is_said_with_model_tag_and_score_as_its_source() -> None:
    found = heard_words(tagged(("female vocalists", 0.62)), tongue("de"))["voice"]
    assert found.value == "eine Frauenstimme"
    assert found.source == "musicnn 0.1.0: female vocalists 0.62"
    assert found.tier == TIER


def test_without_a_model_nothing_is_said() -> None:
    assert said(tagged()) == {}


@pytest.mark.parametrize("name", ["female vocalists", "mellow", "ambient"])
def test_below_the_threshold_nothing_is_said(name: str) -> None:
    assert said(tagged((name, SURE - 0.01))) == {}


def test_two_tags_of_one_voice_are_one_word() -> None:
    both = tagged(("female vocalists", 0.8), ("female vocalist", 0.6))
    assert said(both) == {"voice": "a woman's voice"}


def test_tags_that_disagree_say_nothing() -> None:
    assert said(tagged(("female vocalists", 0.8), ("male vocalists", 0.7))) == {}


def test_where_our_own_analysis_hears_nobody_no_voice_is_promised() -> None:
    assert said(tagged(("female vocalists", 0.9), sung=False)) == {}


def test_a_driving_song_is_not_called_mellow() -> None:
    assert said(tagged(("mellow", 0.9), energy=0.3)) == {"mood": "mellow"}
    assert said(tagged(("mellow", 0.9), energy=0.8)) == {}


def test_a_sure_voice_keeps_a_song_from_being_called_an_instrumental() -> None:
    session = invent(0)
    listener = Listener(taste=session.taste, at=AT)
    silent, voiced = tagged(sung=False), tagged(("male vocalists", 0.7), sung=False)
    words = [song_words(made, session.lineup.slots[0], (), listener) for made in (silent, voiced)]
    assert [one["is_instrumental"].value for one in words] == [True, False]
    assert [has_voice(silent), has_voice(voiced)] == [False, True]
