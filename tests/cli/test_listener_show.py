"""`dj listener show` and `dj listener year`, as typed."""

import json
from pathlib import Path

import pytest

from tests.acceptance.house import Home, song

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two songs and a hundred and twenty plays of them in 2026, some of what is not there."""
    place = Home(tmp_path_factory.mktemp("show"))
    song(place.music / "one.flac", 1, title="Harbour", artist="Ana", genre="folk")
    song(place.music / "two.flac", 2, title="Ridge", artist="Bo", genre="rock")
    place.good("scan", "music")
    names = [("Ana", "Harbour"), ("Bo", "Ridge"), ("Cy", "Elsewhere")]
    rows = [
        {"listened_at": 1_767_250_800 + 40_000 * n,
         "track_metadata": {"artist_name": names[n % 3][0], "track_name": names[n % 3][1]}}
        for n in range(120)
    ]  # fmt: skip
    export = place.place / "log.jsonl"
    export.write_text("".join(json.dumps(row) + "\n" for row in rows))
    place.good("import", export)
    return place


def test_it_tells_what_is_known_and_how(home: Home) -> None:
    text = home.good("listener", "show", "--at", "2026-05-01T08:00")
    for words in ("120 of 30 seconds or more", "67 % are of songs in your library", "UTC",
                  "Ana (40)", "folk (40)", "no data of similar listeners",
                  "the length of 40 plays is not known"):  # fmt: skip
        assert words in text
    assert "\x1b" not in text


def test_the_document_has_the_same_and_more(home: Home) -> None:
    found = json.loads(home.good("listener", "show", "--at", "2026-05-01T08:00", "--json",
                                 DJ_TIME_ZONE="Asia/Tokyo"))  # fmt: skip
    assert (found["listens"], found["matched"], found["plays"]) == (120, 80, 120)
    assert (found["time_zone"], found["time_zone_inferred"]) == ("Asia/Tokyo", False)
    assert (found["similar"], found["profiled"]) == (False, True)
    assert sum(map(sum, found["hours"])) == 120
    assert found["dials"] == {"discovery": 0.5, "diversity": 0.5, "talk": 0.5, "familiarity": 0.5}


def test_a_year_is_counted_and_an_unfinished_one_says_so(home: Home) -> None:
    text = home.good("listener", "year", "2026", "--at", "2026-05-01T08:00")
    for words in (
        "2026 so far",
        "every number may grow",
        "120 of 30 seconds",
        "they may have been",
    ):
        assert words in text
    found = json.loads(home.good("listener", "year", "2026", "--at", "2027-02-01T08:00", "--json"))
    assert (found["complete"], found["plays"], found["new_artists"]) == (True, 120, 3)
    assert [one["name"] for one in found["artists"]] == ["Ana", "Bo", "Cy"]
    assert "none" in home.good("listener", "year", "1999")


def test_without_a_profile_no_listening_is_shown(home: Home) -> None:
    home.good("listener", "profile", "off")
    try:
        text = home.good("listener", "show")
        assert "off: your history is not read" in text
        assert "Ana" not in text
        assert json.loads(home.good("listener", "year", "2026", "--json"))["plays"] == 0
    finally:
        home.good("listener", "profile", "on")


def test_what_is_excluded_is_left_out_and_said(home: Home) -> None:
    home.good("listener", "exclude", "--source", "listenbrainz")
    try:
        found = json.loads(home.good("listener", "show", "--at", "2026-05-01T08:00", "--json"))
        assert (found["plays"], found["left_out"]) == (0, 120)
    finally:
        home.good("listener", "include", "1")


def test_a_picture_is_drawn_beside_the_text(home: Home) -> None:
    pytest.importorskip("matplotlib", reason="the extra [pictures] is not installed")
    text = home.good("listener", "show", "--picture", "me.svg", "--at", "2026-05-01T08:00")
    assert "Picture: me.svg" in text
    assert "<desc" in Path(home.place / "me.svg").read_text("utf-8")
    refused = home.run("listener", "show", "--picture", "me.bmp")
    assert (refused.code, ".svg or .png" in refused.err) == (2, True)
