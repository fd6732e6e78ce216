"""Albums as a user has them: one concert in three files, and the same with pauses."""

import json
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
