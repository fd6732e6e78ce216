"""Does a session folder hold what its file says?"""

from pathlib import Path

from dj.errors import ManifestError
from dj.model.manifest import Manifest
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


def needs_voice(manifest: Manifest, folder: Path) -> bool:
    """Tell whether clips of the session are still to be spoken: of a plan, or lost since."""
    return any(
        not take.sha256
        or not (folder / take.path).is_file()
        or sha256_of(folder / take.path) != take.sha256
        for take in manifest.takes
    )


def _hashes(manifest: Manifest, folder: Path) -> list[str]:
    stated = [(file.path, file.sha256) for file in manifest.files]
    stated += [(take.path, take.sha256) for take in manifest.takes if take.sha256]
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
    tracks = {track.id for track in manifest.tracks}
    wordings = {talk.id: range(len(talk.wordings)) for talk in manifest.script.breaks}
    breaks = wordings.keys()
    problems = [
        f"the timeline plays {event.source_id}, which is not among the tracks."
        for event in manifest.timeline.events
        if event.kind is EventKind.MUSIC and event.source_id not in tracks
    ]
    problems += [
        f"the timeline speaks {event.source_id}, which is not in the script."
        for event in manifest.timeline.events
        if event.kind is EventKind.SPEECH and event.source_id not in breaks
    ]
    problems += [
        f"the take of {take.break_id} speaks wording {take.wording}, which is not in the script."
        for take in manifest.takes
        if take.wording not in wordings.get(take.break_id, range(0))
    ]
    played = [e.source_id for e in manifest.timeline.events if e.kind is EventKind.MUSIC]
    if played != [track.id for track in manifest.tracks]:
        problems.append("the timeline and the tracks do not agree.")
    spoken = {e.source_id for e in manifest.timeline.events if e.kind is EventKind.SPEECH}
    problems += [
        f"the timeline speaks {name}, of which there is no take."
        for name in sorted(spoken & breaks - {take.break_id for take in manifest.takes})
    ]
    slots = [slot.track_id for slot in manifest.lineup.slots]
    if slots != [track.id for track in manifest.tracks]:
        problems.append("the lineup and the tracks do not agree.")
    return problems
