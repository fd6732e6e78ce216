"""A few songs whose truth is known, heard once for all tests of this room."""

import numpy as np
import pytest

from dj.analysis.recording import Recording
from dj.model.tonality import Key, Mode
from dj.testing import signals
from dj.testing.analyser_contract import recorded
from dj.testing.signals import KnownSong
from tests.sharing import value_once

Heard = tuple[KnownSong, Recording]


def hear(song: KnownSong) -> Heard:
    return song, recorded(song.audio.samples)


@pytest.fixture(scope="session")
def sung(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    def make() -> Heard:
        rng = np.random.default_rng(11)
        key = Key(tonic=9, mode=Mode.MINOR)
        return hear(signals.song(key, rng, tempo_bpm=112.0, duration_s=26.0, voice_s=(9.0, 20.0)))

    return value_once(tmp_path_factory, "sung", make)


@pytest.fixture(scope="session")
def instrumental(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    def make() -> Heard:
        rng = np.random.default_rng(12)
        key = Key(tonic=2, mode=Mode.MAJOR)
        return hear(signals.song(key, rng, style="house", tempo_bpm=124.0, duration_s=24.0))

    return value_once(tmp_path_factory, "instrumental", make)


@pytest.fixture(scope="session")
def faded(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    def make() -> Heard:
        rng = np.random.default_rng(13)
        key = Key(tonic=7, mode=Mode.MAJOR)
        return hear(signals.song(key, rng, tempo_bpm=96.0, duration_s=26.0, fade_s=9.0))

    return value_once(tmp_path_factory, "faded", make)
