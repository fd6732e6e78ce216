"""The demo as a newcomer gets it: made once, then looked at and listened to."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dj import session
from dj.model.manifest import Manifest
from dj.testing import recogniser

pytestmark = [pytest.mark.slow, pytest.mark.engine]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def said(place: Path) -> str:
    environment = {
        **os.environ,
        "XDG_CACHE_HOME": str(place / "cache"),
        "XDG_DATA_HOME": str(place / "data"),
        "XDG_CONFIG_HOME": str(place / "config"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "dj", "demo", "--talk", "lots", "--at", "2026-11-23T07:30",
         "-o", str(place / "session")],
        env=environment, cwd=place, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def manifest(said: str, place: Path) -> Manifest:
    assert said
    return session.read(place / "session")


def test_the_demo_ends_by_telling_what_it_made_and_how_to_hear_it(said: str, place: Path) -> None:
    assert str(place / "session") in said
    assert re.search(r"\d+ songs · \d+ talk breaks", said)
    assert re.search(r"mix\.m4a: 1\d:\d\d, -1[56]\.\d LUFS, -\d\.\d dBTP", said)
    assert "preview" in said


def test_everything_in_the_folder_is_as_the_session_says(manifest: Manifest, place: Path) -> None:
    assert manifest.measured is not None
    assert session.verify(place / "session") == ()
    assert len(manifest.takes) == len(manifest.script.breaks) >= 6


def test_the_demo_listener_gets_favourites_and_something_new(manifest: Manifest) -> None:
    new = [slot.new_to_listener for slot in manifest.lineup.slots]
    assert 1 <= sum(new) <= len(new) / 2
    assert manifest.listens > 1000


def test_an_independent_meter_agrees_after_encoding(manifest: Manifest, place: Path) -> None:
    if not shutil.which("ffmpeg"):
        pytest.skip("ffmpeg is not installed")
    done = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostats", "-i", str(place / "session" / manifest.mix), "-af",
         "ebur128=peak=true,silencedetect=n=-60dB:d=1.5", "-f", "null", "-"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    summary = done.stderr[done.stderr.rindex("Summary:") :]
    assert abs(float(re.findall(r"I:\s+(-?[\d.]+) LUFS", summary)[0]) + 16.0) <= 0.5
    assert float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", summary)[0]) <= -1.0
    assert "silence_start" not in done.stderr


def test_an_independent_recogniser_hears_the_words(manifest: Manifest, place: Path) -> None:
    if not recogniser.is_installed():
        pytest.skip("the recogniser is not installed; see tests/install_recogniser.sh")
    heard = recogniser.transcribe([place / "session" / take.path for take in manifest.takes])
    breaks = {talk.id: talk for talk in manifest.script.breaks}
    wanted = [breaks[take.break_id].wordings[take.wording].text for take in manifest.takes]
    rate = recogniser.word_error_rate(" ".join(wanted), " ".join(heard))
    assert rate <= 0.10, json.dumps(list(zip(wanted, heard, strict=True)), indent=1)
