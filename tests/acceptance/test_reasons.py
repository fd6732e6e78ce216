"""Why, why not, and what if: as typed."""

import json

import pytest

from tests.acceptance.house import MOMENT, Home

pytestmark = pytest.mark.slow


def test_l06_every_song_is_told_with_its_reasons_and_shares(finished: Home) -> None:
    text = finished.good("why", "finished")
    made = json.loads((finished.place / "finished" / "session.json").read_text())
    assert text.count("   Because ") == len(made["tracks"])
    assert text.count(f"among {made['lineup']['considered']} songs that were weighed") == len(
        made["tracks"])  # fmt: skip
    assert finished.good("why", "finished", "1").startswith(f"1. {made['tracks'][0]['artist']}")


def test_a45_a_session_made_by_a_command_is_the_same_when_planned_again(finished: Home) -> None:
    assert finished.good("why", "finished", "--replay").startswith(
        "Planned again now, it is the same to the last byte")  # fmt: skip
    made = json.loads((finished.place / "finished" / "session.json").read_text())
    finished.good("listener", "ban", made["tracks"][1]["title"])
    text = finished.good("why", "finished", "--replay")
    assert "of its places would hold another song" in text
    assert "It is barred: you banned this song." in text
    told = json.loads(finished.good("why", "finished", "--replay", "--json"))
    assert told["same_songs"] is False
    assert told["replay"]["same_bytes"] is False


def test_a_session_without_a_profile_is_judged_by_its_own_listener(home: Home) -> None:
    home.good("listener", "profile", "off")
    home.good("plan", "--length", "2m", "--at", MOMENT, "--seed", "1", "--talk", "none",
              "-o", "nobody")  # fmt: skip
    made = json.loads((home.place / "nobody" / "session.json").read_text())
    assert made["listener"] == ""
    home.good("--listener", "other", "listener", "ban", made["tracks"][0]["title"])
    assert home.good("why", "nobody", "--replay").startswith(
        "Planned again now, it is the same to the last byte")  # fmt: skip


def test_a_session_and_a_request_can_be_had_without_something(finished: Home) -> None:
    text = finished.good("what-if", "finished", "--without", "hour", "--seeds", "1")
    assert text.splitlines()[0].split() == ["As", "it", "is", "Without", "hour"]
    assert "By chance alone, with another seed:" in text
    told = json.loads(finished.good("what-if", "--at", MOMENT, "--length", "2m", "--seed", "1",
                                    "--without", "style", "--without", "neighbours",
                                    "--seeds", "0", "--json"))  # fmt: skip
    assert told["what_if"]["without"] == ["neighbours", "style"]
    assert all("style" not in song["signals"] for song in told["what_if"]["after"])
    assert len(told["gone"]) <= len(told["what_if"]["before"])


@pytest.mark.parametrize(("arguments", "says"), [
    ((), "nothing is to be otherwise"),
    (("--without", "moon"), "no 'moon' to take away"),
    (("finished", "--without", "hour", "--seed", "3"), "has its own show, length, moment and seed"),
], ids=["nothing", "unknown", "both"])  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_line(
    finished: Home, arguments: tuple[str, ...], says: str
) -> None:
    refused = finished.run("what-if", *arguments)
    assert refused.code == 3
    assert says in refused.complaint


def test_a_listener_changes_the_hours_in_a_file_of_their_own(finished: Home) -> None:
    def target() -> float:
        plan = json.loads(finished.good("plan", "--length", "2m", "--at", MOMENT, "--seed", "1",
                                        "--talk", "none", "--json"))  # fmt: skip
        return float(plan["session"]["lineup"]["slots"][0]["energy_target"])

    usual = target()
    own = finished.place / "config" / "dj-session" / "assets" / "hours.yaml"
    own.parent.mkdir(parents=True)
    calm = ["0" if hour in {6, 7, 8} else "1" for hour in range(24)]
    own.write_text(f"weekday: [{', '.join(calm)}]\nweekend: [{', '.join(calm)}]\n")
    assert target() < usual - 0.05
    own.write_text("weekday: [1, 2]\n")
    refused = finished.run("plan", "--length", "2m")
    assert refused.code == 3
    assert "hours.yaml:1:" in refused.complaint
