"""A song is found in every way people name it, whatever became of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj import analysis, dossier
from dj.errors import ConfigError
from dj.library import ANALYSIS
from dj.library.issues import IssueKind
from dj.library.store import FileRow, Stamp, Store
from dj.model.analysis import Song
from dj.model.track import Skipped
from dj.testing.examples import song

STAMP = Stamp(size=1, mtime_ns=1, reader=1)
TITLES = ("Harbour", "Ridge", "Lantern")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Three songs of one album, the first two analysed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Store.open(tmp_path / "library") as opened:
        for number, title in enumerate(TITLES, start=1):
            made = _song(number, title, tmp_path)
            track = made.track
            opened.save_files([FileRow(path=str(track.path), stamp=STAMP, outcome=track)])
            if number < 3:
                opened.save_analysis(made.analysis)
        yield opened


def _song(number: int, title: str, folder: Path) -> Song:
    made = song(number, title=title, artist="Ana")
    track = replace(made.track, path=folder / "music" / f"{number}.flac", track_number=number)
    return replace(made, track=track)


def test_a_song_is_found_by_identity_path_or_words(store: Store, tmp_path: Path) -> None:
    for wanted in (song(1).id, "music/1.flac", str(tmp_path / "music" / "1.flac"), "harbour ana"):
        found = dossier.gather(store, wanted)
        assert found.track is not None
        assert found.track.title == "Harbour"
        assert found.song is not None
        assert len(found.song.analysis.beats_s)


def test_its_neighbours_on_the_album_are_told(store: Store) -> None:
    found = dossier.gather(store, "ridge")
    assert found.before is not None
    assert found.after is not None
    assert (found.before.track.title, found.after.track.title) == ("Harbour", "Lantern")
    assert found.before.link is not None
    assert found.after.link is None, "the third was not analysed"
    assert found.album is not None
    assert found.album.title == "Examples"


def test_analysers_of_another_version_are_told(store: Store) -> None:
    assert set(dossier.gather(store, "ridge").outdated) == set(analysis.versions())


def test_a_correction_is_found_under_the_old_and_the_new_name(store: Store, tmp_path: Path) -> None:
    (tmp_path / "overrides.yaml").write_text(
        "tracks:\n  - match: {artist: Ana, title: Harbour}\n"
        "    set: {title: Haven, tempo_bpm: 60, ban: true}\n"
    )
    found = dossier.gather(store, "haven")
    assert [(entry.line, "tempo_bpm: 60" in entry.says) for entry in found.corrections] == [
        (2, True)
    ]
    assert found.banned
    assert found.song is not None
    assert found.measured is not None
    assert found.song.analysis.tempo_bpm == 60
    assert found.measured.analysis.tempo_bpm == 120
    assert found.track is not None
    assert found.track.provenance["title"] == "overrides.yaml: line 3"
    with pytest.raises(ConfigError, match="no song is meant"):
        dossier.gather(store, "harbour")


def test_a_song_that_failed_in_analysis_comes_with_the_reason(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "music" / "3.flac"
    failed = Skipped(where=str(path), reason="could not be analysed: crashed")
    at = datetime(2026, 1, 1, tzinfo=UTC)
    store.set_aside(song(3).id, failed, stage=ANALYSIS, versions="1", at=at)
    for wanted in ("lantern", song(3).id, str(path)):
        found = dossier.gather(store, wanted)
        assert found.issue is not None
        assert found.issue.kind is IssueKind.QUARANTINED
        assert found.issue.reason == "could not be analysed: crashed"
        assert found.song is None


def test_a_file_that_could_not_be_read_is_found_by_its_path(store: Store, tmp_path: Path) -> None:
    store.save_skipped(tmp_path / "music" / "bad.flac", "is damaged")
    found = dossier.gather(store, "music/bad.flac")
    assert found.track is None
    assert found.issue is not None
    assert found.issue.reason == "is damaged"


def test_a_song_whose_file_is_gone_is_found_by_identity_and_path(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "music" / "1.flac"
    store.mark("gone", [str(path)])
    for wanted in (song(1).id, str(path)):
        found = dossier.gather(store, wanted)
        assert found.track is not None
        assert found.track.title == "Harbour"
        assert found.song is None
        assert found.paths == ()


def test_a_second_copy_is_the_same_song(store: Store, tmp_path: Path) -> None:
    copy = replace(song(1, title="Harbour", artist="Ana").track, path=tmp_path / "zzz.flac")
    store.save_files([FileRow(path=str(copy.path), stamp=STAMP, outcome=copy)])
    found = dossier.gather(store, "zzz.flac")
    assert found.track is not None
    assert found.where.name == "1.flac"
    assert [path.name for path in found.paths] == ["1.flac", "zzz.flac"]


@pytest.mark.parametrize("wanted", ["music", ".", "/", "~nobody-here/x", "\udcff", "x" * 10_000])
def test_a_name_that_is_nothing_means_nothing(store: Store, tmp_path: Path, wanted: str) -> None:
    (tmp_path / "music").mkdir()
    with pytest.raises(ConfigError, match="no song is meant"):
        dossier.gather(store, wanted)
