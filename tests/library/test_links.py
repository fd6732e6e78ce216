"""Albums made of known sound: what goes on, what follows at once, what stands apart."""

from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from dj.analysis.edges import EdgeAnalyser
from dj.analysis.recording import listen
from dj.library.links import link
from dj.model.albums import Link
from dj.model.analysis import Song
from dj.model.tonality import Key, Mode
from dj.testing import examples, signals
from dj.testing.signals import RATE_HZ

Sound = NDArray[np.float32]


@cache
def music(number: int, style: str = "rock", seconds: float = 5.0) -> Sound:
    key = Key(tonic=(5 * number) % 12, mode=list(Mode)[number % 2])
    rng = np.random.default_rng(number)
    song = signals.song(key, rng, style=style, tempo_bpm=90.0 + 20 * number, duration_s=seconds)
    return song.audio.samples[round(0.25 * RATE_HZ) : -round(0.5 * RATE_HZ)]


def heard(samples: Sound, folder: Path, name: str = "a", *, ending: str = "flac") -> Song:
    path = folder / f"{name}.{ending}"
    soundfile.write(path, samples, RATE_HZ)
    recording = listen(path)
    edges = EdgeAnalyser().analyse(recording, {})["edges"]
    like = examples.song()
    facts: dict[str, Any] = {"edges": edges, "loudness_lufs": recording.loudness_lufs}
    return replace(
        like, track=replace(like.track, path=path), analysis=replace(like.analysis, **facts)
    )


def links(folder: Path, *files: Sound, ending: str = "flac") -> list[Link]:
    songs = [heard(x, folder, str(number), ending=ending) for number, x in enumerate(files)]
    return [link(one, other) for one, other in pairwise(songs)]


def silence(seconds: float) -> Sound:
    return np.zeros((round(seconds * RATE_HZ), 2), np.float32)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_one_recording_in_three_files_goes_on(number: int, tmp_path: Path) -> None:
    whole = music(number, seconds=8.0)
    assert links(tmp_path, *np.split(whole, [100_003, 210_009])) == [Link.GAPLESS, Link.GAPLESS]


def test_the_same_with_pauses_stands_apart(tmp_path: Path) -> None:
    parts = [np.concatenate([part, silence(2.0)]) for part in np.split(music(1), [100_003])]
    assert links(tmp_path, *parts) == [Link.APART]
    late = [np.concatenate([silence(0.5), part]) for part in np.split(music(1), [100_003])]
    assert links(tmp_path, *late) == [Link.APART]


def test_a_codecs_padding_is_no_pause(tmp_path: Path) -> None:
    one, other = np.split(music(2), [100_003])
    assert links(tmp_path, np.concatenate([one, silence(0.04)]), other) == [Link.GAPLESS]


def test_a_fade_out_stands_apart(tmp_path: Path) -> None:
    one = music(1)
    gains = np.clip((len(one) - np.arange(len(one))) / (3 * RATE_HZ), 0.0, 1.0) ** 2
    assert links(tmp_path, one * gains[:, None].astype(np.float32), music(2)) == [Link.APART]


def test_applause_across_a_cut_goes_on(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    applause = signals.noise(-26.0, 3.0, rng).samples
    before, after = np.split(applause, [RATE_HZ + 9])
    one = np.concatenate([music(1), before])
    assert links(tmp_path, one, np.concatenate([after, music(2)])) == [Link.GAPLESS]


@pytest.mark.parametrize("other", [2, 3])
def test_other_music_without_a_pause_is_a_segue(other: int, tmp_path: Path) -> None:
    assert links(tmp_path, music(1)[:-5000], music(other, "house")[7000:]) == [Link.SEGUE]


def test_an_abrupt_end_before_a_fresh_start_does_not_go_on(tmp_path: Path) -> None:
    assert links(tmp_path, music(1)[:-9000], music(3, "ballad")) != [Link.GAPLESS]


def test_a_last_chord_that_rings_out_is_an_ending(tmp_path: Path) -> None:
    one = music(1)
    ring = np.exp(-np.arange(RATE_HZ) / (0.2 * RATE_HZ)).astype(np.float32)
    tone = signals.sine(330.0, -6.0, 1.0).samples * ring[:, None]
    assert links(tmp_path, np.concatenate([one, tone]), music(2)) == [Link.APART]


def test_a_last_chord_that_is_let_go_right_at_the_end_is_an_ending(tmp_path: Path) -> None:
    tone = signals.sine(330.0, -12.0, 1.5).samples
    let_go = np.minimum(1.0, (len(tone) - np.arange(len(tone))) / (0.08 * RATE_HZ)) ** 3
    held = np.asarray(tone * let_go[:, None], np.float32)
    assert links(tmp_path, np.concatenate([music(1), held]), music(2)) == [Link.APART]


def test_silence_and_files_that_were_not_measured_stand_apart(tmp_path: Path) -> None:
    loud, silent = heard(music(1), tmp_path), heard(silence(2.0), tmp_path, "b")
    bare = replace(loud, analysis=replace(loud.analysis, edges=None))
    assert link(bare, loud) is link(loud, silent) is Link.APART
