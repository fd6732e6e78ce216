"""What a listener decides on the command line, and what it does."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.acceptance.house import MOMENT, Home

pytestmark = pytest.mark.slow

PLAN = ("plan", "--length", "3m", "--at", MOMENT, "--seed", "1", "--voice", "quiet", "--json")


def titles(home: Home, *options: str) -> list[str]:
    plan = json.loads(home.good(*PLAN, *options))
    return [track["title"] for track in plan["session"]["tracks"]]


def rows(home: Home) -> str:
    """Everything in the library, as text."""
    with sqlite3.connect(home.place / "data" / "dj-session" / "library.db") as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    return dump


def test_each_command_says_what_it_did_and_how_to_undo_it(home: Home) -> None:
    before = titles(home)
    banned = home.good("listener", "ban", before[0])
    assert banned.startswith(f"Banned Artist {before[0].split()[1]} - {before[0]}") or (
        before[0] in banned)  # fmt: skip
    artist = f"Artist {int(before[1].split()[1]) % 6}"
    home.good("listener", "ban", "--artist", artist.upper())
    left = titles(home)
    assert before[0] not in left
    assert before[1] not in left
    listed = home.good("listener", "controls")
    undo = [line.split("(dj ")[1].rstrip(")") for line in listed.splitlines() if "(dj " in line]
    assert len(undo) == 2
    for command in undo:
        home.good(*command.replace("'", "").split(" ", 3))
    assert titles(home) == before
    assert "Nothing is banned" in home.good("listener", "controls")


def test_words_about_songs_take_a_number_in_a_session_too(finished: Home) -> None:
    made = json.loads((finished.place / "finished" / "session.json").read_text())
    said = json.loads(finished.good("listener", "dislike", "2", "--session", "finished", "--json"))
    assert list(said["controls"]["disliked"]) == [made["tracks"][1]["id"]]
    assert said["undo"].startswith("dj listener dislike ")
    rest = json.loads(finished.good("listener", "not-now", "1", "--session", "finished",
                                    "--for", "2w", "--json"))  # fmt: skip
    assert list(rest["controls"]["resting"]) == [made["tracks"][0]["id"]]


def test_a_private_session_leaves_the_library_as_it_was(home: Home) -> None:
    home.good("listener", "private", "on")
    before = rows(home)
    file = (home.place / "data" / "dj-session" / "library.db").read_bytes()
    home.good("make", "--length", "2m", "--at", MOMENT, "--seed", "1", "-o", "secret",
              "--format", "flac")  # fmt: skip
    assert rows(home) == before
    assert (home.place / "data" / "dj-session" / "library.db").read_bytes() == file
    assert not list((home.place / "cache").rglob("takes/**/*.wav"))
    made = json.loads((home.place / "secret" / "session.json").read_text())
    assert "Private session: the library keeps no record of it." in made["notes"]
    assert made["takes"]
    report = home.good("report", "secret", "1", "My secret words")
    assert "the note itself was not kept" in report
    assert "secret words" not in rows(home)
    home.good("listener", "private", "off")
    home.good("make", "--length", "2m", "--at", MOMENT, "--seed", "2", "-o", "open",
              "--format", "flac")  # fmt: skip
    assert "open" in rows(home)


def test_why_and_why_not_agree_with_the_session(finished: Home) -> None:
    why = json.loads(finished.good("why", "finished", "--json"))
    for slot in why["slots"]:
        decision = slot["decision"]
        assert abs(sum(decision["signals"].values()) - decision["score"]) < 1e-6
    made = json.loads((finished.place / "finished" / "session.json").read_text())
    played = {track["title"] for track in made["tracks"]}
    title = next(f"Song {n}" for n in range(8) if f"Song {n}" not in played)
    absent = json.loads(finished.good("why-not", title, "finished", "--json"))["why"]
    assert absent["gate"] == "outscored"
    assert absent["rival"] in {track["id"] for track in made["tracks"]}
    finished.good("listener", "ban", title)
    assert "you banned this song" in finished.good("why-not", title, "finished")
    plays = finished.good("why-not", made["tracks"][0]["title"], "finished")
    assert f"It plays: song 1 of {len(played)}" in plays
    unknown = finished.run("why-not", "Sung 3")
    assert unknown.code != 0
    assert "The nearest are" in unknown.err


def test_what_a_listener_bans_cannot_be_put_into_a_session_by_hand(finished: Home) -> None:
    made = json.loads((finished.place / "finished" / "session.json").read_text())
    played = {track["title"] for track in made["tracks"]}
    title = next(f"Song {n}" for n in range(8) if f"Song {n}" not in played)
    finished.good("listener", "ban", title)
    refused = finished.run("edit", "finished", "--replace", "1", "--with", title)
    assert refused.code != 0
    assert "may not play: you banned this song" in refused.complaint


def test_a_plan_made_again_lets_go_of_what_was_banned_since(finished: Home) -> None:
    made = json.loads((finished.place / "finished" / "session.json").read_text())
    last = made["tracks"][-1]
    finished.good("edit", "finished", "--lock", str(len(made["tracks"])))
    finished.good("listener", "ban", last["title"])
    finished.good("edit", "finished", "--replan")
    after = json.loads((finished.place / "finished" / "session.json").read_text())
    assert last["id"] not in {track["id"] for track in after["tracks"]}
    assert any("you banned this song" in note for note in after["notes"])


def test_words_stand_in_the_captions_when_the_voice_is_off(home: Home) -> None:
    home.good("listener", "switch", "voice", "off")
    home.good("make", "--length", "2m", "--at", MOMENT, "--seed", "1", "-o", "shown",
              "--format", "flac")  # fmt: skip
    made = json.loads((home.place / "shown" / "session.json").read_text())
    captions = (home.place / "shown" / "captions.vtt").read_text()
    assert captions.count("-->") >= 2
    assert not (home.place / "shown" / "clips").exists() or not list(
        (home.place / "shown" / "clips").glob("*opening*"))  # fmt: skip
    assert not [event for event in made["timeline"]["events"] if event["kind"] == "speech"]
    assert made["disclosure"]["synthetic_voice"] is False
    assert home.good("verify", "shown")
    home.good("render", "shown")
    assert (home.place / "shown" / "captions.vtt").read_text() == captions


def test_all_data_goes_out_comes_back_and_goes_for_good(home: Home, tmp_path: Path) -> None:
    history = tmp_path / "history.jsonl"
    history.write_text("".join(
        json.dumps({"listened_at": 1_767_225_600 + 4000 * n, "track_metadata": {
            "artist_name": f"Artist {n % 6}" if n % 3 else "Zyxomark",
            "track_name": f"Song {n % 6}",
            "additional_info": {"duration_played": 30}}}) + "\n"
        for n in range(120)
    ))  # fmt: skip
    home.good("import", history)
    home.good("listener", "exclude", "--from", "2026-01-02", "--to", "2026-01-03")
    home.good("make", "--length", "2m", "--at", MOMENT, "--seed", "1", "-o", "made", "--voice",
              "quiet", "--format", "flac")  # fmt: skip
    wanted = titles(home)
    exported = json.loads(home.good("listener", "export", "mine", "--json"))
    assert exported["counts"]["listens"] == 120
    listed = home.good("listener", "delete", "--all")
    assert "Nothing is deleted yet" in listed
    deleted = home.good("listener", "delete", "--all", "--yes", "--prove", "Zyxomark")
    assert "still holds" not in deleted
    assert not (home.place / "made").exists()
    back = json.loads(home.good("listener", "restore", "mine", "--json"))
    assert back["new"]["listens"] == 120
    assert titles(home) == wanted
    assert "left out" in home.good("listener", "controls")


def test_a_wrong_play_is_corrected(home: Home, tmp_path: Path) -> None:
    history = tmp_path / "history.jsonl"
    history.write_text(json.dumps({"listened_at": 1_767_225_600, "track_metadata": {
        "artist_name": "Wrongly", "track_name": "Scrobbled"}}))  # fmt: skip
    home.good("import", history)
    said = home.good("listener", "correct", "2026-01-01T00:00:00Z", "--as", "Song 3")
    assert "was Wrongly - Scrobbled, is Artist 3 - Song 3" in said
    assert "Scrobbled" not in rows(home)
    home.good("listener", "correct", "2026-01-01T00:00:00Z", "--never")
    gone = home.run("listener", "correct", "2026-01-01T00:00:00Z", "--never")
    assert "no plays began then" in gone.complaint


@pytest.mark.parametrize(("command", "says"), [
    (("dial", "talk", "2"), "from 0 to 1"),
    (("switch", "voice", "maybe"), "neither on nor off"),
    (("switch", "adverts", "on"), "no switch"),
    (("ban", "--artist", "--tag", "x"), "not both"),
    (("allow", "Song 1"), "no ban"),
    (("not-now", "Song 1", "--for", "soon"), "not a while"),
    (("exclude",), "one way"),
    (("exclude", "--from", "yesterday"), "not a moment"),
    (("include", "4"), "no exclusion 4"),
    (("delete",), "which part"),
    (("correct", "2026-01-01", "--never"), "no plays"),
    (("restore", "."), "is not what"),
    (("pick",), "nothing is picked"),
    (("private", "perhaps"), "neither on nor off"),
    (("family", "perhaps"), "neither on nor off"),
], ids=lambda one: " ".join(one) if isinstance(one, tuple) else "")  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_line(
    home: Home, command: tuple[str, ...], says: str
) -> None:
    refused = home.run("listener", *command)
    assert refused.code != 0
    assert says in refused.complaint
