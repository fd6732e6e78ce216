"""Albums as a user has them: one concert in several files, and songs that stand apart."""

import json
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from dj.model.tonality import Key, Mode
from dj.testing import signals
from dj.testing.signals import RATE_HZ
from tests.acceptance.house import SHORT, Home

FLAC: Any = import_module("mutagen.flac").FLAC

GAPLESS = "The two run into one another on their album, so nothing comes between them."

pytestmark = pytest.mark.slow


def concert(folder: Path, album: str, *, pause_s: float = 0.0, seconds: float = 40.0) -> None:
    """Cut one recording into three tracks of an album, a pause after each."""
    key, rng = Key(tonic=7, mode=Mode.MAJOR), np.random.default_rng(1)
    whole = signals.song(key, rng, tempo_bpm=104.0, duration_s=seconds).audio.samples
    whole = whole[RATE_HZ:-RATE_HZ]
    cuts = [len(whole) // 3 + 7, 2 * len(whole) // 3 + 1009]
    pause = np.zeros((round(pause_s * RATE_HZ), 2), np.float32)
    for number, part in enumerate(np.split(whole, cuts), start=1):
        path = folder / album / f"{number}.flac"
        path.parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(path, np.concatenate([part, pause]), RATE_HZ)
        tags = FLAC(path)
        tags.update({"album": album, "albumartist": "Ana", "artist": "Ana",
                     "tracknumber": str(number), "title": f"Evening, Pt. {number}"})  # fmt: skip
        tags.save()


@pytest.fixture
def concerts(empty_home: Home) -> Home:
    concert(empty_home.music, "Live")
    concert(empty_home.music, "Studio", pause_s=2.0)
    empty_home.good("scan", "music")
    return empty_home


def test_a_concert_in_three_files_goes_on_and_pauses_divide(concerts: Home) -> None:
    found = json.loads(concerts.good("library", "albums", "--json"))
    joints = {
        album["title"]: [track["next"] and track["next"]["link"] for track in album["tracks"]]
        for album in found["albums"]
    }
    assert joints == {"Live": ["gapless", "gapless", None], "Studio": ["apart", "apart", None]}
    assert [work["title"] for work in found["works"]] == ["Evening", "Evening"]


def test_people_are_told_the_same(concerts: Home) -> None:
    (concerts.music / "Live" / "2.flac").unlink()
    concerts.good("scan", "music")
    told = concerts.good("library", "albums")
    assert "Ana - Live (2 tracks; missing: 2)" in told
    assert "goes on" not in told
    assert "Work: Evening (missing: 2)" in told


def test_a_plan_knows_which_songs_run_on(empty_home: Home) -> None:
    concert(empty_home.music, "Live", seconds=104.0)
    empty_home.good("scan", "music")
    empty_home.good("plan", *SHORT, "--voice", "quiet", "-o", "session")
    session = json.loads((empty_home.place / "session" / "session.json").read_text("utf-8"))
    endings = {track["title"]: track["cues"]["ending"] for track in session["tracks"]}
    assert endings
    for title, ending in endings.items():
        assert (ending == "segue") == (not title.endswith("3"))
    reasons = [join["reason"] for join in session["timeline"]["joins"]]
    side_by_side = [t["title"][-1] for t in session["tracks"]] == ["1", "2"]
    assert not side_by_side or reasons == [GAPLESS]


ENCODERS = {
    "flac": ("flac",),
    "mp3 with a LAME tag": ("mp3", "-c:a", "libmp3lame", "-b:a", "192k"),
    "mp3 without": ("mp3", "-c:a", "libmp3lame", "-b:a", "128k", "-write_xing", "0"),
    "opus": ("opus", "-c:a", "libopus", "-b:a", "96k"),
    "aac": ("m4a", "-c:a", "aac", "-b:a", "160k"),
}


def encode(folder: Path, album: str, number: int, samples: Any) -> None:
    """Write one track of an album with every encoder."""
    wave = folder / ".wave.wav"
    folder.mkdir(exist_ok=True)
    soundfile.write(wave, samples, RATE_HZ)
    for name, (ending, *options) in ENCODERS.items():
        path = folder / name / album / f"{number}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        tags = {"album": f"{album}, {name}", "artist": "Ana", "track": number,
                "title": f"{album} {name} {number}"}  # fmt: skip
        told = [word for item in tags.items() for word in ("-metadata", "{}={}".format(*item))]
        command = ["ffmpeg", "-v", "error", "-i", str(wave), *told, *options, str(path)]
        subprocess.run(command, check=True)


@pytest.mark.judge
@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg with its encoders")
def test_what_runs_on_is_known_from_any_encoder_and_separate_songs_are_not(
    empty_home: Home,
) -> None:
    rng = np.random.default_rng(1)
    piece = signals.song(Key(tonic=7, mode=Mode.MAJOR), rng, tempo_bpm=104.0, duration_s=62.0)
    whole = piece.audio.samples[RATE_HZ:-RATE_HZ]
    cuts = [len(whole) * n // 5 + 137 * n for n in range(1, 5)]
    for number, part in enumerate(np.split(whole, cuts), start=1):
        encode(empty_home.music, "Live", number, part)
        key = Key(tonic=3 * number % 12, mode=list(Mode)[number % 2])
        own = np.random.default_rng(10 + number)
        song = signals.song(key, own, tempo_bpm=90.0 + 11 * number, duration_s=20.0)
        encode(empty_home.music, "Songs", number, song.audio.samples)
    empty_home.good("scan", "music")
    found = json.loads(empty_home.good("library", "albums", "--json"))["albums"]
    assert len(found) == 2 * len(ENCODERS)
    for album in found:
        links = {track["next"]["link"] for track in album["tracks"][:-1]}
        if album["title"].startswith("Songs"):
            assert links == {"apart"}, album["title"]
        else:
            assert links <= {"gapless", "segue"}, album["title"]  # both play on without a gap
