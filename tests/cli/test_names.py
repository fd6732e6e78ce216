"""Which names are said: the listener's level, an editor's look at one title, the library's list."""

import json

import pytest

from dj.cli.commands.library_names import _judged
from dj.cli.commands.listener_names import name_level
from dj.cli.commands.prompts_title import title
from dj.errors import ConfigError
from dj.model.spoken import Manner, NameLevel
from dj.speech.text.lexicon import Lexicon

EMPTY = Lexicon(entries={})


def test_a_level_that_is_none_is_refused_with_those_there_are() -> None:
    assert name_level("open", "x") is NameLevel.OPEN
    with pytest.raises(ConfigError, match="no level 'loud'"):
        name_level("loud", "x")


def test_an_editor_sees_each_step_and_why_a_title_is_not_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    title("Holy Shit (Live at the Mill)\x1b[2J", json=False)
    shown = capsys.readouterr().out
    assert "without remarks   Holy Shit" in shown
    assert "not said:         strong word of the list 'en', as written." in shown
    assert "\x1b" not in shown


def test_a_machine_gets_the_same_with_the_word_that_was_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    title("Holy Shit", level="open", json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["text"] == told["voice"] == "Holy Shit"
    title("Holy Shit", json=True)
    assert json.loads(capsys.readouterr().out)["doubt"]["word"] == "shit"


def test_a_name_of_the_library_is_listed_with_the_worst_that_is_wrong_with_it() -> None:
    assert _judged("next.title", "Holy Shit", Manner(), EMPTY) == (
        "not said", "strong word of the list 'en', as written.")  # fmt: skip
    lost = _judged("next.artist", "花火", Manner(), EMPTY)
    assert lost == (
        "not readable by this voice",
        "the voice says 'an artist name written in another script'.",
    )
    assert _judged("next.title", "Niebla", Manner(language="es"), EMPTY) is None
