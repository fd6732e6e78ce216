import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from dj import session
from dj.errors import ManifestError
from dj.model.manifest import Manifest, ManifestSound, OutputFile
from dj.model.timeline import Event, EventKind
from dj.testing.examples import RATE_HZ, manifest


def folder_with(record: Manifest, tmp_path: Path) -> Path:
    folder = tmp_path / "one"
    (folder / "clips").mkdir(parents=True)
    clip = folder / "clips" / "00.wav"
    clip.write_bytes(b"clip")
    (tmp_path / "music").mkdir()
    for track in record.tracks:
        (folder / track.path).resolve().write_bytes(b"song")
    mix = folder / record.mix
    mix.write_bytes(b"mix")
    clip_file = session.output_file(clip, folder)
    takes = tuple(replace(take, sha256=clip_file.sha256) for take in record.takes)
    complete = replace(record, takes=takes, files=(session.output_file(mix, folder), clip_file))
    session.write(complete, folder)
    return folder


def test_a_complete_session_has_no_problems(tmp_path: Path) -> None:
    assert session.verify(folder_with(manifest(), tmp_path)) == ()


def test_a_changed_and_a_missing_file_are_named(tmp_path: Path) -> None:
    folder = folder_with(manifest(), tmp_path)
    (folder / "mix.flac").write_bytes(b"other")
    (folder / "clips" / "00.wav").unlink()
    problems = session.verify(folder)
    assert any("mix.flac has changed" in problem for problem in problems)
    assert any("clips/00.wav is missing" in problem for problem in problems)


def test_a_missing_song_is_named(tmp_path: Path) -> None:
    folder = folder_with(manifest(), tmp_path)
    (tmp_path / "music" / "1.flac").unlink()
    assert session.verify(folder) == ("the music file of 'Second wind' is not at ../music/1.flac.",)


def test_a_timeline_that_plays_an_unknown_track_is_found(tmp_path: Path) -> None:
    record = manifest()
    folder = folder_with(replace(record, tracks=record.tracks[:2]), tmp_path)
    assert any("not among the tracks" in problem for problem in session.verify(folder))


def with_sounds(record: Manifest) -> Manifest:
    event = Event(id="i00", kind=EventKind.IMAGING, source_id="imaging/ident", at_frame=7 * RATE_HZ,
                  source_in_frame=0, source_out_frame=RATE_HZ)  # fmt: skip
    events = sorted((*record.timeline.events, event), key=lambda e: (e.at_frame, e.kind, e.id))
    sound = ManifestSound(
        id="imaging/ident", path="sounds/ident.wav", sha256=hashlib.sha256(b"ident").hexdigest(),
        frames=RATE_HZ, loudness_lufs=-16.0, title="Ident",
    )  # fmt: skip
    timeline = replace(record.timeline, events=tuple(events))
    return replace(record, timeline=timeline, sounds=(sound,))


def test_a_changed_and_a_missing_sound_are_named(tmp_path: Path) -> None:
    folder = folder_with(with_sounds(manifest()), tmp_path)
    assert session.verify(folder) == (
        "sounds/ident.wav is missing; `dj render session.json` makes it again.",
    )
    (folder / "sounds").mkdir()
    (folder / "sounds" / "ident.wav").write_bytes(b"ident")
    assert session.verify(folder) == ()
    (folder / "sounds" / "ident.wav").write_bytes(b"other")
    assert session.verify(folder) == ("sounds/ident.wav has changed since the session was made.",)


def changed(record: Manifest, **timeline: object) -> Manifest:
    return replace(record, timeline=replace(record.timeline, **timeline))  # type: ignore[arg-type]


def broken() -> dict[str, Manifest]:
    good = with_sounds(manifest())
    events = good.timeline.events
    return {
        "plays imaging/ident, which is not among the sounds": replace(good, sounds=()),
        "plays the bed nothing, which is not among the tracks or sounds": changed(
            good,
            events=tuple(
                replace(e, kind=EventKind.BED, source_id="nothing")
                if e.kind is EventKind.IMAGING
                else e
                for e in events
            ),
        ),
        "speaks b00, which is not in the script": replace(
            good, script=replace(good.script, breaks=())
        ),
        "speaks wording 7": replace(good, takes=(replace(good.takes[0], wording=7),)),
        "speaks b00, of which there is no take": replace(good, takes=()),
        "the lineup and the tracks do not agree": replace(
            good, lineup=replace(good.lineup, slots=good.lineup.slots[::-1])
        ),
        "the timeline and the tracks do not agree": replace(good, tracks=good.tracks[::-1]),
        "a join is at position 9": changed(
            good, joins=(replace(good.timeline.joins[0], position=9),)
        ),
        "timeline_ms gives the time of x9": replace(good, timeline_ms=(("x9", 0, 1),)),
        "the mix 'other.flac' is not among the files": replace(
            good, mix="other.flac", files=(OutputFile(path="mix.flac", sha256="", media_type=""),)
        ),
    }


@pytest.mark.parametrize("problem", broken())
def test_every_broken_reference_is_said(problem: str, tmp_path: Path) -> None:
    session.write(broken()[problem], tmp_path)
    assert any(problem in found for found in session.verify(tmp_path))
    with pytest.raises(ManifestError, match="does not hold together"):
        session.read_sound(tmp_path)
