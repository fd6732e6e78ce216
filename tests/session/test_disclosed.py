from dataclasses import fields, replace

import pytest

from dj.session.captions import disclosure
from dj.session.disclosed import disclosed, promotion
from dj.testing.examples import manifest


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The host's voice is synthetic (silent 1). Promotion: none."),
        ("de-AT", "Die Stimme der Moderation ist synthetisch (silent 1). Werbung: keine."),
        ("es-419", "La voz que presenta es sintética (silent 1). Promoción: ninguna."),
        ("fi", "The host's voice is synthetic (silent 1). Promotion: none."),
    ],
)
def test_a_voice_is_disclosed_in_the_language_it_speaks(language: str, said: str) -> None:
    record = manifest()
    spoken = replace(record, script=replace(record.script, language=language))
    assert disclosure(spoken) == said


@pytest.mark.parametrize("language", ["de", "es"])
def test_no_sentence_is_left_in_english(language: str) -> None:
    words, english = disclosed(language), disclosed("en")
    assert not [f.name for f in fields(words) if getattr(words, f.name) == getattr(english, f.name)]


def test_what_is_promoted_is_told_as_it_was_written() -> None:
    assert promotion(disclosed("de"), "one song") == "Werbung: one song."
