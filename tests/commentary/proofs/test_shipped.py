"""The shipped packs are proven: all of them reached, nowhere silent, every text as written down."""

from pathlib import Path

import pytest

from dj.commentary import coverage, golden_changes, has_goldens, run_cases, sheets
from tests.commentary.sessions import HOUSE

PACKS = sorted({file.parents[1] for file in HOUSE.parent.glob("*/*/*.j2")})
each_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)

pytestmark = pytest.mark.slow


@each_pack
def test_the_matrix_and_the_cases_reach_every_variant_and_nearly_every_branch(pack: Path) -> None:
    found = coverage(pack)
    assert found.percent >= 95, found.missed
    assert found.variants_reached == found.variants


@each_pack
def test_there_is_something_to_say_in_every_situation(pack: Path) -> None:
    assert [sheet.gaps for sheet in sheets(pack)] == [()]


@each_pack
def test_the_cases_hold_and_every_text_is_as_written_down(pack: Path) -> None:
    assert run_cases(pack) == ()
    assert has_goldens(pack)
    assert golden_changes(pack) == ()
