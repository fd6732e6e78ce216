"""`dj prompts draft` on a song of the library, as typed."""

import json
from pathlib import Path

import pytest

from tests.acceptance.house import Home, song
from tests.commentary.drafts.serving import Server, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """One song, of which its producer is known; and a pack with one line."""
    place = Home(tmp_path_factory.mktemp("draft"))
    song(place.music / "one.flac", 1, title="Harbour", artist="Ana")
    place.good("scan", "music")
    for name, source in (("Ines Calder", "Notes | p. 3 | One"), ("zyx", "Notes | p. 4 | Two")):
        status = "approved" if name != "zyx" else "draft"
        place.good("facts", "add", "producer", name, "--track", "harbour", "--source", source,
                   "--id", f"id-{status}", "--status", status)  # fmt: skip
    line = place.place / "prompts" / "mine" / "opening" / "plain.j2"
    line.parent.mkdir(parents=True)
    line.write_text("---\nsituation: opening\nstatus: draft\n---\nHere we go.\n")
    return place


def test_the_songs_usable_facts_reach_the_model_and_its_draft_waits(home: Home) -> None:
    with serving(Server()) as server:
        server.says(json.dumps(["{{ next.producer }} produced this. {{ next.title }}."]))
        told = home.good("prompts", "draft", "front_announce", "--track", "harbour",
                         "--endpoint", server.url, "--pack", "mine")  # fmt: skip
        (asked,) = server.asked
    data = asked["messages"][1]["content"].removeprefix("```json\n").removesuffix("\n```")
    assert json.loads(data) == {
        "next.title": "Harbour", "next.artist": "Ana", "next.producer": "Ines Calder",
    }  # fmt: skip
    assert "draft    {{ next.producer }} produced this." in told
    (file,) = Path(home.place, "prompts", "mine", "front_announce").rglob("*.j2")
    assert "status: draft" in file.read_text()


def test_no_words_and_no_server_are_told_in_a_line(home: Home) -> None:
    bare = home.run("prompts", "draft", "opening", "--endpoint", "http://127.0.0.1:9/v1")
    assert bare.code == 2
    gone = home.run("prompts", "draft", "front_announce", "--track", "harbour",
                    "--endpoint", "http://127.0.0.1:9/v1", "--pack", "mine")  # fmt: skip
    assert "no answer" in gone.complaint
