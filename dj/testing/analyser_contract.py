"""What every analyser must do; inherit it and give it the analyser's entry-point name.

    class TestMyAnalyser(AnalyserContract):
        name = "mine"

What an analyser needs from others is measured by them first, as in a real run.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from dj.analysis.chain import analysers
from dj.analysis.recording import Ears, Recording
from dj.model.audio import Samples
from dj.testing.signals import RATE_HZ, clicks, noise


class AnalyserContract:
    """Inherit in a test module; the class name must begin with ``Test``."""

    name: ClassVar[str]
    """Entry-point name in ``dj.analysers``."""

    def result(self, recording: Recording) -> Mapping[str, Any]:
        """Run the chain up to this analyser and return what it measured."""
        known: dict[str, Any] = {}
        for name, analyser in analysers().items():
            found = analyser().analyse(recording, known)
            if name == self.name:
                return found
            known.update(found)
        message = f"there is no analyser {self.name!r}"
        raise AssertionError(message)

    def test_it_gives_exactly_the_fields_it_announces(self) -> None:
        """Neither more nor less, whatever the sound."""
        for recording in sounds().values():
            assert set(self.result(recording)) == set(analysers()[self.name].gives)

    def test_every_number_is_finite(self) -> None:
        """Silence, noise, one sample, a very short sound and a click track."""
        for kind, recording in sounds().items():
            for field, value in self.result(recording).items():
                assert _is_finite(value), f"{field} of {kind}"

    def test_confidences_and_energy_are_shares(self) -> None:
        """Fields of 0 to 1 stay inside."""
        for recording in sounds().values():
            for field, value in self.result(recording).items():
                if field.endswith("confidence") or field.startswith("energy"):
                    assert np.all((np.asarray(value) >= 0.0) & (np.asarray(value) <= 1.0))

    def test_times_lie_inside_the_recording_and_rise(self) -> None:
        """Arrays of seconds, whatever the sound."""
        for recording in sounds().values():
            for field, value in self.result(recording).items():
                if field.endswith("s_s") or field == "beats_s":
                    assert np.all(np.diff(value) > 0.0)
                    assert np.all((value >= 0.0) & (value <= recording.duration_s))

    def test_the_same_sound_gives_the_same_values(self) -> None:
        """Same input, same output, in any order of calls."""
        for recording in sounds().values():
            one, other = self.result(recording), self.result(recording)
            for field, value in one.items():
                assert _is_equal(value, other[field]), field


def recorded(samples: Samples) -> Recording:
    """The features of sound in memory, stereo, 44.1 kHz: what analysers are given."""
    ears = Ears(RATE_HZ)
    for start in range(0, len(samples), RATE_HZ):
        ears.feed(samples[start : start + RATE_HZ])
    return ears.finish(Path("memory"), "none")


@cache
def sounds() -> Mapping[str, Recording]:
    """The features of the sounds that a contract tries, by name."""
    rng = np.random.default_rng(1)
    return {
        "silence": recorded(np.zeros((RATE_HZ, 2), np.float32)),
        "noise": recorded(noise(-20.0, 1.0, rng).samples),
        "one sample": recorded(np.full((1, 2), 0.5, np.float32)),
        "a twentieth of a second": recorded(noise(-20.0, 0.05, rng).samples),
        "clicks": recorded(clicks(120.0, 5.0).samples),
        "a loud constant": recorded(np.ones((RATE_HZ, 2), np.float32)),
    }


def _is_finite(value: object) -> bool:
    if isinstance(value, float | int | np.ndarray):
        return bool(np.all(np.isfinite(value)))
    if isinstance(value, tuple | list):
        return all(_is_finite(part) for part in value)
    return True


def _is_equal(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray):
        return isinstance(other, np.ndarray) and np.array_equal(one, other)
    return one == other
