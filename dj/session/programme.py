"""The programme as a playlist can tell it: songs, clips and idents in turn, one file each.

A playlist plays its entries one after another, so nothing lies over anything: what the host says
over an intro comes before or after the song, in order of time. Beds carry words and are no entry.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dj.model.manifest import Manifest, ManifestSound, ManifestTake, ManifestTrack
from dj.model.names import one_line
from dj.model.timeline import Event, EventKind
from dj.model.track import Skipped
from dj.session.captions import host_name
from dj.units import ms_from_frames

_LONGEST_WORDS = 80
"""Characters of what the host says that make the title of a clip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of the programme. All texts are on one line."""

    path: str
    """Relative to the session file, as it is on disk."""
    title: str
    artist: str = ""
    """The host's name for a clip."""
    duration_ms: int
    note: str = ""
    """Why a song was chosen, or all the words of a clip."""
    track: ManifestTrack | None = None
    """None for a clip or an ident."""
    event: Event

    @property
    def label(self) -> str:
        """``Artist - Title``, as far as known."""
        return " - ".join(filter(None, (self.artist, self.title)))


def entries(manifest: Manifest) -> Iterator[Entry]:
    """Yield what plays, in order of time; words of a plan have no file yet and are left out."""
    tracks = {str(track.id): track for track in manifest.tracks}
    takes = {take.break_id: take for take in manifest.takes if take.path}
    sounds = {sound.id: sound for sound in manifest.sounds if sound.path}
    for event in manifest.timeline.events:
        name = str(event.source_id)
        if event.kind is EventKind.MUSIC:
            yield _song(manifest, event, tracks[name])
        elif event.kind is EventKind.SPEECH and name in takes:
            yield _clip(manifest, event, takes[name])
        elif event.kind is EventKind.IMAGING and name in sounds:
            yield _ident(manifest, event, sounds[name])


def words_of(manifest: Manifest, take: ManifestTake) -> str:
    """What the host says as people read it; the spoken text is spelled for a voice."""
    talk = next((talk for talk in manifest.script.breaks if talk.id == take.break_id), None)
    return one_line(talk.wordings[take.wording].text if talk else take.spoken_text)


def why(manifest: Manifest, track: ManifestTrack) -> str:
    """Tell in a few words why a song was chosen: ``favourites: style, affinity``."""
    slot = next((slot for slot in manifest.lineup.slots if slot.track_id == track.id), None)
    if slot is None:
        return ""
    if slot.decision.by_hand:
        return f"{slot.theme.value}: put in by hand"
    reasons = ", ".join(name.replace("_", " ") for name in slot.decision.top_reasons())
    return one_line(f"{slot.theme.value}: {reasons}" if reasons else slot.theme.value)


def no_mix(format_name: str) -> Skipped:
    """Say that a format speaks of the mix, which a plan has not."""
    return Skipped(where=format_name, reason="a plan has no mix yet; `dj render` makes it")


def left_out(path: str) -> str | None:
    """Tell why a format made of lines cannot name a file; None for every usual name."""
    if any(character in path for character in "\r\n\0"):
        return "a line of a playlist cannot hold its name, which breaks the line"
    try:
        path.encode()
    except UnicodeEncodeError:
        return "its name is not valid text"
    return None


def _song(manifest: Manifest, event: Event, track: ManifestTrack) -> Entry:
    return Entry(
        path=track.path,
        title=one_line(track.title),
        artist=one_line(track.artist),
        duration_ms=track.duration_ms,
        note=why(manifest, track),
        track=track,
        event=event,
    )


def _clip(manifest: Manifest, event: Event, take: ManifestTake) -> Entry:
    words = words_of(manifest, take)
    return Entry(
        path=take.path,
        title=words[:_LONGEST_WORDS].rstrip(),
        artist=host_name(manifest),
        duration_ms=ms_from_frames(take.frames, manifest.timeline.sample_rate_hz),
        note=words,
        event=event,
    )


def _ident(manifest: Manifest, event: Event, sound: ManifestSound) -> Entry:
    return Entry(
        path=sound.path,
        title=one_line(sound.title),
        duration_ms=ms_from_frames(sound.frames, manifest.timeline.sample_rate_hz),
        event=event,
    )
