"""The playlist and the CUE sheet, loaded by MPD and read by cuetools."""

import re
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest

from dj import session
from dj.audio.encode import Format
from dj.model.timeline import EventKind
from tests.judges.conftest import Made
from tests.judges.mpd import Mpd, playing
from tests.judges.require import program

pytestmark = [pytest.mark.judge, pytest.mark.slow]
CUE_FRAME_S = 1 / 75


@pytest.fixture(scope="module")
def one(made: Callable[[Format], Made]) -> Made:
    return made("flac")


@pytest.fixture(scope="module")
def mpd(one: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mpd]:
    with playing(one.folder, tmp_path_factory.mktemp("mpd")) as player:
        yield player


def test_mpd_plays_songs_and_clips_in_order(mpd: Mpd, one: Made) -> None:
    entries = mpd.load("session.m3u8")
    tracks = {str(track.id): track for track in one.manifest.tracks}
    events = one.manifest.timeline.events
    assert len(entries) == len(events)
    for entry, event in zip(entries, events, strict=True):
        if event.kind is EventKind.SPEECH:
            assert entry["file"] == "clips/00.wav"
            continue
        track = tracks[event.source_id]
        assert entry["file"] == track.path
        assert entry["Title"] == session.one_line(track.title)
        assert entry["Artist"] == track.artist
        assert float(entry["duration"]) == pytest.approx(track.duration_ms / 1000, abs=0.01)


def test_mpc_lists_the_same_order(mpd: Mpd, one: Made) -> None:
    mpd.load("session.m3u8")
    rows = mpd.mpc("-f", "%position%\t%file%", "playlist").splitlines()
    songs = [track.path for track in one.manifest.tracks]
    assert [row.split("\t")[1] for row in rows if "clips/" not in row] == songs
    assert [int(row.split("\t")[0]) for row in rows] == list(range(1, len(songs) + 2))


def test_mpd_finds_every_song_of_the_cue_sheet_in_its_place(mpd: Mpd, one: Made) -> None:
    entries = mpd.load("session.cue")
    rate = one.manifest.timeline.sample_rate_hz
    marks = session.chapters(one.manifest)
    assert len(entries) == len(marks)
    for entry, mark in zip(entries, marks, strict=True):
        assert entry["file"] == one.manifest.mix
        assert entry["Title"] == session.one_line(mark.track.title).replace('"', "'")
        assert entry["Artist"] == mark.track.artist
        start, _ = entry["Range"].split("-")
        assert float(start) == pytest.approx(mark.start_frame / rate, abs=CUE_FRAME_S)


def test_mpd_can_play_from_the_middle_of_the_cue_sheet(mpd: Mpd) -> None:
    mpd.load("session.cue")
    mpd.mpc("play", "5")
    time.sleep(0.5)
    assert "#5/" in mpd.mpc("status")
    assert "ERROR" not in mpd.mpc("status")
    mpd.mpc("stop")


def test_cueprint_reads_titles_and_performers(one: Made) -> None:
    words = [program("cueprint"), "-i", "cue", "-d", "%T\t%N\n", "-t", "%n\t%p\t%t\n"]
    done = subprocess.run([*words, str(one.folder / "session.cue")], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    disc, *rows = done.stdout.splitlines()
    assert disc == f"{one.manifest.title}\t{len(one.manifest.tracks)}"
    wanted = [
        f"{n}\t{t.artist}\t{session.one_line(t.title)}".replace('"', "'")
        for n, t in enumerate(one.manifest.tracks, start=1)
    ]
    assert rows == wanted


def test_cuebreakpoints_gives_the_chapters_starts(one: Made) -> None:
    words = [program("cuebreakpoints"), "-i", "cue", str(one.folder / "session.cue")]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    found = [
        int(m) * 60 + int(s) + int(f) / 75
        for m, s, f in re.findall(r"^(\d+):(\d\d)\.(\d\d)$", done.stdout, re.M)
    ]
    rate = one.manifest.timeline.sample_rate_hz
    wanted = [mark.start_frame / rate for mark in session.chapters(one.manifest)[1:]]
    assert found == pytest.approx(wanted, abs=CUE_FRAME_S / 2 + 1e-6)
