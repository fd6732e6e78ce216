"""Two programmes beside each other, on any terminal."""

import pytest

from dj.cli.side_by_side import side_by_side
from dj.model.whatif import Alternative, Difference, Played
from dj.units import TrackId

A, B, C = (
    Played(position=n, track_id=TrackId(name), label=label, score=1.0, signals={"style": 1.0})
    for n, (name, label) in enumerate(
        [("a", "Ana - Coast"), ("b", "Bo - Ridge"), ("c", "Cy - Sea")]
    )
)
FOUND = Alternative(
    without=("hour",), seed=1, other_seed=1, before=(A, B), after=(A, C),
    differs=Difference(places=0.5, songs=0.5), by_chance=Difference(places=0.5, songs=0.25),
    seeds_tried=3, notes=("Only then: it rained.",),
)  # fmt: skip
TOLD = """\
    As it is                              Without hour
 1  Ana - Coast                           the same
 2  Bo - Ridge                            Cy - Sea

1 of 2 places hold another song (50%); one song would not play, 1 would come (50%).
By chance alone, with 3 other seeds: 50% of places, 25% of songs.
Would not play:
  Bo - Ridge: score 1.00 (style +1.00)
Would play:
  Cy - Sea: score 1.00 (style +1.00)
Note: Only then: it rained.
"""


def told(found: Alternative, capsys: pytest.CaptureFixture[str]) -> str:
    side_by_side(found)
    return capsys.readouterr().out


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_both_programmes_and_what_lies_between_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(FOUND, capsys) == TOLD


def test_what_changes_no_more_than_chance_is_said_to(capsys: pytest.CaptureFixture[str]) -> None:
    weak = Alternative(without=("saves",), seed=1, other_seed=1, before=(A, B), after=(B, A),
                       differs=Difference(places=1.0, songs=0.0),
                       by_chance=Difference(places=0.9, songs=0.1), seeds_tried=1)  # fmt: skip
    assert "no song would not play, none would come (0%)" in told(weak, capsys)
    none = Alternative(without=("saves",), seed=1, other_seed=1, before=(A, B), after=(A, B),
                       differs=Difference(places=0.0, songs=0.0),
                       by_chance=Difference(places=0.9, songs=0.1), seeds_tried=1)  # fmt: skip
    assert "with another seed" in told(none, capsys)
    assert "It changes nothing here." in told(none, capsys)


def test_titles_neither_break_the_columns_nor_steer_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    hostile = Played(position=0, track_id=TrackId("h"), label="\x1b[31mred\n東京" + "x" * 200,
                     score=1.0)  # fmt: skip
    text = told(Alternative(seed=1, other_seed=7, before=(hostile, A), after=(A,),
                            differs=Difference(places=1.0, songs=0.5)), capsys)  # fmt: skip
    assert "\x1b" not in text
    assert "With seed 7" in text
    row = text.splitlines()[1]
    assert "…  Ana - Coast" in row
    assert text.splitlines()[2].endswith("  -")
