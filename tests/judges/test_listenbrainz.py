"""The hook as another project's ListenBrainz client meets it, over a real connection."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dj.library.store import Store
from tests.judges.require import HERE

pytestmark = [pytest.mark.judge, pytest.mark.slow]


@pytest.fixture(scope="module")
def told(scrobbler: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    data = tmp_path_factory.mktemp("library")
    words = [sys.executable, "-m", "dj", "--data", str(data), "listen", "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(3)]
        token, address = (line.rpartition(" ")[2].strip() for line in lines[1:])
        asked = [sys.executable, str(HERE / "scrobbler.py"), address, token]
        try:
            done = subprocess.run(asked, env=scrobbler, capture_output=True, text=True, timeout=120)
        finally:
            process.send_signal(signal.SIGINT)
            code = process.wait(timeout=30)
    assert done.returncode == 0, done.stderr
    with Store.open(data) as store:
        kept = [one.title for one in store.listens("me")]
    return {**json.loads(done.stdout), "kept": kept, "code": code, "data": data}


def test_everything_a_scrobbler_submits_is_accepted_and_kept(told: dict[str, Any]) -> None:
    assert told["answers"] == [{"status": "ok"}] * 3
    assert len(told["kept"]) == told["count"] == 41
    assert "Night Ferry" not in told["kept"]


def test_it_reads_back_what_it_sent(told: dict[str, Any]) -> None:
    assert told["newest"][0] == ["Low Tide Lantern", "Nia Harrow", -900]
    assert [row[0] for row in told["newest"]] == ["Low Tide Lantern", "Song 0", "Song 1"]
    assert told["older"] == 38
    assert told["playing"] == "Night Ferry"


def test_tokens_are_judged_and_errors_understood(told: dict[str, Any]) -> None:
    assert told["wrong"] == "invalid token"
    assert told["future"] == [400, "A listen lies in the future."]
    assert told["nobody"][0] == 404
    assert told["love"] == {"status": "ok"}


def test_ctrl_c_ends_it_without_complaint(told: dict[str, Any]) -> None:
    assert told["code"] in {0, 130}


def test_the_token_is_nowhere_in_the_library(told: dict[str, Any]) -> None:
    data: Path = told["data"]
    assert (data / "listen-token").stat().st_mode & 0o777 == 0o600
