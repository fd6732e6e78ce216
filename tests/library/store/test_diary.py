from datetime import timedelta
from pathlib import Path

from dj.library.store import Store
from dj.model.script import Wording
from tests.library.store.conftest import NOON


def said(text: str, variant: int = 0) -> Wording:
    return Wording(line="front_announce/tempo", variant=variant, text=text)


def test_lines_are_remembered_in_the_order_they_were_said(store: Store) -> None:
    store.add_session("b", Path("/s/b"), NOON, [said("two"), said("three", 1)])
    store.add_session("a", Path("/s/a"), NOON - timedelta(days=1), [said("one")])
    lines = store.recent_lines(NOON - timedelta(days=30))
    assert [line.text for line in lines] == ["one", "two", "three"]
    assert lines[2] == said("three", 1)


def test_lines_said_before_the_moment_are_left_out(store: Store) -> None:
    store.add_session("a", Path("/s/a"), NOON - timedelta(days=31), [said("old")])
    store.add_session("b", Path("/s/b"), NOON, [said("new")])
    assert store.recent_lines(NOON - timedelta(days=30)) == (said("new"),)


def test_a_session_made_again_replaces_its_lines(store: Store) -> None:
    store.add_session("a", Path("/s/a"), NOON, [said("one"), said("two")])
    store.add_session("a", Path("/s/a"), NOON, [said("three")])
    assert store.recent_lines(NOON) == (said("three"),)
    assert store.sessions() == (("a", Path("/s/a"), NOON),)


def test_state_is_set_changed_and_forgotten(store: Store) -> None:
    assert store.state("zone") is None
    store.set_state("zone", "Europe/Paris")
    store.set_state("zone", "UTC")
    assert store.state("zone") == "UTC"
    store.set_state("zone", None)
    assert store.state("zone") is None


def test_a_session_is_forgotten_with_what_was_said_in_it(store: Store) -> None:
    store.add_session("a", Path("/s/a"), NOON, [said("one"), said("two")])
    store.add_session("b", Path("/s/b"), NOON, [said("three")])
    assert [line.text for line in store.lines_of("a")] == ["one", "two"]
    store.forget_sessions(["a", "never made"])
    assert store.lines_of("a") == ()
    assert store.recent_lines(NOON) == (said("three"),)
    assert [name for name, _, _ in store.sessions()] == ["b"]


def test_what_is_remembered_already_is_not_written_again(store: Store) -> None:
    store.set_state("key", "value")
    with store.one_change():
        before = store._db._connection.total_changes
        store.set_state("key", "value")
        store.set_state("other", None)
        assert store._db._connection.total_changes == before
    store.set_state("key", None)
    assert store.state("key") is None
