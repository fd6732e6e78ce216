"""A listener asks for more or less of a kind of talk, and takes it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dj import steering
from dj.errors import ConfigError
from dj.library import Store
from dj.model.controls import Controls


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def test_a_kind_is_asked_for_and_left_to_the_show_again(store: Store) -> None:
    said = steering.set_talk(store, "me", "time_check", "never")
    assert said.talk_kinds == {"time_check": 0.0}
    assert store.controls("me") == said
    assert store.controls("you") == Controls()
    assert steering.set_talk(store, "me", "time_check", "usual") == Controls()


@pytest.mark.parametrize(("kind", "amount", "says"), [
    ("weather", "more", "no kind of talk 'weather'"),
    ("both", "lots", "'lots' is no amount"),
    ("opening", "never", "the opening stays"),
])  # fmt: skip
def test_what_cannot_be_asked_for_is_told(store: Store, kind: str, amount: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        steering.set_talk(store, "me", kind, amount)
