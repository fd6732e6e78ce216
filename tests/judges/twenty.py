"""Twenty sessions with hostile names, in every format: silent songs, no mixing."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import numpy as np

from dj import plugins, session
from dj.audio.encode import Encoder, Encoding, Format
from dj.interfaces import EXPORTERS, Ask
from dj.model.manifest import Manifest
from dj.testing.examples import RATE_HZ
from tests.judges import sessions

HOSTILE = (
    'He said "go"', '"', "'single' and `back`", "#1 with a bullet", "# comment",
    "two\nlines", "tab\tand\x00null\x1b[31m", "🎷 👩\u200d🎤 🏳️\u200d🌈", "שיר ערב",
    "left \u202eright\u202c",
    "x" * 300, "長い夜" * 100, "a --> b", "<b>bold</b> & co", "]]> <![CDATA[",
    "=semi; colon\\ # end", "back\\slash \\n", "100 % %41 %s", "[00:01.00] tag", "Cafe\u0301 über",
    "comma, and: colon", "{{ 7 * 7 }} ${path}", "annotate:x=\"y\":z", " leading and trailing ",
    "http://example.org/?a=b&c", "?query*star|pipe", "~home", "-dash", "\u2028line\u2029para", ".",
)  # fmt: skip
ANSWERS: dict[Ask, str] = {"base_url": "https://example.org/s/"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A session and the folder with its files."""

    manifest: Manifest
    folder: Path

    def file(self, name: str) -> Path:
        """One of the files."""
        return self.folder / name


def plain(place: Path) -> Exported:
    """Write one more, whose titles are hostile and whose files have plain names."""
    song, clip, mix = (place / name for name in ("song.flac", "clip.wav", "mix.flac"))
    return _exported(place / "plain", HOSTILE[:3], (song, clip, mix), names="abc")


def exported(place: Path) -> tuple[Exported, ...]:
    """Write all of them, each in its folder below `place`."""
    song = _silence(place / "song.flac", sessions.SONG, "flac")
    clip = _silence(place / "clip.wav", sessions.TALK, "wav")
    rows = [tuple(HOSTILE[(n + step) % len(HOSTILE)] for step in (0, 7, 13)) for n in range(20)]
    length = sessions.plan(rows[0]).timeline.length_frames
    mix = _silence(place / "mix.flac", length, "flac")
    return tuple(
        _exported(place / f"s{number:02d}", titles, (song, clip, mix))
        for number, titles in enumerate(rows)
    )


def _exported(
    folder: Path, titles: Sequence[str], sources: tuple[Path, Path, Path], names: str = ""
) -> Exported:
    song, clip, mix = sources
    plan = sessions.plan(titles)
    paths = [f"{name}.flac" for name in names] or [track.path for track in plan.tracks]
    tracks = tuple(
        replace(track, path=path, ids={"mbid": str(UUID(int=number))})
        for number, (track, path) in enumerate(zip(plan.tracks, paths, strict=True), start=1)
    )
    record = replace(plan, title=titles[0], mix="mix.flac", tracks=tracks)
    (folder / "clips").mkdir(parents=True)
    for path, source in ((record.mix, mix), (record.takes[0].path, clip)):
        os.link(source, folder / path)
    for track in record.tracks:
        os.link(song, folder / track.path)
    told = {**ANSWERS, "music_root": f"{folder}=/music"}
    session.project(record, folder, plugins.available(EXPORTERS), told)
    return Exported(manifest=record, folder=folder)


def _silence(path: Path, frames: int, form: Format) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with Encoder(path, Encoding(format=form), RATE_HZ, tags={}) as encoder:
        encoder.write(np.zeros((frames, 2), np.float32))
        encoder.finish()
    return path
