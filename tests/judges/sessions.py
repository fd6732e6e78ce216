"""Small real sessions: hostile names, songs of three seconds, mixed by our own mixer."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from dj import session
from dj.audio.encode import Encoder, Encoding, Format
from dj.mixdown import mixdown
from dj.model.manifest import Manifest
from dj.model.timeline import Event, EventKind, Join, JoinKind, Timeline
from dj.testing.examples import RATE_HZ
from dj.testing.examples import manifest as example

TITLES = (
    'She said "go"',
    "#1 with a bullet",
    "a --> b",
    "<b>bold</b> & <i>co</i>",
    "שיר ערב",
    "🎷 👩\u200d🎤 jazz",
    "long " * 60,
    "長い夜" * 60,
    "two\nlines\tand\x00more",
    "東京の夜",
    "Cafe\u0301 au lait",
    "=semi; colon\\ # end",
    "{{ 7 * 7 }} \u202eevil",
)
WORDS = 'Next: "#1" --> <b>Salt & Pepper</b>, שלום.'
SONG_S, STEP_S, TALK_S = 3.0, 2.75, 2.0
SONG, STEP, TALK = (round(s * RATE_HZ) for s in (SONG_S, STEP_S, TALK_S))
TALK_AT = RATE_HZ // 2


def plan(titles: Sequence[str] = TITLES) -> Manifest:
    """A session without a mix: songs in turn, a quarter of a second over one another."""
    record = example(titles, words=WORDS, mix="")
    tracks = tuple(
        replace(track, path=f"{_file_name(number, track.title)}", duration_ms=round(SONG_S * 1000))
        for number, track in enumerate(record.tracks)
    )
    take = replace(
        record.takes[0], path="clips/00.wav", frames=TALK,
        captions=((0, 1000, WORDS), (1000, 1900, "And so on.")),
    )  # fmt: skip
    return replace(record, tracks=tracks, takes=(take,), timeline=_timeline(record))


def mixed(folder: Path, form: Format, titles: Sequence[str] = TITLES) -> Manifest:
    """The same as a finished folder: songs, clip, mix, projections and record."""
    record = plan(titles)
    for number, track in enumerate(record.tracks):
        _write_tone(folder / track.path, 220.0 * 2 ** (number / 12), SONG, "flac",
                    {"title": session.one_line(track.title), "artist": track.artist})  # fmt: skip
    clip = folder / record.takes[0].path
    _write_tone(clip, 330.0, TALK, "wav", {})
    take = replace(record.takes[0], sha256=session.output_file(clip, folder).sha256)
    return mixdown(replace(record, takes=(take,)), folder, encoding=form)


def _file_name(number: int, title: str) -> str:
    plain = session.one_line(title).replace("/", "_")[:40].strip()
    return f"#{number} {plain}.flac"


def _timeline(record: Manifest) -> Timeline:
    music = [
        Event(id=f"m{n:02d}", kind=EventKind.MUSIC, source_id=track.id, at_frame=n * STEP,
              source_in_frame=0, source_out_frame=SONG, fade_out_frames=SONG - STEP)
        for n, track in enumerate(record.tracks)
    ]  # fmt: skip
    talk = Event(
        id="b00", kind=EventKind.SPEECH, source_id="b00", at_frame=TALK_AT,
        source_in_frame=0, source_out_frame=TALK,
    )  # fmt: skip
    joins = tuple(
        Join(position=n, kind=JoinKind.CROSSFADE, at_frame=n * STEP, overlap_frames=SONG - STEP,
             reason="The song fades.")
        for n in range(1, len(music))
    )  # fmt: skip
    return Timeline(
        sample_rate_hz=RATE_HZ,
        length_frames=music[-1].end_frame,
        events=tuple(sorted((*music, talk), key=lambda e: (e.at_frame, e.kind, e.id))),
        joins=joins,
    )


def _write_tone(path: Path, hz: float, frames: int, form: Format, tags: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    wave = 0.2 * np.sin(2 * np.pi * hz * np.arange(frames) / RATE_HZ)
    with Encoder(path, Encoding(format=form), RATE_HZ, tags=tags) as encoder:
        encoder.write(np.stack([wave, wave], axis=1).astype(np.float32))
        encoder.finish()
