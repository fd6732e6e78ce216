from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from dj.analysis.chain import analysers
from dj.analysis.recording import Recording
from dj.analysis.sections import SectionAnalyser, sections
from dj.interfaces import Frames
from dj.model.analysis import CuePoints, Ending, Section
from dj.model.tonality import Key, Mode
from dj.testing import signals, truth
from dj.testing.analyser_contract import recorded
from dj.testing.signals import RATE_HZ
from dj.testing.truth import metrics

NO_BARS = np.zeros(0)


def cues(start_s: float, end_s: float) -> CuePoints:
    return CuePoints(
        cue_in_s=start_s, post_s=None, outro_s=end_s, cue_out_s=end_s, ending=Ending.COLD
    )


def band(length_s: float, *, loud: bool) -> NDArray[np.float32]:
    """A quiet house loop in D, or a loud rock one in A flat."""
    key = Key(tonic=8 if loud else 2, mode=Mode.MAJOR)
    rng = np.random.default_rng(3)
    made = signals.song(
        key, rng, style="rock" if loud else "house", tempo_bpm=120.0, duration_s=length_s + 0.75
    )
    samples = made.audio.samples[round(0.25 * RATE_HZ) : round((length_s + 0.25) * RATE_HZ)]
    dull = np.cumsum(samples - samples.mean(), axis=0) / 200
    return samples if loud else np.asarray(dull, np.float32)


@pytest.fixture(scope="module")
def sandwich() -> Recording:
    """Twelve seconds quiet, twelve loud, twelve quiet."""
    return recorded(np.concatenate([band(12.0, loud=loud) for loud in (False, True, False)]))


def labels(found: Sequence[Section]) -> str:
    return "".join(section.label for section in found)


def test_a_passage_that_comes_back_has_its_name_again(sandwich: Recording) -> None:
    found = sections(sandwich, cues(0.0, 36.0), NO_BARS)
    assert labels(found) == "ABA"
    assert [s.start_s for s in found[1:]] == pytest.approx([12.0, 24.0], abs=1.0)


def test_one_unchanging_loop_is_one_section() -> None:
    assert labels(sections(recorded(band(32.0, loud=True)), cues(0.0, 32.0), NO_BARS)) == "A"


def test_sections_lie_side_by_side_from_cue_in_to_cue_out(sandwich: Recording) -> None:
    found = sections(sandwich, cues(1.3, 34.7), NO_BARS)
    assert (found[0].start_s, found[-1].end_s) == (1.3, 34.7)
    assert all(a.end_s == b.start_s for a, b in pairwise(found))
    assert len(found) == 3


def test_boundaries_lie_on_trusted_bar_lines(sandwich: Recording) -> None:
    bars = np.arange(0.7, 36.0, 2.0)
    found = sections(sandwich, cues(0.0, 36.0), bars)
    assert [s.start_s for s in found[1:]] == pytest.approx([12.7, 24.7])


class Long:
    """A signal of two hours that changes once, after fifty minutes."""

    duration_s, loudness_lufs = 7200.0, -14.0

    def __init__(self) -> None:
        at = np.arange(7200) >= 3000
        rng = np.random.default_rng(1)
        self.mel = self._frames(np.where(at, -20.0, -50.0)[:, None] + rng.normal(0, 3, (7200, 40)))
        self.onsets = self._frames(0.3 + rng.random((7200, 6)) * 0.1)
        self.chroma = self._frames(rng.random((7200, 36)))

    @staticmethod
    def _frames(values: NDArray[np.float64]) -> Frames:
        return Frames(values=values.astype(np.float32), rate_hz=1.0)


def test_two_hours_are_divided_too() -> None:
    found = sections(Long(), cues(0.0, 7200.0), NO_BARS)  # type: ignore[arg-type]
    assert labels(found) == "AB"
    assert found[1].start_s == pytest.approx(3000.0, abs=10.0)


def test_silence_has_one_section() -> None:
    heard = recorded(np.zeros((10 * RATE_HZ, 2), np.float32))
    known = {"cues": cues(0.0, 10.0), "downbeats_s": NO_BARS, "tempo_confidence": 0.0}
    assert len(SectionAnalyser().analyse(heard, known)["sections"]) == 1  # type: ignore[arg-type]


@pytest.mark.slow
def test_boundaries_of_known_songs_are_found() -> None:
    scores = []
    for song in truth.each_song(1):
        if song.audio.sample_rate_hz != RATE_HZ:
            continue
        heard, known = recorded(song.audio.samples), dict[str, object]()
        for analyser in analysers().values():
            known.update(analyser().analyse(heard, known))
        found: tuple[Section, ...] = known["sections"]  # type: ignore[assignment]
        inner = [section.start_s for section in found[1:]]
        scores.append(metrics.boundaries(inner, song.boundaries_s, 3.0).f1)
    assert np.mean(scores) >= 0.6
