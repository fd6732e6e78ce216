"""Make the session's record from what the rooms have produced."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from dj import __version__
from dj.model.analysis import Song
from dj.model.brief import Asked
from dj.model.edits import Edits
from dj.model.lineup import Lineup
from dj.model.manifest import Disclosure, Manifest, ManifestSound, ManifestTake, ManifestTrack
from dj.model.persona import Persona
from dj.model.script import Script
from dj.model.show import Show
from dj.model.sound import Sound
from dj.model.take import Take
from dj.model.timeline import Timeline
from dj.session.disclosed import disclosed
from dj.session.files import relative
from dj.session.manifest import encode
from dj.units import TrackId, ms_from_frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Everything the rooms decided about one session."""

    at: datetime
    """Requested moment, aware."""
    time_zone: str
    listener: str
    listens: int
    seed: int
    show: Show
    persona: Persona
    songs: Mapping[TrackId, Song]
    lineup: Lineup
    script: Script
    takes: Sequence[Take]
    timeline: Timeline
    notes: tuple[str, ...] = ()
    edits: Edits = field(default_factory=Edits)
    """What was changed by hand."""
    sounds: Sequence[Sound] = ()
    """Beds and imaging there are; those that the timeline plays are written down."""
    voice: bool = True
    """False if the words are shown and not spoken."""
    private: bool = False
    """True if nothing of it is kept outside its folder."""
    asked: Asked = field(default_factory=Asked)
    """What was asked for beside the show."""


def build(planned: Planned, folder: Path) -> Manifest:
    """Write down a session for a folder; paths become relative to it."""
    timeline = planned.timeline
    takes = tuple(_take(take, folder) for take in planned.takes)
    songs = [planned.songs[slot.track_id] for slot in planned.lineup.slots]
    draft = Manifest(
        session_id="",
        title=planned.show.title_in(planned.script.language),
        dj_version=__version__,
        at=planned.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"),
        time_zone=planned.time_zone,
        listener=planned.listener,
        seed=planned.seed,
        show=planned.show.name,
        persona=planned.persona.name,
        listens=planned.listens,
        length_s=planned.show.length_s,
        asked=planned.asked,
        talk=planned.show.talk,
        voice=planned.voice,
        tracks=tuple(_track(song, folder) for song in songs),
        lineup=planned.lineup,
        script=planned.script,
        takes=takes,
        sounds=_sounds(planned, folder),
        edits=planned.edits,
        timeline=timeline,
        timeline_ms=tuple(
            (
                event.id,
                ms_from_frames(event.at_frame, timeline.sample_rate_hz),
                ms_from_frames(event.end_frame, timeline.sample_rate_hz),
            )
            for event in timeline.events
        ),
        notes=planned.notes,
        disclosure=_disclosure(planned.persona, takes if planned.voice else ()),
    )
    return replace(draft, session_id=hashlib.sha256(encode(draft)).hexdigest()[:16])


def _track(song: Song, folder: Path) -> ManifestTrack:
    track, analysis = song.track, song.analysis
    return ManifestTrack(
        id=track.id,
        path=relative(track.path, folder),
        title=track.title,
        artist=track.artist,
        album=track.album,
        year=track.year,
        genres=track.genres,
        ids=dict(sorted(track.ids.items())),
        duration_ms=round(track.duration_s * 1000),
        tempo_bpm=analysis.tempo_bpm,
        key=str(analysis.key) if analysis.key else None,
        open_key=analysis.key.open_key if analysis.key else None,
        loudness_lufs=analysis.loudness_lufs,
        energy=analysis.energy,
        cues=analysis.cues,
        decoder=analysis.decoder,
    )


def _take(take: Take, folder: Path) -> ManifestTake:
    return ManifestTake(
        break_id=take.break_id,
        wording=take.wording,
        path=relative(take.path, folder) if take.sha256 else "",
        sha256=take.sha256,
        frames=take.frames,
        loudness_lufs=take.loudness_lufs,
        engine=take.engine,
        engine_version=take.engine_version,
        voice=take.voice,
        spoken_text=take.spoken_text,
        captions=tuple(
            (round(s.start_s * 1000), round(s.end_s * 1000), s.text) for s in take.sentences
        ),
    )


def _sounds(planned: Planned, folder: Path) -> tuple[ManifestSound, ...]:
    played = {event.source_id for event in planned.timeline.events}
    return tuple(
        ManifestSound(
            id=sound.id,
            path=relative(sound.path, folder) if sound.sha256 else "",
            sha256=sound.sha256,
            frames=sound.frames,
            loudness_lufs=sound.loudness_lufs,
            title=sound.title,
        )
        for sound in planned.sounds
        if sound.id in played
    )


def _disclosure(persona: Persona, takes: tuple[ManifestTake, ...]) -> Disclosure:
    spoken = next((take for take in takes if take.sha256), None)
    return Disclosure(
        synthetic_voice=bool(takes) and persona.licence.kind == "synthetic",
        engine=f"{spoken.engine} {spoken.engine_version}" if spoken else "",
        voice=spoken.voice if spoken else "",
        copy=disclosed(persona.language).lines.format(pack=persona.prompt_pack),
        promotion="none",
    )
