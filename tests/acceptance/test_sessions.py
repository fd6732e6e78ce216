"""Sessions later: moved songs, damaged records, other voices, the same bytes again."""

import json
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dj import session
from tests.acceptance.house import MOMENT, SHORT, Home, songs

pytestmark = pytest.mark.slow

Record = dict[str, Any]


def record_of(home: Home) -> Record:
    found: Record = json.loads((home.place / "finished" / "session.json").read_text())
    return found


def first_song(home: Home) -> Path:
    path: str = record_of(home)["tracks"][0]["path"]
    return (home.place / "finished" / path).resolve()


def test_a_song_that_moved_is_found_again_after_a_scan(lived_in: Home) -> None:
    path = first_song(lived_in)
    path.rename(path.with_name("elsewhere.flac"))
    found = lived_in.run("verify", "finished")
    assert found.code == 5
    assert path.name in found.out
    result = lived_in.run("render", "finished")
    assert result.code == 1
    assert "is not there" in result.complaint
    assert "dj scan" in result.complaint
    lived_in.good("scan")
    lived_in.good("render", "finished")
    lived_in.good("verify", "finished")


def test_a_deleted_song_leaves_the_finished_mix_as_it_is(lived_in: Home) -> None:
    first_song(lived_in).unlink()
    mix = (lived_in.place / "finished" / "mix.flac").read_bytes()
    assert lived_in.run("render", "finished", "--format", "mp3").code == 1
    assert (lived_in.place / "finished" / "mix.flac").read_bytes() == mix
    assert not (lived_in.place / "finished" / "mix.mp3").exists()
    running = lived_in.start("preview", "finished", "--no-open")
    assert running.process.stdout is not None
    assert "Playing at http://127.0.0.1:" in running.process.stdout.readline()
    running.process.send_signal(signal.SIGINT)
    assert running.finish().code in (0, 130)


def test_music_on_a_drive_that_is_away_is_left_out_and_told(lived_in: Home) -> None:
    songs(lived_in.place / "other", 10)
    lived_in.good("scan", "other")
    lived_in.music.rename(lived_in.place / "away")
    result = lived_in.run("plan", "--length", "20m", "--talk", "none")
    assert result.code == 0
    assert "music is not there" in result.err
    lived_in.place.joinpath("other").rename(lived_in.place / "away too")
    nothing = lived_in.run("plan", "--talk", "none")
    assert nothing.code == 1
    assert "other is not there" in nothing.err


def test_a_lost_clip_is_spoken_again(finished: Home) -> None:
    clips = sorted((finished.place / "finished" / "clips").iterdir())
    clips[0].unlink()
    clips[1].write_bytes(b"damaged")
    assert finished.run("verify", "finished").code == 5
    finished.good("render", "finished")
    finished.good("verify", "finished")


def _unknown_song(record: Record) -> None:
    record["timeline"]["events"][0]["source_id"] = "zz"


def _fewer_songs(record: Record) -> None:
    record["tracks"].pop()


def _other_wording(record: Record) -> None:
    record["takes"][0]["wording"] = 77


def _no_rate(record: Record) -> None:
    record["timeline"]["sample_rate_hz"] = 0


def _before_the_start(record: Record) -> None:
    record["timeline"]["events"][0]["at_frame"] = -5


def _newer(record: Record) -> None:
    record["schema_version"] = 99


def _no_script(record: Record) -> None:
    record["script"]["breaks"] = []


def _seed_in_words(record: Record) -> None:
    record["seed"] = "seven"


