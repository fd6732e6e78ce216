"""A23 and A25: what an editor writes is in the next session and on record; docs/shows.md holds."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dj import editorial
from dj.lineup import check_show
from tests.acceptance.house import MOMENT, Home, song

PAGE = Path(__file__).parents[2] / "docs" / "shows.md"
NAMES = ("Amber", "Birch", "Cedar", "Dawn", "Ember", "Fern", "Grain", "Hazel")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def _scanned(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("editors"))
    for number, name in enumerate(NAMES):
        song(home.music / f"{name}.flac", number, artist=f"Artist {name}", title=name, genre="Jazz")
    home.good("scan", "music")
    return home


@pytest.fixture
def home(_scanned: Home, tmp_path: Path) -> Home:
    shutil.copytree(_scanned.place / "data", tmp_path / "data")
    return Home(tmp_path)


def named(*names: str) -> str:
    return ", ".join(f"{{artist: artist {name}, title: {name.upper()}}}" for name in names)


def write(home: Home, name: str, text: str) -> None:
    path = home.place / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def planned(home: Home, *options: object) -> dict[str, Any]:
    told = home.good("plan", "--length", "3m", "--at", MOMENT, "--json", *options)
    found: dict[str, Any] = json.loads(told)["session"]
    return found


def titles(session: dict[str, Any]) -> list[str]:
    return [track["title"] for track in session["tracks"]]


POOL = "name: mine\ntitle: Mine\neditor: Rosa\nnote: {}\norder: editor\nsongs: [{}]\n{}\n"


def test_a_pool_plays_in_the_editors_order_without_what_is_missing(home: Home) -> None:
    songs = named("Fern", "Amber", "Nowhere", "Cedar")
    write(home, "assets/pools/mine.yaml", POOL.format("first", songs, ""))
    session = planned(home, "--pool", "mine")
    assert titles(session) == ["Fern", "Amber", "Cedar"]
    assert {slot["decision"]["editors"] for slot in session["lineup"]["slots"]} == {"Mine"}
    notes = " ".join(session["notes"])
    assert "Editors' pool played: “Mine” by Rosa (mine " in notes
    assert "artist Nowhere - NOWHERE" in notes
    shown = home.good("pool", "show", "mine")
    assert "artist Nowhere - NOWHERE (not in this library, or banned)" in shown


def test_an_editors_change_is_in_the_next_session_and_on_record(home: Home) -> None:
    pool = POOL.format("the first one", named("Fern"), f"never: [{named('Amber', 'Birch')}]")
    write(home, "assets/pools/mine.yaml", pool)
    before = planned(home)
    write(home, "assets/pools/mine.yaml", pool.replace("the first one", "Birch is back").replace(
        ", {artist: artist Birch, title: BIRCH}", ""))  # fmt: skip
    after = planned(home, "--length", "6m")
    assert not {"Amber", "Birch"} & set(titles(before))
    assert "Amber" not in titles(after)
    assert "Birch" in titles(after)
    log = json.loads(home.good("pool", "log", "--json"))
    assert [(one["editor"], one["note"]) for one in log["changes"]] == [
        ("Rosa", "the first one"), ("Rosa", "Birch is back"),
    ]  # fmt: skip
    home.good("pool", "log", "--expect", log["head"])
    path = home.place / "data" / "dj-session" / "editors.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Birch is back", b"Birch was out"))
    assert home.run("pool", "log").code == 5


def test_an_override_is_explained_by_whoever_made_it(home: Home) -> None:
    write(home, "overrides.yaml", "artists: [{name: Artist Amber, ban: true}]")
    assert "Amber" not in titles(planned(home, "--length", "6m"))
    home.good("pool", "record", "--editor", "Ines", "--note", "they asked", "overrides")
    assert "Ines: they asked" in home.good("pool", "log")


def test_an_explanation_without_words_is_not_recorded(home: Home) -> None:
    told = home.run("pool", "record", "--editor", " ", "--note", "they asked")
    assert told.code == 3
    assert "--editor: holds no words" in told.complaint


def test_a_ban_is_above_another_editors_must(home: Home) -> None:
    write(home, "overrides.yaml", "artists: [{name: Artist Amber, ban: true}]")
    pool = POOL.format("x", named("Amber", "Fern"), f"must: [{named('Amber')}]")
    write(home, "assets/pools/mine.yaml", pool)
    session = planned(home, "--pool", "mine")
    assert titles(session) == ["Fern"]
    assert any("cannot play here" in note for note in session["notes"])


def test_the_week_makes_its_show(home: Home) -> None:
    write(home, "assets/pools/mine.yaml", POOL.format("x", named("Fern", "Dawn"), ""))
    week = "week: [{days: [fri], from: 07:00, until: 08:00, show: editorial, pool: mine, {}]\n"
    write(home, "schedule.yaml", week.replace("{}", "talk: none, length: 2m}"))
    assert "editorial, pool mine" in home.good("schedule")
    assert "until Fri 08:00" in home.good("schedule", "now", "--at", MOMENT)
    home.good("schedule", "check")
    told = home.good("plan", "--scheduled", "--at", MOMENT, "--json")
    session = json.loads(told)["session"]
    assert (session["show"], titles(session)) == ("editorial", ["Fern", "Dawn"])
    assert home.run("plan", "--scheduled", "--at", "2026-05-01T12:00").code == 3


def test_a_show_begins_as_a_copy_and_a_slip_in_it_is_told(home: Home) -> None:
    path = Path(home.good("show", "new", "mine").splitlines()[0])
    assert "mine" in home.good("show", "list")
    home.good("show", "check")
    path.write_text(path.read_text("utf-8").replace("songs: 4", "songs: 40", 1), "utf-8")
    found = home.run("show", "check", "--format", "github")
    assert found.code == 5
    assert "title=SHW005" in found.out
    assert home.run("plan", "--show", "mine").code == 3


def test_the_examples_of_the_page_are_sound(tmp_path: Path) -> None:
    examples = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    checks: dict[str, Callable[[Path], object]] = {
        "songs: 12": check_show,
        "editor:": editorial.check_pool,
        "week:": lambda path: editorial.check_schedule(path, lambda _: ""),
    }
    assert len(examples) == len(checks)
    for example in examples:
        name = re.search(r"^name: (\S+)", example, re.MULTILINE)
        path = tmp_path / f"{name[1] if name else 'schedule'}.yaml"
        path.write_text(example, "utf-8")
        assert next(check for sign, check in checks.items() if sign in example)(path) == ()
