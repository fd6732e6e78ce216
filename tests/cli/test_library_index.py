import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from dj.cli.commands.library_index import told
from dj.lineup.neighbours.annoy import AnnoyBuilder
from dj.lineup.neighbours.exact import ExactBuilder
from dj.lineup.neighbours.report import reported
from dj.model.tonality import Key, Mode
from dj.testing import signals
from tests.acceptance.house import Home
from tests.lineup.worlds import vectors

ROWS = vectors(220, np.random.default_rng(0))


def test_an_index_tells_what_it_finds_and_what_has_changed_since(tmp_path: Path) -> None:
    AnnoyBuilder().build(ROWS[:200], tmp_path, 1)
    report = reported(AnnoyBuilder().build(ROWS[3:210], tmp_path, 1), 207)
    lines = list(told(report, 209, Path("vectors")))
    assert lines[0].endswith(", 10 fresh, 3 gone")
    assert lines[1] == "Songs     207 of 209 can be compared by sound"
    assert lines[2].startswith("Finds     9") or lines[2].startswith("Finds     100.0%")
    assert lines[2].endswith("(on 20 queries held out)")
    size = (next(tmp_path.glob("*.annoy"))).stat().st_size
    assert lines[3] == f"Size      {size / 1e6:,.1f} MB, {size / 200:,.0f} bytes a song"
    assert lines[-1] == "Since     10 songs came, 3 left; built anew from 20% on"


def test_an_exact_index_keeps_nothing() -> None:
    report = reported(ExactBuilder().build(ROWS, None, 1), 220)
    assert list(told(report, 220, Path("vectors"))) == [
        "Index     exact",
        "Songs     220 of 220 can be compared by sound",
        "Finds     every neighbour: it compares all songs",
    ]


def test_an_empty_library_is_told_what_to_do() -> None:
    report = reported(ExactBuilder().build(ROWS[:0], None, 1), 0)
    (line,) = told(report, 0, Path("vectors"))
    assert "dj scan FOLDER" in line


@pytest.mark.slow
def test_the_index_of_a_library_is_shown_as_typed(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.music.mkdir()
    made = signals.song(Key(tonic=2, mode=Mode.MINOR), np.random.default_rng(1), tempo_bpm=100.0,
                        duration_s=30.0).audio  # fmt: skip
    soundfile.write(home.music / "one.flac", made.samples, made.sample_rate_hz)
    home.good("scan", "music")
    assert "1 of 1 can be compared by sound" in home.good("library", "index")
    document = json.loads(home.good("library", "index", "--json"))
    assert (document["name"], document["songs"], document["rows"]) == ("exact", 1, 1)
