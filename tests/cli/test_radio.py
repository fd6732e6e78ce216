"""`dj radio`, `dj mixes` and `--show autoplay`, as typed."""

import json
from dataclasses import replace

import numpy as np
import pytest

from dj import analysis
from dj.library.store import FileRow, Stamp, Store
from tests.acceptance.house import Home
from tests.lineup.programmes.halls import hall

pytestmark = pytest.mark.slow

AT = ("--at", "2026-11-24T08:00", "--talk", "none")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A library of 300 songs that are in no folder of its own: nothing is scanned."""
    place = Home(tmp_path_factory.mktemp("radio"))
    place.music.mkdir()
    with Store.open(place.place / "data" / "dj-session") as store:
        for number, one in enumerate(hall(300, 60)):
            path = place.music / f"{number}.flac"
            path.touch()
            track = replace(one.track, path=path)
            row = FileRow(path=str(path), stamp=Stamp(size=0, mtime_ns=1, reader=1), outcome=track)
            store.save_files([row])
            words = np.random.default_rng(number).integers(1, 2**32, size=970, dtype=np.uint32)
            store.save_analysis(replace(
                one.analysis, analysers=analysis.versions(), fingerprint=words,
                levels_lufs=np.full(1500, -12.0, np.float32),
                energy_curve=np.full(150, one.analysis.energy, np.float32),
            ))  # fmt: skip
    return place


def test_a_radio_corrects_a_name_and_goes_on_without_repeats(home: Home) -> None:
    result = home.run("radio", "tag:jaz", "--plan", "--length", "15m", "--out", "first", *AT)
    assert result.code == 0
    assert "'jaz' is read as the tag Jazz." in result.err
    ask = ("radio", "--after", "first", "--plan", "--length", "15m", "--json", *AT)
    found = json.loads(home.good(*ask))
    first = json.loads((home.place / "first" / "session.json").read_text())
    before = {track["id"] for track in first["tracks"]}
    assert not before & {track["id"] for track in found["session"]["tracks"]}
    assert found["session"]["asked"]["seeds"] == [{"kind": "tag", "name": "Jazz"}]
    assert set(found["session"]["asked"]["after"]) == before


def test_a_radio_from_nothing_says_what_to_write(home: Home) -> None:
    result = home.run("radio")
    assert result.code == 3
    assert "artist:NAME" in result.complaint


def test_autoplay_goes_on_unless_it_is_turned_off(home: Home) -> None:
    home.good("radio", "tag:jazz", "--plan", "--length", "10m", "--out", "jazz", *AT)
    ask = ("plan", "--show", "autoplay", "--after", "jazz", "--length", "10m", *AT)
    assert home.good(*ask).startswith("Autoplay")
    home.good("listener", "switch", "autoplay", "off")
    result = home.run(*ask)
    assert "dj listener switch autoplay on" in result.complaint
    assert result.code == 3
    home.good("listener", "switch", "autoplay", "on")


def test_mixes_are_listed_and_one_is_played(home: Home) -> None:
    text = home.good("mixes", *AT[:2])
    found = json.loads(home.good("mixes", *AT[:2], "--json"))["mixes"]
    assert len(found) >= 4
    assert all(mix["name"] in text for mix in found)
    assert max(map(len, text.splitlines())) <= 80
    ask = ("plan", "--show", "made-for-you", "--length", "15m", *AT, "--json", "--mix")
    made = json.loads(home.good(*ask, found[0]["title"]))["session"]
    assert {track["id"] for track in made["tracks"]} <= set(found[0]["tracks"])
    assert made["title"].endswith(found[0]["title"])
    assert found[1]["name"] in home.run(*ask, "polka").complaint
