"""A session heard while it is made: what streams give, and when."""

import io
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from dj.audio import files
from dj.audio.outline import Line
from dj.errors import SpeechError
from dj.interfaces import Progress
from dj.model.audio import Audio
from dj.model.manifest import Manifest
from dj.model.timeline import EventKind
from dj.studio import Live
from dj.testing.examples import RATE_HZ, manifest

SONG_S = 6.0
HERE = threading.Event()


@pytest.fixture
def plan(tmp_path: Path) -> Manifest:
    """Two songs of six seconds, one after the other, and a word over the first."""
    record, song = manifest(["One", "Two"], mix=""), round(SONG_S * RATE_HZ)
    for number, track in enumerate(record.tracks):
        hz = (440.0, 880.0)[number]
        tone = 0.2 * np.sin(2 * np.pi * hz * np.arange(song) / RATE_HZ)
        pair = np.stack([tone, tone], axis=1).astype(np.float32)
        files.write_wav(tmp_path / f"{track.id}.wav", Audio(samples=pair, sample_rate_hz=RATE_HZ))
    tracks = tuple(replace(t, path=f"{t.id}.wav", decoder="soundfile") for t in record.tracks)
    music = [e for e in record.timeline.events if e.kind is EventKind.MUSIC]
    events = tuple(
        replace(e, at_frame=n * song, source_out_frame=song, fade_out_frames=0, duck=())
        for n, e in enumerate(music)
    )
    timeline = replace(record.timeline, events=events, length_frames=2 * song, joins=())
    return replace(record, tracks=tracks, timeline=timeline, takes=())


def live(
    plan: Manifest,
    folder: Path,
    speak: Callable[[Collection[str] | None], Manifest],
    finish: Callable[[Progress], Manifest] | None = None,
) -> Live:
    @contextmanager
    def workshop() -> Iterator[tuple[Callable[[Collection[str] | None], Manifest],
                                     Callable[[Progress], Manifest] | None]]:  # fmt: skip
        yield speak, finish

    return Live(plan, folder, workshop)


def heard(data: bytes) -> Line:
    with av.open(io.BytesIO(data), "r") as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.asarray(np.concatenate(frames, axis=1)[0], np.float32)


def hz_at(sound: Line, second: float) -> int:
    start = round(second * RATE_HZ)
    return int(np.abs(np.fft.rfft(sound[start : start + RATE_HZ])).argmax())


def test_a_stream_plays_the_whole_programme_in_order(plan: Manifest, tmp_path: Path) -> None:
    session = live(plan, tmp_path, lambda _: plan)
    session.start()
    sound = heard(b"".join(session.stream(0.0, HERE)))
    assert len(sound) / RATE_HZ == pytest.approx(2 * SONG_S, abs=0.1)
    assert (hz_at(sound, 2.0), hz_at(sound, 8.0)) == (440, 880)


def test_a_stream_begins_where_it_was_asked_to(plan: Manifest, tmp_path: Path) -> None:
    session = live(plan, tmp_path, lambda _: plan)
    session.start()
    sound = heard(b"".join(session.stream(SONG_S + 1.0, HERE)))
    assert len(sound) / RATE_HZ == pytest.approx(SONG_S - 1.0, abs=0.1)
    assert hz_at(sound, 1.0) == 880
    assert b"".join(session.stream(99.0, HERE)) == b""


def test_sound_comes_before_all_words_are_spoken_and_goes_on_with_them(
    plan: Manifest, tmp_path: Path
) -> None:
    spoken, asked = threading.Event(), list[Collection[str] | None]()

    def speak(only: Collection[str] | None) -> Manifest:
        asked.append(only)
        if only is None:
            assert spoken.wait(20.0)
        return plan

    session = live(plan, tmp_path, speak)
    session.start()
    stream = session.stream(0.0, HERE)
    first = next(stream)
    assert len(first) > 10_000
    assert not session.state.is_whole
    spoken.set()
    sound = heard(first + b"".join(stream))
    assert asked == [["b00"], None]
    assert len(sound) / RATE_HZ == pytest.approx(2 * SONG_S, abs=0.1)
    steps = np.abs(np.diff(sound[RATE_HZ : round(5.5 * RATE_HZ)]))
    assert steps.max() < 1.2 * 0.2 * 2 * np.pi * 440 / RATE_HZ, "no click where it goes on"


def test_the_mix_takes_over_when_it_is_finished(plan: Manifest, tmp_path: Path) -> None:
    def finish(progress: Progress) -> Manifest:
        progress(1, 4, "mixing: 80 × real time")
        assert session.state.share == 0.25
        return replace(plan, mix="mix.flac")

    session = live(plan, tmp_path, lambda _: plan, finish)
    session.start()
    session._thread.join(20.0)
    state = session.state
    assert (state.is_mixed, state.share, state.fault) == (True, 1.0, "")
    assert state.manifest.mix == "mix.flac"
    assert state.version == 3


def test_a_fault_ends_the_streams_and_is_told(plan: Manifest, tmp_path: Path) -> None:
    def speak(_: Collection[str] | None) -> Manifest:
        raise SpeechError("the voice is not there.")

    session = live(plan, tmp_path, speak)
    session.start()
    assert b"".join(session.stream(0.0, HERE)) == b""
    assert "voice is not there" in session.state.fault


def test_a_song_that_vanished_is_named(plan: Manifest, tmp_path: Path) -> None:
    (tmp_path / plan.tracks[1].path).unlink()
    session = live(plan, tmp_path, lambda _: plan)
    session.start()
    b"".join(session.stream(0.0, HERE))
    assert plan.tracks[1].path in session.state.fault


def test_stopping_ends_streams_that_wait(plan: Manifest, tmp_path: Path) -> None:
    never = threading.Event()

    def speak(_: Collection[str] | None) -> Manifest:
        never.wait(20.0)
        return plan

    session = live(plan, tmp_path, speak)
    session.start()
    got = list[bytes]()
    listener = threading.Thread(target=lambda: got.extend(session.stream(0.0, HERE)))
    listener.start()
    session.stop(0.1)
    listener.join(10.0)
    never.set()
    assert not listener.is_alive()
    assert b"".join(got) == b""


def test_a_listener_who_leaves_costs_nothing_more(plan: Manifest, tmp_path: Path) -> None:
    session, gone = live(plan, tmp_path, lambda _: plan), threading.Event()
    session.start()
    stream = session.stream(0.0, gone)
    next(stream)
    gone.set()
    assert list(stream) == []
