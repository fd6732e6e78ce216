"""A line is taken off the air, and the sessions that hold it are named."""

import json

import pytest

from tests.acceptance.house import Home

pytestmark = pytest.mark.slow


def test_the_session_that_holds_a_withdrawn_line_is_named_and_stays_as_it_is(
    finished: Home,
) -> None:
    record = finished.place / "finished" / "session.json"
    before = record.read_bytes()
    wording = json.loads(before)["script"]["breaks"][0]["wordings"][0]
    name = f"{wording['line']}#{wording['variant']}"
    withdraw = ("prompts", "withdraw", name, "--by", "Ann")
    told = finished.good(*withdraw).splitlines()
    assert told[0].startswith(f"withdrawn  {name}  ")
    assert told[-2:] == ["1 session made before holds it:", f"  {finished.place / 'finished'}"]
    assert record.read_bytes() == before

    finished.good("prompts", "approve", name, "--by", "Ben")
    again = json.loads(finished.good(*withdraw, "--json"))
    assert [entry["content"] for entry in again["withdrawn"]] == [wording["content"]]
    assert again["sessions"] == [str(finished.place / "finished")]
