"""Which song is meant: by its position in a session, by its id, or by its names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from dj import library
from dj import session as keep
from dj.errors import ManifestError
from dj.feedback.going import slot_of
from dj.model.feedback import Feedback
from dj.model.manifest import Manifest
from dj.model.track import Skipped


def about(manifest: Manifest, one: Feedback) -> Feedback:
    """Complete a word about a session: its song and position, as far as it has them."""
    position = slot_of(manifest, one)
    if position is None:
        return replace(one, session=manifest.heard_as)
    track = manifest.tracks[position]
    return replace(one, session=manifest.heard_as, slot=position, track_id=track.id,
                   artist=track.artist, title=track.title)  # fmt: skip


def named(store: library.Store, read: Iterable[Feedback | Skipped]) -> Iterator[Feedback | Skipped]:
    """Complete words from a file by the sessions that the library knows."""
    sessions: dict[str, Manifest | None] = {}
    folders = {name: folder for name, folder, _ in store.sessions()}
    for one in read:
        if isinstance(one, Skipped) or not one.session:
            yield one
            continue
        if one.session not in sessions:
            sessions[one.session] = _session(folders, one.session)
        manifest = sessions[one.session]
        if manifest is not None:
            yield replace(about(manifest, one), session=one.session)
        elif one.track_id or one.title or one.slot is None:
            yield one
        else:
            yield Skipped(where=one.session, reason="no session of that id is known")


def _session(folders: Mapping[str, Path], name: str) -> Manifest | None:
    if name not in folders:
        return None
    try:
        return keep.read(folders[name])
    except ManifestError:
        return None
