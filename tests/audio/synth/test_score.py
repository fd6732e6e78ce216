from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dj.audio.synth import SAMPLE_RATE_HZ, Score, load_score, parse_score, render_score, truth
from dj.errors import ConfigError

SCORES = Path(__file__).parents[3] / "assets" / "demo" / "scores"

BEAT = """
title: Click
artist: Nobody
album: Tests
year: 2000
track: 1
genre: Test
credit: Made for a test.
tempo: 120
key: A minor
lead_in_s: 0.5
air_db: 0
loudness_lufs: -16
ending: {kind: cold, tail_s: 0.5}
parts:
  drums:
    player: drums
    voice: acoustic
    reverb: 0
    patterns: {main: {kick: "X...X...X...X..."}}
  voice:
    player: sung
    voice: tenor
    around: A3
    syllables: la
    reverb: 0
    patterns: {line: "1 - 3 -"}
sections:
  intro: {chords: "i", drums: main}
  verse: {chords: "i | VI", drums: main, voice: line}
arrangement: [intro, verse]
"""


@pytest.fixture(scope="module")
def beat() -> Score:
    return parse_score(BEAT, "click.yaml")


def test_every_beat_has_an_onset_within_two_milliseconds(beat: Score) -> None:
    drums_only = replace(
        beat, parts=beat.parts[:1], arrangement=tuple(
            replace(s, plays={"drums": s.plays["drums"]}) for s in beat.arrangement
        ),
    )  # fmt: skip
    middle = render_score(drums_only).mean(axis=1)
    reach = round(0.002 * SAMPLE_RATE_HZ)
    for beat_s in truth(drums_only).beats_s:
        at = round(beat_s * SAMPLE_RATE_HZ)
        before = np.abs(middle[max(0, at - 3 * reach) : at]).max()
        after = np.abs(middle[at : at + reach]).max()
        assert after > 10 * before + 0.01


def test_beats_are_evenly_spaced_to_the_frame(beat: Score) -> None:
    frames = np.round(truth(beat).beats_s * SAMPLE_RATE_HZ)
    assert frames[0] == 0.5 * SAMPLE_RATE_HZ
    assert set(np.diff(frames)) == {SAMPLE_RATE_HZ / 2}


def test_nothing_is_sung_before_the_post_and_something_right_after(beat: Score) -> None:
    singer_only = replace(
        beat,
        parts=beat.parts[1:],
        arrangement=tuple(
            replace(s, plays={k: v for k, v in s.plays.items() if k == "voice"})
            for s in beat.arrangement
        ),
    )
    post_s = truth(singer_only).post_s
    assert post_s == pytest.approx(2.5)
    post = round(2.5 * SAMPLE_RATE_HZ)
    middle = render_score(singer_only).mean(axis=1)
    assert np.abs(middle[:post]).max() < 1e-4
    assert np.abs(middle[post : post + 2205]).max() > 0.02


def test_truth_names_intro_outro_ending_and_length(beat: Score) -> None:
    known = truth(beat)
    assert known.intro_end_s == pytest.approx(2.5)
    assert known.ending == "cold"
    assert known.duration_s == pytest.approx(0.5 + 6.0 + 0.5)
    assert render_score(beat).shape == (round(known.duration_s * SAMPLE_RATE_HZ), 2)


def test_the_same_score_gives_the_same_samples(beat: Score) -> None:
    assert np.array_equal(render_score(beat), render_score(beat))


def test_a_fade_ends_in_silence_and_a_cold_ending_is_not_called_a_fade(beat: Score) -> None:
    text = BEAT.replace("{kind: cold, tail_s: 0.5}", "{kind: fade, fade_s: 3}")
    fading = parse_score(text, "fade.yaml")
    sound = render_score(fading)
    assert truth(fading).fade_start_s == pytest.approx(3.5)
    assert np.abs(sound[-200:]).max() < 1e-3
    assert truth(beat).fade_start_s is None


@pytest.mark.parametrize(
    ("wrong", "right", "where", "hint"),
    [
        ("key: A minor", "key: H minor", "key", "A minor"),
        ("tempo: 120", "tempo: fast", "tempo", "40 to 220"),
        ("voice: tenor", "voice: robot", "parts: voice: voice", "tenor"),
        ('"i | VI"', '"i | XII"', "sections: verse: chords", "numerals"),
        ('"1 - 3 -"', '"1 - q -"', "patterns: line", "Mend"),
        ("drums: main, voice: line", "drums: mian", "sections: verse: drums", "main"),
        ("lead_in_s: 0.5", "lead_out_s: 0.5", "lead_out_s", "spelling"),
        ("syllables: la", "syllables: xyz", "syllables", "la"),
        ("arrangement: [intro, verse]", "arrangement: [intro, coda]", "arrangement", "verse"),
    ],
)
def test_a_mistake_is_told_with_file_field_and_remedy(
    wrong: str, right: str, where: str, hint: str
) -> None:
    assert wrong in BEAT
    with pytest.raises(ConfigError) as caught:
        parse_score(BEAT.replace(wrong, right), "click.yaml")
    assert caught.value.where.startswith("click.yaml: ")
    assert where in caught.value.where
    assert hint in caught.value.hint


def test_text_that_is_not_yaml_is_refused() -> None:
    with pytest.raises(ConfigError, match="YAML"):
        parse_score("a: [", "broken.yaml")


@pytest.mark.parametrize("path", sorted(SCORES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_demo_score_is_of_radio_size_and_honest_about_its_maker(path: Path) -> None:
    score = load_score(path)
    known = truth(score)
    assert 60.0 <= known.duration_s <= 100.0
    assert 70.0 <= score.tempo_bpm <= 174.0
    assert 1971 <= score.year <= 2025
    assert "dj-session demo library" in score.credit
    assert score.moods
    assert 0.0 < known.intro_end_s < known.outro_s < known.duration_s
    if known.post_s is not None:
        assert known.post_s >= known.intro_end_s


def test_the_demo_library_is_varied() -> None:
    scores = [load_score(path) for path in SCORES.glob("*.yaml")]
    truths = [truth(score) for score in scores]
    assert len(scores) >= 18
    assert len({score.title for score in scores}) == len(scores)
    assert len({score.artist for score in scores}) >= 12
    assert len({score.tempo_bpm for score in scores}) >= 16
    assert len({score.key for score in scores}) >= 16
    assert len({score.genre for score in scores}) >= 16
    assert sum(known.post_s is not None for known in truths) >= 8
    assert {known.ending.value for known in truths} == {"cold", "fade"}
    assert any(score.guests for score in scores)
    assert any(score.beats_per_bar == 3 for score in scores)
    intros_s = sorted(known.intro_end_s for known in truths)
    assert intros_s[0] < 4.0
    assert intros_s[-1] > 14.0


def test_a_guest_is_one_of_the_other_artists() -> None:
    scores = [load_score(path) for path in SCORES.glob("*.yaml")]
    artists = {score.artist for score in scores}
    for score in scores:
        assert set(score.guests) <= artists - {score.artist}
