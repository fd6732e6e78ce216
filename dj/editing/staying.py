"""What of the talk stays when songs change places: by the two songs that meet, not by number."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dj.model.manifest import Manifest, ManifestTake
from dj.model.script import TalkBreak, Wording
from dj.model.take import Sentence, Take
from dj.session.files import sha256_of
from dj.units import TrackId, s_from_frames

_Pair = tuple[TrackId | None, TrackId | None]
"""The songs before and after a place; None is the silence at either end."""


def words_before(
    before: Manifest, songs: Sequence[TrackId | None]
) -> dict[int, tuple[Wording, ...]]:
    """Map positions to what was said between the very same two songs."""
    said = {_pair([t.id for t in before.tracks], b.after_position): b for b in _breaks(before)}
    pairs = {position: _pair(songs, position) for position in range(-1, len(songs))}
    return {position: said[pair].wordings for position, pair in pairs.items() if pair in said}


def talk_after(before: Manifest, songs: Sequence[TrackId | None]) -> frozenset[int]:
    """List the positions after which the host talks.

    Where the same two songs meet, as before; elsewhere, if there was talk at either of them: out of
    the one, or into the other.
    """
    old = [track.id for track in before.tracks]
    spoken = {_pair(old, talk.after_position) for talk in _breaks(before)}
    known = {_pair(old, position) for position in range(-1, len(old))}
    between = [pair for pair in spoken if None not in pair]
    out_of, into = {pair[0] for pair in between}, {pair[1] for pair in between}
    pairs = [(position, _pair(songs, position)) for position in range(len(songs) - 1)]
    return frozenset(
        position for position, pair in pairs
        if (pair in spoken if pair in known else pair[0] in out_of or pair[1] in into)
    )  # fmt: skip


def spoken_before(before: Manifest, folder: Path) -> dict[tuple[Wording, ...], Take]:
    """Map wordings to their take, where one was spoken and its clip is there unchanged."""
    takes = {take.break_id: take for take in before.takes}
    rate_hz = before.timeline.sample_rate_hz
    return {
        talk.wordings: _take(takes[talk.id], folder, rate_hz)
        for talk in _breaks(before)
        if talk.id in takes and _is_there(takes[talk.id], folder)
    }


def _breaks(before: Manifest) -> Iterator[TalkBreak]:
    return iter(before.script.breaks)


def _pair(songs: Sequence[TrackId | None], position: int) -> _Pair:
    earlier = songs[position] if 0 <= position < len(songs) else None
    later = songs[position + 1] if position + 1 < len(songs) else None
    return earlier, later


def _is_there(take: ManifestTake, folder: Path) -> bool:
    path = folder / take.path
    return bool(take.sha256) and path.is_file() and sha256_of(path) == take.sha256


def _take(take: ManifestTake, folder: Path, rate_hz: int) -> Take:
    # Signal processing takes half a second to import: a plan does without it.
    from dj.speech import heard_levels_lufs

    path = folder / take.path
    return Take(
        break_id=take.break_id, wording=take.wording, path=path, sha256=take.sha256,
        duration_s=s_from_frames(take.frames, rate_hz), frames=take.frames,
        loudness_lufs=take.loudness_lufs, engine=take.engine, engine_version=take.engine_version,
        voice=take.voice, spoken_text=take.spoken_text,
        sentences=tuple(
            Sentence(text=text, start_s=start / 1000, end_s=end / 1000)
            for start, end, text in take.captions
        ),
        levels_lufs=heard_levels_lufs(path),
    )  # fmt: skip
