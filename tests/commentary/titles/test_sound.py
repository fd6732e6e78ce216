"""Spellings that sound alike share a key, other words do not."""

import pytest

from dj.commentary.titles.sound import sound


@pytest.mark.parametrize(
    ("one", "other"),
    [("phunk", "funk"), ("kween", "queen"), ("nite", "nyte"), ("boyz", "boys"), ("tuff", "tuf"),
     ("sista", "sister"), ("kool", "cool"), ("rox", "rocks"), ("gangsta", "gangster"),
     ("antique", "antik")],
)  # fmt: skip
def test_what_sounds_alike_shares_a_key(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hop", "hope"), ("funk", "fink"), ("count", "cunning"), ("sheet", "shed"), ("duck", "deck"),
     ("full", "fuel"), ("beach", "batch"), ("think", "tink")],
)  # fmt: skip
def test_one_vowel_or_consonant_tells_words_apart(one: str, other: str) -> None:
    assert sound(one) != sound(other)
