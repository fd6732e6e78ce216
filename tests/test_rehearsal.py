"""A line tried in a session: what it says there, on what it rests, and why not now."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dj.errors import ConfigError
from dj.library import Store
from dj.model.manifest import Manifest
from dj.model.rehearsal import Rehearsed
from dj.model.script import Wording
from dj.rehearsal import rehearsed
from dj.session import Planned, build
from tests.steering.shelves import furnished, planned, request

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rehearsal")


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        yield from furnished(folder, patch)


@pytest.fixture(scope="module")
def plan(store: Store, folder: Path) -> Planned:
    return planned(store, folder, minutes=10, talk="lots")


@pytest.fixture(scope="module")
def made(plan: Planned, folder: Path) -> Manifest:
    return build(plan, folder / "out")


def rehearse(
    store: Store, made: Manifest, folder: Path, line: str, join: int | None = None
) -> list[Rehearsed]:
    asked = request(folder, minutes=10, talk="lots")
    return list(rehearsed(store, asked, made, line, join=join))


def test_names_are_those_of_the_session_and_have_their_facts(
    store: Store, made: Manifest, folder: Path
) -> None:
    found = rehearse(store, made, folder, "front_announce/names", join=2)
    assert found
    for one in found:
        assert made.tracks[1].title in one.text
        assert one.seconds > 0.5
        titles = [trace for trace in one.traces if trace.word == "next.title"]
        assert [trace.text for trace in titles] == [made.tracks[1].title]
        assert any(fact.value == made.tracks[1].title for fact in one.facts.values())


def test_what_does_not_hold_is_told_with_the_word(
    store: Store, made: Manifest, folder: Path
) -> None:
    found = rehearse(store, made, folder, "anniversary/names", join=2)
    assert found
    assert all("next.anniversary does not hold: it is not known here" in one.not_now
               for one in found)  # fmt: skip


def test_a_line_that_was_just_said_rests_and_says_since_when(
    store: Store, plan: Planned, made: Manifest, folder: Path
) -> None:
    line = next(one for one in rehearse(store, made, folder, "front_announce/names", join=2)
                if not one.not_now)  # fmt: skip
    said = Wording(line=line.line, variant=line.variant, text=line.text, traces=line.traces,
                   pack=plan.persona.prompt_pack)  # fmt: skip
    assert line.not_now == ()
    store.add_session("before", folder, plan.at - timedelta(days=1), [said], listener="me")
    again = rehearse(store, made, folder, "front_announce/names", join=2)[line.variant]
    store.forget_sessions(["before"])
    assert any(why.startswith("it rests: said on 2026-04-30") for why in again.not_now)


def test_without_a_join_it_is_tried_wherever_it_can_stand(
    store: Store, made: Manifest, folder: Path
) -> None:
    songs = len(made.tracks)
    assert {one.join for one in rehearse(store, made, folder, "opening/plain")} == {1}
    assert {one.join for one in rehearse(store, made, folder, "sign_off/plain")} == {songs + 1}
    between = rehearse(store, made, folder, "front_announce/names")
    assert {one.join for one in between} == set(range(2, songs + 1))


def test_a_line_or_join_that_is_not_there_is_an_error_that_helps(
    store: Store, made: Manifest, folder: Path
) -> None:
    with pytest.raises(ConfigError, match="no sound line"):
        rehearse(store, made, folder, "front_announce/nothing")
    with pytest.raises(ConfigError, match="no sound line"):
        rehearse(store, made, folder, "nothing/at_all")
    with pytest.raises(ConfigError, match="cannot stand at join 99"):
        rehearse(store, made, folder, "front_announce/names", join=99)
