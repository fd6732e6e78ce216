from dataclasses import replace
from pathlib import Path

from dj import session
from dj.model.manifest import Manifest
from dj.testing.examples import manifest


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
