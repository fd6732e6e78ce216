"""A few sessions of real music, rendered, taken apart and measured by others' meters.

`python -m benchmarks.mixes` measures fifty; here are few, so only what must hold in each is asked.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from benchmarks.listening.reading import Reading
from benchmarks.listening.requirements import REQUIREMENTS, Requirement
from benchmarks.listening.sessions import World
from benchmarks.mixes import rows, sessions
from dj.library import Store

pytestmark = [pytest.mark.real, pytest.mark.engine, pytest.mark.slow]

NUMBERS = (1, 2)
MINUTES = 6.0
MUSTS = [need for need in REQUIREMENTS if need.wanted and not need.of_many]


@pytest.fixture(scope="module")
def findings(
    store: Store, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Sequence[Reading]]:
    if not shutil.which("ffmpeg"):
        pytest.skip("ffmpeg is not installed")
    work: Path = tmp_path_factory.mktemp("mixes")
    world = World(name="real", data=store.folder, listener="me", sung={}, beats={})
    return dict(sessions([world], NUMBERS, work, MINUTES))


@pytest.mark.parametrize("need", MUSTS, ids=lambda need: f"{need.measure}, {need.statistic}")
def test_a_mix_of_real_music_meets_its_requirements(
    findings: Mapping[str, Sequence[Reading]], need: Requirement
) -> None:
    found = next((row for row in rows(findings) if _is(row, need)), None)
    if found is None:
        pytest.skip("none of these sessions has such a moment")
    assert found["holds"], found


def test_the_sessions_are_measured_from_all_sides(
    findings: Mapping[str, Sequence[Reading]],
) -> None:
    measured = {reading.measure for readings in findings.values() for reading in readings}
    assert {
        "words on vocals, as analysed", "voice over music in 3 to 6 LU, 3 s", "dead air",
        "ending cut short", "overlap beyond the show's limit", "song out of place",
        "file out of place", "jump at an edge", "loudness off its target",
    } <= measured  # fmt: skip


def _is(row: Mapping[str, object], need: Requirement) -> bool:
    return (row["measure"], row["statistic"]) == (need.measure, need.statistic)
