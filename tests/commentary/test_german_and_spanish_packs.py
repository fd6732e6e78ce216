"""What the German and the Spanish pack owe a native listener, counted from the files."""

import re
from collections import Counter
from pathlib import Path

import pytest

from dj.commentary.lines import read_pack
from tests.commentary.sessions import HOUSE

HAUS = HOUSE.parent / "haus"
CASA = HOUSE.parent / "casa"
SLOT = re.compile(r"\{\{.*?\}\}")
FORMAL = re.compile(r"(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b|\beuer")
"""German for a stranger, or for many: the host speaks to one listener, and says du."""
IBERIAN = re.compile(
    r"\b(?:ustede?s?|vosotr[oa]s|vuestr[oa]s?|os)\b|\w(?:áis|éis)\b", re.IGNORECASE
)
"""Spanish for a stranger, or as in Spain."""
BEI_DIR = re.compile(r"\b(?:sonar|sonó|suena|volvió|nunca) contigo|contigo (?:nunca|suena|sonó)")
"""Songs that sound "with you": German "bei dir" in Spanish words."""
AFTER_A_NAME = re.compile(
    r"(?<!von )(?<!de )\{\{ (?:next|prev)\.artist \}\} "
    r"(?:nennt|hat|ist|war|spielt|singt|tiene|es|fue|canta|graba)\b"
)
"""A verb whose subject is a name of which nobody knows whether it is one person or a band."""


def _found(pack: Path, fault: re.Pattern[str]) -> list[str]:
    return [line.where for line in read_pack(pack).lines if fault.search(line.source)]


def test_lena_says_du() -> None:
    assert not _found(HAUS, FORMAL)


def test_alma_says_tu_as_in_latin_america() -> None:
    assert not _found(CASA, IBERIAN)
    assert not _found(CASA, BEI_DIR)


@pytest.mark.parametrize("pack", [HAUS, CASA], ids=["haus", "casa"])
def test_no_verb_has_to_agree_with_an_artist(pack: Path) -> None:
    assert not _found(pack, AFTER_A_NAME)


@pytest.mark.parametrize("pack", [HAUS, CASA], ids=["haus", "casa"])
def test_lines_that_give_a_reason_do_not_all_begin_alike(pack: Path) -> None:
    given = [line for line in read_pack(pack).lines if line.front.reason]
    starts = Counter(" ".join(SLOT.sub("_", line.source).split()[:2]) for line in given)
    assert max(starts.values()) <= 4, starts.most_common(3)
