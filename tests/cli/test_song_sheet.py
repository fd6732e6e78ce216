"""What is printed and written of a song, without a library."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.cli import console
from dj.cli.song_document import document
from dj.cli.song_sheet import sheet
from dj.dossier import Beside, Correction, Dossier
from dj.library import Issue
from dj.library.issues import IssueKind
from dj.model.albums import Album, Link, Work
from dj.model.analysis import Song, SoundTag
from dj.testing.examples import song


def about(made: Song, **known: object) -> Dossier:
    nothing = Dossier(
        where=made.track.path, track=made.track, song=made, measured=made, outdated=(), issue=None,
        corrections=(), overrides=None, banned=False, paths=(made.track.path,), copies=(),
        best=None, album=None, before=None, after=None, work=None,
    )  # fmt: skip
    return replace(nothing, **known)  # type: ignore[arg-type]


def printed(found: Dossier, capsys: pytest.CaptureFixture[str]) -> str:
    sheet(found)
    return capsys.readouterr().out


def test_every_value_stands_beside_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    made = song(title="Harbour")
    versions = {"tempo": "7", "cues": "8", "key": "9"}
    made = replace(
        made, analysis=replace(made.analysis, analysers=versions),
        track=replace(made.track, provenance={"title": "file name"}),
    )  # fmt: skip
    text = printed(about(made), capsys).partition("Measured by")[0]
    ends = {row.split()[0]: row for row in text.splitlines() if row.startswith("  ")}
    assert ends["title"].endswith("  file name")
    assert ends["year"].endswith("  tags")
    assert ends["tempo"].endswith("  tempo 7")
    assert ends["post"].endswith("  cues 8")
    assert "ramp         11.8 s" in ends["ramp"]
    assert "not measured until a session needs it" in ends["true"]


def test_what_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    made = song(post_s=None, tempo_bpm=None)
    made = replace(made, analysis=replace(made.analysis, key=None))
    text = printed(about(made), capsys)
    for words in ("no pulse", "no key", "none: nobody sings", "it is not there now"):
        assert words in text


def test_a_correction_is_told_with_what_was_measured(capsys: pytest.CaptureFixture[str]) -> None:
    measured = song(tempo_bpm=120.0)
    origin = "overrides.yaml: line 4"
    right = replace(
        measured, track=replace(measured.track, provenance={"tempo_bpm": origin}),
        analysis=replace(measured.analysis, tempo_bpm=60.0),
    )  # fmt: skip
    entry = Correction(line=4, says="Ana - Harbour: tempo_bpm: 60")
    found = about(right, measured=measured, corrections=(entry,),
                  overrides=Path("/home/me/overrides.yaml"))  # fmt: skip
    text = printed(found, capsys)
    assert "60.0 BPM" in text
    assert "measured: 120.0 BPM" in text
    assert text.count(origin) >= 1
    written = document(found)
    assert written["analysis"]["tempo_bpm"] == 60.0
    assert written["measured"] == {"tempo_bpm": 120.0}
    assert written["sources"]["tempo_bpm"] == origin


def test_what_stands_around_it_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    made, other = song(1, title="One"), song(2, title="Two")
    ids = (made.id, other.id)
    text = printed(
        about(
            made, album=Album(title="Examples", artist="Ana", tracks=ids),
            after=Beside(track=other.track, link=Link.GAPLESS),
            work=Work(title="Suite", movements=ids), copies=(other.track,), best=other.id,
        ),
        capsys,
    )  # fmt: skip
    for words in ("Examples by Ana", "1 of the 2", "the sound goes on without a gap", "Suite",
                  "the best"):  # fmt: skip
        assert words in text


def test_a_file_that_could_not_be_used_has_reason_and_remedy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    issue = Issue(where="/music/a.mp3", reason="is damaged", since=datetime(2026, 1, 2, tzinfo=UTC),
                  kind=IssueKind.QUARANTINED)  # fmt: skip
    found = about(song(), where=Path("/music/a.mp3"), track=None, song=None, measured=None,
                  issue=issue, paths=())  # fmt: skip
    text = printed(found, capsys)
    for words in ("a.mp3", "quarantined", "is damaged", "2026-01-02", "dj library retry"):
        assert words in text
    assert document(found)["issue"]["reason"] == "is damaged"


@pytest.mark.parametrize(
    "title", ["[bold]x[/bold]", "\x1b[31m", "a\nb", "[/]", "\\[", ":smile:", "\ud800", "x" * 3000]
)
def test_no_title_steers_the_terminal_or_the_markup(
    capsys: pytest.CaptureFixture[str], title: str
) -> None:
    text = printed(about(song(title=title, artist=title)), capsys)
    assert console.plain(title).replace("\n", "\\n") in text
    assert "\x1b" not in text


def test_the_document_holds_everything_with_units(capsys: pytest.CaptureFixture[str]) -> None:
    made = song(duration_s=30.0)
    tags = (SoundTag(name="warm", score=0.5, model="ear 1"),)
    made = replace(made, analysis=replace(made.analysis, sound_tags=tags))
    console.print_json(document(about(made)))
    written = json.loads(capsys.readouterr().out)
    sound = written["analysis"]
    assert written["schema_version"] == 1
    assert len(sound["beats_s"]) == len(made.analysis.beats_s)
    assert len(sound["downbeats_s"]) == len(made.analysis.downbeats_s)
    assert len(sound["levels_lufs"]) == 300
    assert (sound["levels_rate_hz"], sound["energy_curve_rate_hz"]) == (10, 1)
    assert len(sound["energy_curve"]) == 30
    assert (sound["key"], sound["open_key"]) == ("A minor", "1m")
    assert sound["sound_tags"] == [{"name": "warm", "score": 0.5, "model": "ear 1"}]
    assert sound["cues"]["post_s"] == 12.0
    assert written["sources"]["title"] == "tags"
