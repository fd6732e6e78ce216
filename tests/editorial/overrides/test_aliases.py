from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dj.editorial import Alias, Aliases, find_aliases, load_aliases, save_aliases
from dj.errors import ConfigError
from dj.model.names import fold

SALT = Alias(artist="Ana L.", title="Slat", track="3f9c2a17", label="Ana Lee - Salt")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def test_without_a_file_there_are_none() -> None:
    assert load_aliases(find_aliases()) == Aliases()


def test_a_new_file_lies_in_the_users_folder_or_beside_the_overrides(place: Path) -> None:
    assert save_aliases(Aliases(), [SALT]).parent == place / "config" / "dj-session"
    assert load_aliases(find_aliases()).entries == (SALT,)
    (place / "overrides.yaml").write_text("")
    assert save_aliases(Aliases(), [SALT]) == place / "aliases.yaml"


def test_an_alias_names_a_track_by_the_head_of_its_identity() -> None:
    ids = ["3f9c2a17" + "0" * 24, "4" * 32]
    assert Aliases(None, (SALT,)).tracks(ids) == {("ana l.", "slat"): ids[0]}
    assert Aliases(None, (SALT,)).tracks(["4" * 32]) == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- {artist: a, track: 3f9c2a17}", "line 1: object missing required field `title`"),
        ("\n- {artist: a, title: b, track: nothex}", "line 2: expected `str` matching regex"),
        ("- {artist: a, title: b, track: 3f9c2a17, x: 1}", "contains unknown field `x`"),
        ("- &a {artist: a}", "anchor"),
        ("just words", "expected `array`"),
        ("- {", "not valid YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line(place: Path, text: str, problem: str) -> None:
    (place / "aliases.yaml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_aliases(find_aliases())
    assert problem in str(caught.value)


def test_what_looks_like_a_number_is_text(place: Path) -> None:
    (place / "aliases.yaml").write_text("- {artist: 1979, title: No, track: 12345678}")
    (entry,) = load_aliases(find_aliases()).entries
    assert (entry.artist, entry.title, entry.track) == ("1979", "No", "12345678")


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=12), st.text(min_size=1, max_size=12))
def test_any_words_come_back_as_the_same_words(artist: str, title: str) -> None:
    if not fold(title):
        return
    alias = Alias(artist=artist, title=title, track="3f9c2a17")
    (entry,) = load_aliases(save_aliases(Aliases(), [alias])).entries
    assert entry.words == alias.words
