"""The recording room: engines, cache and chain at work for one run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dj.model.script import TalkBreak
from dj.model.take import Take
from dj.speech.cache import Cache, Entry, Key
from dj.speech.captions import captions, line_ends
from dj.speech.finish import finish
from dj.speech.heard import heard_levels_lufs
from dj.speech.spoken import Reading
from dj.speech.supervisor import Supervisor
from dj.units import s_from_frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A finished clip in the cache."""

    key: Key
    entry: Entry
    reading: Reading
    wording: int

    @property
    def duration_s(self) -> float:
        """Measured length in seconds."""
        return s_from_frames(self.entry.frames, self.key.rate_hz)


class Studio:
    """Engines, cache and programme rate of one run."""

    def __init__(self, supervisor: Supervisor, cache: Cache, rate_hz: int) -> None:
        self.notes: list[str] = []
        self._supervisor = supervisor
        self._cache = cache
        self._rate_hz = rate_hz

    def record(
        self, talk: TalkBreak, readings: Sequence[tuple[int, Reading]], limit_s: float | None
    ) -> Clip | None:
        """Speak the first wording that fits, else the shortest; None if none can be spoken.

        All wordings are tried in one voice before another engine is asked.
        """
        if not readings:
            self.notes.append(f"{talk.id}: its wordings are empty or too long to say.")
        for engine in self._supervisor.engines:
            made = self._best(engine, talk, readings, limit_s)
            if made is not None:
                return made
        return None

    def take(self, talk: TalkBreak, made: Clip, path: Path) -> Take:
        """Put the clip where the session keeps it, and describe it."""
        self._cache.copy(made.key, path)
        return Take(
            break_id=talk.id,
            wording=made.wording,
            path=path,
            sha256=made.entry.sha256,
            duration_s=made.duration_s,
            frames=made.entry.frames,
            loudness_lufs=made.entry.loudness_lufs,
            engine=made.key.engine,
            engine_version=made.key.engine_version,
            voice=made.entry.voice,
            spoken_text=made.key.text,
            sentences=captions(made.reading.lines, made.duration_s, made.entry.line_ends_s),
            levels_lufs=heard_levels_lufs(path),
        )

    def _best(
        self,
        engine: str,
        talk: TalkBreak,
        readings: Sequence[tuple[int, Reading]],
        limit_s: float | None,
    ) -> Clip | None:
        clips: list[Clip] = []
        for clip in self._clips(engine, readings):
            if limit_s is None or clip.duration_s <= limit_s:
                self._tell_lost(talk, clip)
                return clip
            clips.append(clip)
        if not clips:
            return None
        shortest = min(clips, key=lambda clip: clip.duration_s)
        self._tell_lost(talk, shortest)
        self.notes.append(
            f"{talk.id}: no wording fits {limit_s:.1f} s; "
            f"the shortest takes {shortest.duration_s:.1f} s."
        )
        return shortest

    def _clips(self, engine: str, readings: Sequence[tuple[int, Reading]]) -> Iterator[Clip]:
        for index, reading in readings:
            if engine not in self._supervisor.engines:
                return
            key = self._key(engine, reading.text)
            entry = self._cache.get(key) or self._spoken(key, reading)
            if entry is not None:
                yield Clip(key=key, entry=entry, reading=reading, wording=index)

    def _key(self, engine: str, text: str) -> Key:
        version = self._supervisor.version(engine)
        voice = self._supervisor.voice
        return Key(
            engine=engine, engine_version=version, voice=voice, text=text, rate_hz=self._rate_hz
        )

    def _spoken(self, key: Key, reading: Reading) -> Entry | None:
        utterance = self._supervisor.speak(key.engine, key.text)
        if utterance is None:
            return None
        made, cut_s = finish(utterance.audio, self._rate_hz)
        ends = line_ends(utterance, len(reading.lines), cut_s)
        return self._cache.put(key, made, utterance.voice, ends)

    def _tell_lost(self, talk: TalkBreak, clip: Clip) -> None:
        if clip.reading.lost_names:
            names = ", ".join(repr(name[:60]) for name in clip.reading.lost_names)
            self.notes.append(f"{talk.id}: this voice cannot say {names}; a stand-in is spoken.")
