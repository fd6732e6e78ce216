"""Options that name nothing: one line, the right exit code, and nothing written."""

import pytest

from tests.acceptance.house import Home

pytestmark = pytest.mark.slow

NOT_VALID = {
    "show": ("plan", "--show", "nope"),
    "show outside its folder": ("plan", "--show", "../../pyproject"),
    "show that is nothing": ("plan", "--show", ""),
    "voice": ("make", "--voice", "nope"),
    "format": ("make", "--format", "aiff"),
    "talk": ("plan", "--talk", "much"),
    "length": ("plan", "--length", "soon"),
    "no length": ("plan", "--length", "0"),
    "length that is nothing": ("plan", "--length", ""),
    "length of days": ("plan", "--length", "99h"),
    "moment": ("plan", "--at", "yesterday"),
    "hour": ("plan", "--at", "25:99"),
    "year before clocks": ("plan", "--at", "0001-01-01T00:00"),
    "last year of all": ("plan", "--at", "9999-12-31T23:59"),
    "listener": ("--listener", "../me", "plan"),
    "pack": ("prompts", "check", "nope"),
}
USAGE = {
    "command": ("frobnicate",),
    "option": ("plan", "--frob"),
    "seed below 0": ("plan", "--seed", "-1"),
    "seed in words": ("plan", "--seed", "seven"),
    "session": ("verify", "nowhere"),
    "port": ("preview", ".", "--port", "99999", "--no-open"),
    "file to import": ("import", "nowhere.jsonl"),
    "kind of picture": ("plan", "--picture", "plan.gif"),
}


@pytest.mark.parametrize("arguments", NOT_VALID.values(), ids=NOT_VALID)
def test_a_wrong_name_is_told_in_one_line(empty_home: Home, arguments: tuple[str, ...]) -> None:
    result = empty_home.run(*arguments)
    assert (result.code, result.out) == (3, "")
    assert result.complaint
    assert list(empty_home.place.iterdir()) == []


@pytest.mark.parametrize("arguments", USAGE.values(), ids=USAGE)
def test_wrong_usage_says_how_it_is_used(empty_home: Home, arguments: tuple[str, ...]) -> None:
    result = empty_home.run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "Error: " in result.err
    assert list(empty_home.place.iterdir()) == []


@pytest.mark.parametrize("command", ["verify", "render", "preview", "why", "export"])
def test_a_folder_without_a_session_is_named(empty_home: Home, command: str) -> None:
    result = empty_home.run(command, ".")
    assert result.code == 3
    assert "session.json: cannot be read" in result.complaint


def test_control_characters_in_an_option_do_not_reach_the_terminal(empty_home: Home) -> None:
    result = empty_home.run("plan", "--show", "a\x1b[31mb\u202e")
    assert result.code == 3
    assert result.complaint.isprintable()


def test_an_unknown_format_to_export_writes_nothing(finished: Home) -> None:
    before = finished.session_files("finished")
    result = finished.run("export", "finished", "--to", "cue", "--to", "nothing")
    assert result.code == 3
    assert "'nothing'" in result.complaint
    assert finished.session_files("finished") == before


def test_a_song_number_beyond_the_programme_is_told(finished: Home) -> None:
    result = finished.run("why", "finished", "99")
    assert result.code == 3
    assert "The songs are 1 to " in result.complaint


def test_a_huge_seed_is_a_seed(home: Home) -> None:
    plan = ("plan", "--length", "1m", "--seed", 10**40, "--talk", "none", "-o", "huge")
    assert str(10**40) in home.good(*plan)
    assert home.good("why", "huge", "1")
