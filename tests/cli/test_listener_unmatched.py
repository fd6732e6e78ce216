"""`dj listener unmatched` and `alias`: what they print, keep and refuse."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dj.cli import state
from dj.cli.commands.listener_unmatched import alias, unmatched
from dj.errors import ConfigError
from dj.library.store import FileRow, Stamp, Store
from dj.model.listening import Listen
from dj.testing.examples import song
from dj.units import TrackId

SALT = TrackId("3f9c2a17" + "0" * 24)
WORDS = "a\x1b[31m. l. - slat - live"


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one song, and a history that writes another name for it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "library"
    monkeypatch.setattr(state, "flags", {"data": folder, "listener": "me"})
    at = datetime(2026, 1, 1, tzinfo=UTC)
    plays = [Listen(started_at=at + timedelta(minutes=number), artist="A\x1b[31m. L.",
                    title="Slat - Live") for number in range(3)]  # fmt: skip
    with Store.open(folder) as store:
        made = song(1, title="Salt", artist="Ana Lee").track
        track = replace(made, id=SALT, path=tmp_path / "1.flac")
        stamp = Stamp(size=1, mtime_ns=1, reader=1)
        store.save_files([FileRow(path=str(track.path), stamp=stamp, outcome=track)])
        store.add_listens("me", plays)
    return folder


def document(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Read what was printed since the last time."""
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_what_has_no_track_is_told_and_cannot_steer_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    unmatched()
    told = capsys.readouterr().out
    assert "1 song, 3 plays" in told
    assert "3  A\\x1b[31m. L. - Slat - Live" in told
    unmatched(json=True)
    (row,) = document(capsys)["unmatched"]
    assert (row["title"], row["plays"], row["nearest"]) == ("Slat - Live", 3, [])


def test_an_alias_is_made_shown_and_taken_back(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alias(WORDS, "Ana Lee - Salt")
    assert "means Ana Lee - Salt from now on" in capsys.readouterr().out
    with Store.open(library) as store:
        assert {row.track_id for row in store.listens("me")} == {SALT}
    unmatched(aliases=True, json=True)
    (row,) = document(capsys)["aliases"]
    assert (row["title"], row["track"], row["found"]) == ("slat - live", SALT, True)
    unmatched(json=True)
    assert document(capsys)["plays"] == 0
    alias(WORDS, undo=True, json=True)
    assert document(capsys)["alias"]["track"] == SALT
    unmatched(json=True)
    assert document(capsys)["plays"] == 3
    unmatched(aliases=True)
    assert "no aliases" in capsys.readouterr().out


def test_without_a_loss_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    alias(WORDS, SALT[:12])
    capsys.readouterr()
    unmatched()
    assert "Every song" in capsys.readouterr().out


@pytest.mark.parametrize(("track", "undo"), [(None, False), ("nosuch", False), (None, True)])
def test_an_alias_that_means_nothing_is_refused(track: str | None, *, undo: bool) -> None:
    with pytest.raises(ConfigError):
        alias("x - y", track, undo=undo)
