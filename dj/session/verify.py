"""Does a session folder hold what its file says?"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from dj.errors import ManifestError
from dj.model.manifest import Manifest, ManifestSound, ManifestTake
from dj.model.script import Script
from dj.model.timeline import EventKind
from dj.session.files import sha256_of
from dj.session.manifest import MANIFEST_NAME, read


def verify(path: Path) -> tuple[str, ...]:
    """List what is wrong, one plain sentence each; empty means all is well.

    Raises:
        ManifestError: if the session file itself cannot be read or does not fit its schema.
    """
    folder = path if path.is_dir() else path.parent
    manifest = read(path)
    problems = [*_hashes(manifest, folder), *_sources(manifest, folder), *_references(manifest)]
    return tuple(problems)


def read_sound(path: Path) -> Manifest:
    """Read a session whose parts refer to one another as they should.

    Raises:
        ManifestError: if it cannot be read, is not valid or does not hold together.
    """
    manifest = read(path)
    for problem in _references(manifest):
        raise ManifestError(
            f"does not hold together: {problem}",
            where=str(path),
            hint="It was changed by hand or damaged; make it again.",
        )
    return manifest


def scripts(paths: Iterable[Path]) -> Iterator[tuple[Path, Script]]:
    """Yield the words of each session that is still there and can be read."""
    for path in paths:
        with suppress(ManifestError):
            yield path, read(path).script


def needs_voice(manifest: Manifest, folder: Path) -> bool:
    """Tell whether clips of the session are still to be spoken: of a plan, or lost since."""
    clips: list[ManifestTake | ManifestSound] = [*manifest.takes, *manifest.sounds]
    return any(
        not clip.sha256
        or not (folder / clip.path).is_file()
        or sha256_of(folder / clip.path) != clip.sha256
        for clip in clips
    )


def _hashes(manifest: Manifest, folder: Path) -> list[str]:
    stated = [(file.path, file.sha256) for file in manifest.files]
    stated += [(take.path, take.sha256) for take in manifest.takes if take.sha256]
    stated += [(sound.path, sound.sha256) for sound in manifest.sounds if sound.sha256]
    problems = []
    for name, sha256 in dict.fromkeys(stated):
        file = folder / name
        if not file.is_file():
            problems.append(f"{name} is missing; `dj render {MANIFEST_NAME}` makes it again.")
        elif sha256_of(file) != sha256:
            problems.append(f"{name} has changed since the session was made.")
    return problems


def _sources(manifest: Manifest, folder: Path) -> list[str]:
    return [
        f"the music file of {track.title!r} is not at {track.path}."
        for track in manifest.tracks
        if not (folder / track.path).is_file()
    ]


def _references(manifest: Manifest) -> list[str]:
    return [
        *_unknown_sources(manifest),
        *_takes(manifest),
        *_order(manifest),
        *_places(manifest),
    ]


def _unknown_sources(manifest: Manifest) -> Iterator[str]:
    """What the timeline plays must be in the lists beside it."""
    songs = {str(track.id) for track in manifest.tracks}
    sounds = {sound.id for sound in manifest.sounds}
    breaks = {talk.id for talk in manifest.script.breaks}
    lists = {
        EventKind.MUSIC: (songs, "plays", "among the tracks"),
        EventKind.SPEECH: (breaks, "speaks", "in the script"),
        EventKind.BED: (songs | sounds, "plays the bed", "among the tracks or sounds"),
        EventKind.IMAGING: (sounds, "plays", "among the sounds"),
    }
    for event in manifest.timeline.events:
        known, plays, where = lists[event.kind]
        if event.source_id not in known:
            yield f"the timeline {plays} {event.source_id}, which is not {where}."


def _takes(manifest: Manifest) -> Iterator[str]:
    wordings = {talk.id: range(len(talk.wordings)) for talk in manifest.script.breaks}
    for take in manifest.takes:
        if take.wording not in wordings.get(take.break_id, range(0)):
            yield (
                f"the take of {take.break_id} speaks wording {take.wording}, "
                "which is not in the script."
            )
    spoken = {e.source_id for e in manifest.timeline.events if e.kind is EventKind.SPEECH}
    for name in sorted(spoken & wordings.keys() - {take.break_id for take in manifest.takes}):
        yield f"the timeline speaks {name}, of which there is no take."


def _order(manifest: Manifest) -> Iterator[str]:
    """Timeline and lineup must play the tracks in their order."""
    tracks = [track.id for track in manifest.tracks]
    played = [e.source_id for e in manifest.timeline.events if e.kind is EventKind.MUSIC]
    if played != tracks:
        yield "the timeline and the tracks do not agree."
    if [slot.track_id for slot in manifest.lineup.slots] != tracks:
        yield "the lineup and the tracks do not agree."


def _places(manifest: Manifest) -> Iterator[str]:
    """Joins and times must speak of what is there."""
    for join in manifest.timeline.joins:
        if not 1 <= join.position < len(manifest.tracks):
            yield f"a join is at position {join.position}, where no song follows another."
    events = {event.id for event in manifest.timeline.events}
    for name, _, _ in manifest.timeline_ms:
        if name not in events:
            yield f"timeline_ms gives the time of {name}, which is not on the timeline."
    paths = {file.path for file in manifest.files}
    if manifest.mix and paths and manifest.mix not in paths:
        yield f"the mix {manifest.mix!r} is not among the files."
