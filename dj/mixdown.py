"""From a session's record to the files a listener gets: the mix, its projections, the record."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from dj import mix
from dj import session as keep
from dj.audio.encode import Encoding
from dj.errors import AudioError
from dj.interfaces import Progress
from dj.library import content_id
from dj.model.manifest import Manifest
from dj.units import TrackId

_STEMS = "stems"
_UNHEARD_LIMITING_DB = 6.0
"""A limiter that takes off more than this flattens drums and dims accents."""


def mixdown(  # noqa: PLR0913 - one call with everything by name
    manifest: Manifest,
    folder: Path,
    *,
    encoding: str,
    progress: Progress | None = None,
    before: Manifest | None = None,
    peaks: Mapping[TrackId, float] | None = None,
    with_stems: bool = False,
) -> Manifest:
    """Render, measure, export and write down a session; the session file comes last.

    Args:
        manifest: The session.
        folder: Where it goes; it must exist.
        encoding: Format of the mix.
        progress: Told how far the mix is.
        before: The session the folder held; its files that are not made again are removed.
        peaks: True peaks of its tracks in dBTP, as far as they are known.
        with_stems: Whether music, voice and imaging are written as files of their own, too.

    Raises:
        AudioError: if a song of the session is missing or cannot be read.
        OutputError: if the folder cannot be written.
    """
    named = replace(manifest, mix=f"mix.{encoding}", measured=None, files=())
    heard = sources(named, folder)
    _need_files(named, heard)
    rendered = mix.render(
        named.timeline,
        heard,
        folder / named.mix,
        encoding=Encoding(format=encoding),  # type: ignore[arg-type]
        chapters=[(c.start_frame, c.end_frame, c.title) for c in keep.chapters(named)],
        tags=tags(named),
        cover=keep.cover(named),
        progress=progress,
    )
    stems, said = _stems(named, heard, folder, progress) if with_stems else ((), ())
    squeezed = _squeezed(named, peaks or {})
    notes = tuple(dict.fromkeys((*named.notes, *squeezed, *rendered.notes, *said)))
    finished = replace(named, measured=rendered.measured, notes=notes)
    exported = keep.export(finished, folder)
    clips = [folder / take.path for take in finished.takes if take.path]
    clips += [folder / sound.path for sound in finished.sounds if sound.path]
    files = [
        keep.output_file(path, folder) for path in (folder / named.mix, *exported, *clips, *stems)
    ]
    complete = replace(finished, files=tuple(files))
    keep.write(complete, folder)
    if before is not None:
        _tidy(folder, before, complete)
    return complete


def former_format(manifest: Manifest) -> str:
    """Format of a session's mix, or of the one it had before it was edited."""
    old = [file.path for file in manifest.files if Path(file.path).stem == "mix"]
    return Path(manifest.mix or next(iter(old), "mix.m4a")).suffix.removeprefix(".")


def _stems(
    manifest: Manifest,
    heard: Mapping[str, mix.SourceFile],
    folder: Path,
    progress: Progress | None,
) -> tuple[Sequence[Path], Sequence[str]]:
    return mix.stems(manifest.timeline, heard, folder / _STEMS, progress=progress)


def sources(manifest: Manifest, folder: Path) -> Mapping[str, mix.SourceFile]:
    """Map every source of the timeline to its file: songs by track id, clips and sounds by name."""
    songs = {
        str(track.id): mix.SourceFile(path=(folder / track.path).resolve(), decoder=track.decoder)
        for track in manifest.tracks
    }
    clips = {
        take.break_id: mix.SourceFile(path=folder / take.path, decoder=None)
        for take in manifest.takes
        if take.path
    }
    sounds = {
        sound.id: mix.SourceFile(path=folder / sound.path, decoder=None)
        for sound in manifest.sounds
        if sound.path
    }
    return {**songs, **clips, **sounds}


def tags(manifest: Manifest) -> Mapping[str, str]:
    """Tags of the mix, machine-readable disclosure included."""
    said = manifest.disclosure
    synthetic = str(said.synthetic_voice).lower()
    return {
        "title": keep.one_line(manifest.title),
        "artist": keep.host_name(manifest),
        "album": "dj-session",
        "date": manifest.at[:10],
        "comment": (
            f"synthetic_voice={synthetic}; engine={said.engine}; promotion={said.promotion}; "
            f"session={manifest.session_id}; dj-session {manifest.dj_version}"
        ),
        "SYNTHETIC_VOICE": synthetic,
        "DISCLOSURE": json.dumps(asdict(said), ensure_ascii=False),
    }


def _squeezed(manifest: Manifest, peaks: Mapping[TrackId, float]) -> list[str]:
    """Say which songs are raised so far that the limiter is heard on their peaks."""
    titles = {str(track.id): keep.one_line(track.title)[:80] for track in manifest.tracks}
    notes = []
    for event in manifest.timeline.events:
        peak_dbtp = peaks.get(TrackId(event.source_id))
        if event.source_id not in titles or peak_dbtp is None:
            continue
        over_db = peak_dbtp + event.gain_db - manifest.timeline.max_true_peak_dbtp
        if over_db > _UNHEARD_LIMITING_DB:
            notes.append(
                f"{titles[event.source_id]!r} is raised by {event.gain_db:.0f} dB; the limiter "
                f"takes up to {over_db:.0f} dB off its peaks."
            )
    return notes


def need_recordings(manifest: Manifest, folder: Path) -> None:
    """Check that the files still hold the recordings the session was planned with; tags may differ.

    Raises:
        AudioError: if one is missing, cannot be read or holds another recording, with its path.
    """
    _need_files(manifest, sources(manifest, folder))
    for track in manifest.tracks:
        path = (folder / track.path).resolve()
        if content_id(path) != track.id:
            raise AudioError(
                f"is no longer the recording of {track.title[:80]!r} that was planned.",
                where=str(path),
                hint="Put the old file back; or run `dj scan` and make the session again.",
            )


def _need_files(manifest: Manifest, files: Mapping[str, mix.SourceFile]) -> None:
    for track in manifest.tracks:
        path = files[track.id].path
        if not path.is_file():
            raise AudioError(
                f"the music file of {track.title[:80]!r} is not there.",
                where=str(path),
                hint="If it has moved, run `dj scan` on its new folder, then `dj render` again.",
            )


def _tidy(folder: Path, before: Manifest, now: Manifest) -> None:
    """Remove what the session of before left here, unless somebody has changed it since."""
    kept = {file.path for file in now.files}
    written = {file.path: file.sha256 for file in before.files}
    written |= {take.path: take.sha256 for take in before.takes if take.sha256}
    for name in written.keys() - kept:
        path = folder / name
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            with suppress(OSError):
                if keep.output_file(path, folder).sha256 == written[name]:
                    path.unlink()
    with suppress(OSError):
        (folder / _STEMS).rmdir()