DAMAGES = (_unknown_song, _fewer_songs, _other_wording, _no_rate, _before_the_start, _newer,
           _no_script, _seed_in_words)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_record_changed_by_hand_is_refused(
    finished: Home, damage: Callable[[Record], None]
) -> None:
    record = record_of(finished)
    damage(record)
    file = finished.place / "finished" / "session.json"
    file.write_text(json.dumps(record))
    assert finished.run("verify", "finished").code in (3, 5)
    for command in ("why", "export", "render"):
        result = finished.run(command, "finished")
        assert (result.code, result.out) == (3, "")
        assert "finished" in result.complaint
    assert json.loads(file.read_text()) == record


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\x00\xff", b"[" * 100_000])
def test_a_file_that_is_no_record_is_refused(empty_home: Home, content: bytes) -> None:
    (empty_home.place / "session.json").write_bytes(content)
    result = empty_home.run("verify", "session.json")
    assert (result.code, result.out) == (3, "")
    assert "session.json: " in result.complaint


def test_a_record_cannot_steer_the_terminal(finished: Home) -> None:
    record = record_of(finished)
    record["title"] = record["tracks"][0]["title"] = "\x1b[31mred\u202e\r\n"
    record["tracks"][0]["path"] = "../music/\x1b[31m\n"
    record["mix"] = record["files"][0]["path"] = "\x1b]0;x\x07"
    (finished.place / "finished" / "session.json").write_text(json.dumps(record))
    told = finished.run("verify", "finished").out + finished.good("why", "finished")
    assert told.replace("\n", "").isprintable()


def test_a_plan_becomes_the_session_it_promised(home: Home) -> None:
    paper = home.good("plan", *SHORT, "--voice", "quiet", "-o", "session")
    planned = session.read(home.place / "session")
    home.good("verify", "session")
    home.good("render", "session", "--format", "flac")
    made = session.read(home.place / "session")
    assert [t.id for t in made.tracks] == [t.id for t in planned.tracks]
    assert made.script == planned.script
    assert all(track.title in paper for track in made.tracks)
    assert session.verify(home.place / "session") == ()


def test_without_talk_nothing_is_said(home: Home) -> None:
    assert "0 talk breaks" in home.make("session")
    made = session.read(home.place / "session")
    assert made.takes == ()
    assert not made.disclosure.synthetic_voice


def test_a_voice_whose_engine_is_missing_gives_a_session_without_voice(home: Home) -> None:
    house = Path(__file__).parents[2] / "voices" / "quiet.yaml"
    mute = re.sub(r"(?m)^name:.*", "name: mute", house.read_text("utf-8"))
    (home.place / "voices").mkdir()
    (home.place / "voices" / "mute.yaml").write_text(mute.replace("silent", "nosuch"), "utf-8")
    told = home.good("make", *SHORT, "--voice", "mute", "-o", "session")
    assert "'nosuch' cannot be used" in told
    assert "goes on without a voice" in told
    home.good("verify", "session")


def test_a_length_beyond_the_library_plays_it_all_and_says_so(home: Home) -> None:
    told = home.good("plan", "--length", "12h", "--talk", "none")
    assert "8 songs" in told
    assert "the show asks for 12:00:00" in told


@pytest.mark.engine
def test_the_same_wishes_give_the_same_bytes(home: Home, tmp_path: Path) -> None:
    """In two processes, two folders, two libraries, and a second time in the same folder."""
    other = Home(tmp_path / "other")
    other.place.mkdir()
    root = next(Path(line["path"]).parent for line in
                json.loads(home.good("library", "list", "--json"))["tracks"])  # fmt: skip
    other.good("scan", root)
    command = ("make", "--length", "2m", "--at", MOMENT, "--seed", "5", "--talk", "lots",
               "--format", "flac")  # fmt: skip
    made = []
    for who, folder in ((home, "a"), (other, "b"), (home, "a")):
        who.good(*command, "-o", tmp_path / folder)
        made.append([(tmp_path / folder / name).read_bytes() for name in
                     ("session.json", "mix.flac")])  # fmt: skip
    assert made[0] == made[1] == made[2]


def test_another_seed_gives_another_programme(home: Home) -> None:
    plans = {home.good("plan", "--length", "3m", "--at", MOMENT, "--seed", seed) for seed in (1, 2)}
    assert len(plans) == 2
