"""A greeting that leaves open what speaks is found before it is heard."""

from pathlib import Path

import pytest

from dj.commentary.checks.disclosing import disclosing
from dj.commentary.checks.tried import preview_pack
from dj.commentary.lines import read_pack
from tests.commentary.proofs.small_pack import add

WHOLE = "I'm {{ host.name }}, a synthetic voice with words by editors."
CAPTION = "Editors wrote what you read here."


def found(folder: Path, *greetings: str) -> list[str]:
    pack = add(folder, "opening/x", *greetings, needs="")
    return [
        f"{one.code} {one.where}" for one in disclosing(preview_pack(pack), read_pack(pack).lines)
    ]


def test_a_greeting_that_says_what_speaks_is_sound_and_so_is_a_caption(tmp_path: Path) -> None:
    assert found(tmp_path, WHOLE, CAPTION) == []


@pytest.mark.parametrize("silent", [
    "Welcome to {{ show.title }}.",
    "I'm {{ host.name }}, a synthetic voice.",
    '{% if clock.part == "night" %}Editors, and a synthetic voice.{% else %}Hello.{% endif %}',
])  # fmt: skip
def test_one_that_does_not_in_any_one_situation_is_found(tmp_path: Path, silent: str) -> None:
    assert found(tmp_path, WHOLE, silent) == ["TPL033 opening/x.j2:8"]


def test_captions_alone_leave_a_voice_without_a_greeting(tmp_path: Path) -> None:
    assert found(tmp_path, CAPTION) == ["TPL033 opening/"]
    (told,) = disclosing(preview_pack(tmp_path), read_pack(tmp_path).lines)
    assert str(told) == ("opening/: TPL033 no greeting in 'en' without needs is for a voice. "
                         "Add one that says what speaks.")  # fmt: skip
