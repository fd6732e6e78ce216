"""The whole story on one page.

`intake.scan` and `intake.hear` know the music, `intake.take_in` the listening. `planning.plan`
decides which songs play in what order, what is said and when; here it is spoken, given its place by
the real voice, written down, and handed out by `mixdown`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dj import diary, intake, library, mix, speech
from dj import session as keep
from dj.config import FORMATS
from dj.errors import ManifestError, OutputError
from dj.interfaces import Progress
from dj.mixdown import former_format, mixdown, need_recordings
from dj.model.edits import Edits
from dj.model.manifest import Manifest
from dj.model.request import Request
from dj.model.take import Take
from dj.planning import plan, planned_before
from dj.portrait import decided
from dj.units import PROGRAMME_RATE_HZ, TrackId


def on_paper(store: library.Store, request: Request, *, keep_it: bool) -> Manifest:
    """Plan a session without a sound; `keep_it` writes its session file."""
    manifest = keep.build(plan(store, request), request.folder)
    if keep_it:
        with keep.claimed(request.folder) as before:
            if before is not None and (before.files or before.edits != Edits()):
                raise OutputError(
                    "a finished or edited session is there already.", where=str(request.folder),
                    hint="Choose another folder with -o, so that it is not lost.",
                )  # fmt: skip
            keep.write(manifest, request.folder)
        diary.note_plan(store, manifest, request.folder)
    return manifest


def make(store: library.Store, request: Request, *, progress: Progress | None = None) -> Manifest:
    """Plan, speak, mix and hand out a session."""
    on_desk = plan(store, request)
    with keep.claimed(request.folder) as before:
        planned = aloud(on_desk, request.folder, request.cache, progress)
        manifest = keep.build(planned, request.folder)
        _note(manifest, request.folder, before)
        finished = mixdown(
            manifest, request.folder, encoding=request.encoding, progress=progress, before=before,
            peaks=_peaks(store, manifest, progress), with_stems=request.stems,
        )  # fmt: skip
    diary.note_session(store, manifest, request.folder)
    return finished


def render(
    store: library.Store,
    folder: Path,
    *,
    cache: Path,
    encoding: str | None,
    progress: Progress | None,
    stems: bool = False,
) -> Manifest:
    """Make the mix of a session file: of a plan, or of a finished session again."""
    before = keep.read_sound(folder)
    kind = encoding or former_format(before)
    if kind not in FORMATS:
        raise ManifestError(
            f"{before.mix!r} is no mix of ours.", where=str(folder),
            hint=f"Name a format: `dj render --format {FORMATS[0]} {folder}`.",
        )  # fmt: skip
    with keep.claimed(folder):
        manifest = _relocated(store, before, folder)
        need_recordings(manifest, folder)
        if keep.needs_voice(manifest, folder):
            planned = aloud(planned_before(store, manifest), folder, cache, progress)
            manifest = keep.build(planned, folder)
            _note(manifest, folder, before)
        finished = mixdown(
            manifest, folder, encoding=kind, progress=progress, before=before,
            peaks=_peaks(store, manifest, progress), with_stems=stems,
        )  # fmt: skip
    diary.note_session(store, manifest, folder)
    return finished


def _peaks(
    store: library.Store, manifest: Manifest, progress: Progress | None
) -> Mapping[TrackId, float]:
    keep_them = not decided(store, manifest.listener).private
    songs = [track.id for track in manifest.tracks]
    return intake.true_peaks(store, songs, keep_them=keep_them, progress=progress)


def _note(manifest: Manifest, folder: Path, before: Manifest | None) -> None:
    """Write a session down before its mix is made, unless that would lose a finished one."""
    if before is None or not before.mix:
        keep.write(replace(manifest, files=before.files if before else ()), folder)


def _relocated(store: library.Store, manifest: Manifest, folder: Path) -> Manifest:
    """Find songs that have moved since where the library has them now."""
    missing = [track.id for track in manifest.tracks if not (folder / track.path).is_file()]
    there = {song.id: song.track.path for song in map(store.song, missing) if song is not None}
    tracks = tuple(
        replace(track, path=keep.relative(there[track.id], folder)) if track.id in there else track
        for track in manifest.tracks
    )
    return replace(manifest, tracks=tracks)


def aloud(
    planned: keep.Planned, folder: Path, cache: Path, progress: Progress | None,
    only: Collection[str] | None = None,
) -> keep.Planned:  # fmt: skip
    """Speak the script, and give everything its place again by the real voice.

    `only` names the breaks that are spoken; the others stay as long as they are on paper.
    """
    script, whole = planned.script, only is None or not planned.voice
    said = (b for b in script.breaks if planned.voice and (only is None or b.id in only))
    spoken = speech.speak(
        replace(script, breaks=tuple(said)), planned.persona, folder=folder / "clips",
        cache=None if planned.private else cache / "takes",
        rate_hz=PROGRAMME_RATE_HZ, progress=progress,
    )  # fmt: skip
    takes = spoken.takes if whole else _beside_paper(planned, spoken.takes, only or ())
    shelf = mix.shelf(cache / "imaging", PROGRAMME_RATE_HZ) if script.breaks else mix.Shelf()
    placed = mix.arrange(
        planned.lineup, planned.songs, planned.script, takes, planned.show,
        edits=planned.edits, sounds=shelf.sounds,
    )  # fmt: skip
    notes = tuple(dict.fromkeys((*planned.notes, *spoken.notes, *shelf.notes)))
    return replace(planned, takes=takes if planned.voice else planned.takes, timeline=placed,
                   notes=notes, sounds=mix.put(shelf.sounds, placed, folder / "clips"))  # fmt: skip


def _beside_paper(
    planned: keep.Planned, spoken: Sequence[Take], only: Collection[str]
) -> tuple[Take, ...]:
    paper = speech.paper_takes(planned.script, planned.persona, PROGRAMME_RATE_HZ)
    takes = {take.break_id: take for take in paper if take.break_id not in only}
    takes |= {take.break_id: take for take in spoken}
    return tuple(takes[talk.id] for talk in planned.script.breaks if talk.id in takes)
