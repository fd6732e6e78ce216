"""Folders of music as they are found in the wild."""

import json
import os
from pathlib import Path

import pytest
import soundfile

from dj import session
from tests.acceptance.house import MOMENT, RATE_HZ, SHORT, Home, song, songs

pytestmark = pytest.mark.slow


def skipped(home: Home) -> dict[str, str]:
    rows = json.loads(home.good("library", "issues", "--json"))["skipped"]
    return {Path(row["where"]).name: row["reason"] for row in rows}


def test_an_empty_library_cannot_be_played_and_says_what_to_do(empty_home: Home) -> None:
    empty_home.music.mkdir()
    assert "no music found" in empty_home.good("scan", "music")
    result = empty_home.run("make", "-o", "session")
    assert result.code == 1
    assert "dj scan" in result.complaint
    assert not (empty_home.place / "session").exists()


def test_a_folder_that_is_not_there_is_named(empty_home: Home) -> None:
    result = empty_home.run("scan", "nowhere")
    assert result.code == 1
    assert "nowhere: there is no such folder" in result.complaint


def test_what_is_no_music_is_skipped_with_its_reason(empty_home: Home) -> None:
    music = empty_home.music
    whole = song(music / "whole.flac", 1).read_bytes()
    (music / "half.flac").write_bytes(whole[: len(whole) // 2])
    (music / "start.flac").write_bytes(whole[:5000])
    (music / "text.mp3").write_text("not music\n" * 100)
    (music / "zero.ogg").touch()
    soundfile.write(music / "silent.wav", [[0.0]] * 0, RATE_HZ)
    (music / "folder.mp3").mkdir()
    (music / "gone.mp3").symlink_to("nowhere")
    told = empty_home.good("scan", "music")
    assert "1 tracks in the library" in told
    reasons = skipped(empty_home)
    assert reasons.keys() == {"half.flac", "start.flac", "text.mp3", "zero.ogg", "silent.wav",
                              "folder.mp3", "gone.mp3"}  # fmt: skip
    assert "cut short" in reasons["half.flac"]
    assert all(name in told for name in reasons)


def test_a_file_without_tags_has_the_name_of_its_file(empty_home: Home) -> None:
    song(empty_home.music / "Paper Harbor.flac", 1)
    empty_home.good("scan", "music")
    assert "Paper Harbor" in empty_home.good("plan", *SHORT, "--talk", "none")


NAMES = (b"new\nline.flac", b"-rf.flac", b"--help.flac", b"'\"$(touch x);.flac",
         "\u202eevil.flac".encode(), b"\x1b[31mred.flac", b"#a?b=%41.flac")  # fmt: skip
TITLES = ("{{ 7*7 }}{% for x in y %}", "[bold]x[/bold] \x1b[31mred\x07", "\u202egnp.exe",
          "T" * 100_000, "#EXTM3U\n/etc/passwd", "-->\n\n00:00.000 --> 99:99.000",
          "<script>alert(1)</script>")  # fmt: skip


def test_hostile_names_and_titles_make_a_clean_session(empty_home: Home) -> None:
    music = empty_home.music
    for number, (name, title) in enumerate(zip(NAMES, TITLES, strict=True)):
        song(music / os.fsdecode(name), number, title=title, artist=f"{title[:500]} & Co")
    (music / os.fsdecode(b"not-\xff-text.flac")).write_bytes(b"x")
    (music / os.fsdecode(b"not\nmusic\x1b[31m.mp3")).write_bytes(b"x")
    told = empty_home.good("scan", "music")
    assert "7 tracks in the library" in told
    assert len(skipped(empty_home)) == 2
    told += empty_home.good("plan", "--length", "4m", "--at", MOMENT, "--seed", "1", "--talk",
                            "lots", "--voice", "quiet", "-o", "session")  # fmt: skip
    told += empty_home.good("render", "session") + empty_home.good("why", "session")
    told += empty_home.good("library", "list") + empty_home.good("library", "issues")
    assert told.replace("\n", "").isprintable()
    assert session.verify(empty_home.place / "session") == ()
    said = " ".join(w.text for talk in session.read(empty_home.place / "session").script.breaks
                    for w in talk.wordings)  # fmt: skip
    assert "49" not in said
    assert "<script>" not in (empty_home.place / "session" / "chapters.vtt").read_text()
    playlist = (empty_home.place / "session" / "session.m3u8").read_text()
    assert "\n/etc/passwd" not in playlist


def test_a_track_of_half_an_hour_is_analysed_and_not_played(empty_home: Home) -> None:
    song(empty_home.music / "long.flac", 1, seconds=29 * 60, title="Endless", artist="A")
    songs(empty_home.music, 2)
    told = empty_home.good("scan", "music")
    assert "3 tracks in the library" in told
    assert "skipped" not in told
    assert "Endless" not in empty_home.good("plan", "--length", "5m", "--talk", "none")


def test_one_song_makes_a_session_shorter_than_asked(empty_home: Home) -> None:
    songs(empty_home.music, 1)
    empty_home.good("scan", "music")
    told = empty_home.good("make", "--length", "1h", "--voice", "quiet", "-o", "one")
    assert "1 song " in told
    assert "the show asks for 1:00:00" in told
    assert session.verify(empty_home.place / "one") == ()


def test_two_songs_of_one_artist_both_play_and_the_rule_that_gave_way_is_told(
    empty_home: Home,
) -> None:
    for number in range(2):
        song(empty_home.music / f"{number}.flac", number, title=f"Song {number}", artist="Duo")
    empty_home.good("scan", "music")
    told = empty_home.good("plan", "--length", "5m", "--talk", "none")
    assert "2 songs" in told
    assert "Songs of an artist lie 0 apart" in told


def test_the_files_of_the_music_are_never_touched(lived_in: Home) -> None:
    def stamps() -> dict[Path, tuple[int, int, bytes]]:
        return {path: (path.stat().st_mtime_ns, path.stat().st_size, path.read_bytes()[-64:])
                for path in sorted(lived_in.music.rglob("*"))}  # fmt: skip

    before = stamps()
    lived_in.make("session")
    lived_in.good("scan", "music")
    assert stamps() == before
