from datetime import timedelta
from pathlib import Path

from dj.library.store import Store
from dj.model.ledger import Said
from dj.model.script import Wording
from tests.library.store.conftest import NOON


def said(text: str, variant: int = 0) -> Wording:
    return Wording(line="front_announce/tempo", variant=variant, text=text, pack="house",
                   content=f"content of {text}")  # fmt: skip


def heard(store: Store, listener: str = "me", days: float = 100.0) -> list[tuple[str, str]]:
    ledger = store.said(listener, NOON + timedelta(days=days))
    return [(one.session, one.frame) for one in ledger]


def test_what_was_said_is_remembered_in_order_with_all_that_tells_it_apart(store: Store) -> None:
    store.add_session("b", Path("/s/b"), NOON, [said("Two"), said("three", 1)], listener="me")
    store.add_session("a", Path("/s/a"), NOON - timedelta(days=1), [said("one")], listener="me")
    assert heard(store) == [("a", "one"), ("b", "two"), ("b", "three")]
    assert store.said("me")[2] == Said(
        session="b", at=NOON, line="front_announce/tempo", variant=1, pack="house",
        content="content of three", frame="three")  # fmt: skip


def test_a_session_for_the_same_moment_or_later_is_not_in_the_way(store: Store) -> None:
    store.add_session("a", Path("/s/a"), NOON, [said("now")], listener="me")
    assert heard(store, days=0) == []


def test_another_listeners_sessions_do_not_count_and_old_ones_count_for_all(store: Store) -> None:
    store.add_session("a", Path("/s/a"), NOON, [said("theirs")], listener="them")
    store.add_session("b", Path("/s/b"), NOON, [said("whose")])
    assert heard(store) == [("b", "whose")]


def test_a_long_ledger_gives_its_latest_lines(store: Store) -> None:
    store.add_session("a", Path("/s/a"), NOON, [said(f"{n}") for n in range(9)], listener="me")
    assert [one.frame for one in store.said("me", None, 2)] == ["7", "8"]


def test_a_session_made_again_replaces_its_lines(store: Store) -> None:
    store.add_session("a", Path("/s/a"), NOON, [said("one"), said("two")])
    store.add_session("a", Path("/s/a"), NOON, [said("three")])
    assert heard(store) == [("a", "three")]
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
    assert heard(store) == [("b", "three")]
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


def test_a_planned_folder_is_on_record_and_nothing_of_it_counts_as_said(store: Store) -> None:
    for _ in range(2):
        store.add_folder(Path("/s/a"), NOON, "me")
    ((name, path, at),) = store.sessions()
    assert (path, at) == (Path("/s/a"), NOON)
    assert name.startswith("plan:")
    assert heard(store) == []
    assert store.sessions(made=True) == ()


def test_a_plan_that_is_made_has_one_record(store: Store) -> None:
    store.add_folder(Path("/s/a"), NOON, "me")
    store.add_session("a", Path("/s/a"), NOON, [said("one")], listener="me")
    store.add_folder(Path("/s/a"), NOON, "me")
    assert store.sessions() == (("a", Path("/s/a"), NOON),)
    assert heard(store) == [("a", "one")]
