from hypothesis import given
from hypothesis import strategies as st

from dj.editorial import resolved, settled
from dj.model.filter import Filter
from dj.model.pool import Pool, PoolOrder
from tests.editorial.pools.shelf import DAWN, DUSK, LIBRARY, LOUD, OTHER, SALT, named, pool


def test_around_a_show_editors_stand_for_what_they_named_and_their_bans_hold() -> None:
    pools = resolved(
        [pool(songs=(named("Bo", "Loud"), named("Cy", "Other")), filter=Filter(genres=("x",))),
         pool(name="q", title="Q", songs=(named("Bo", "Loud"),), never=(named("Cy", "Other"),))],
        LIBRARY, lambda _: frozenset({SALT.id}),
    )  # fmt: skip
    brief = settled(pools)
    assert brief.editors == {LOUD.id: "P"}
    assert brief.without == {OTHER.id}
    assert brief.only is None
    assert brief.notes[0].startswith("Editors' pool open: “P” by Rosa (p")


def test_a_pool_that_is_played_is_all_that_plays_and_another_editors_ban_still_holds() -> None:
    played, around = resolved(
        [pool(songs=(named("Bo", "Loud"), named("Cy", "Other"), named("No", "Body")),
              must=(named("Cy", "Other"),), order=PoolOrder.EDITOR),
         pool(name="q", title="Q", never=(named("Cy", "Other"),))], LIBRARY)  # fmt: skip
    brief = settled([around], played)
    assert brief.only == frozenset({LOUD.id})
    assert brief.order == (LOUD.id,)
    assert brief.must == frozenset()
    assert brief.editors == {LOUD.id: "P"}
    assert any("“No - Body”" in note for note in brief.notes)
    assert any("1 song that it names (1 of them under `must`) may not play: banned by “Q”" in note
               for note in brief.notes)  # fmt: skip


def test_a_listeners_order_is_left_to_the_planner() -> None:
    played = resolved([pool(songs=(named("Bo", "Loud"),))], LIBRARY)[0]
    assert settled([], played).order == ()


def test_an_editors_order_begins_and_ends_with_one_of_those_that_may() -> None:
    listed = (named("Bo", "Loud"), named("Cy", "Other"), named("Ana Lee", "Dawn"))
    ends = {"first": (named("Cy", "Other"), named("Ana Lee", "Dawn")), "last": listed[:1]}
    played = resolved([pool(songs=listed, order=PoolOrder.EDITOR, **ends)], LIBRARY)[0]
    assert settled([], played).order == (OTHER.id, DAWN.id, LOUD.id)
    away = resolved([pool(name="q", never=ends["first"][:1])], LIBRARY)
    assert settled(away, played).order == (DAWN.id, LOUD.id)


def test_a_song_that_another_pool_bans_is_told_with_that_pool() -> None:
    played, around = resolved(
        [pool(songs=(named("Bo", "Loud"), named("Cy", "Other"))),
         pool(name="q", title="Q", never=(named("Cy", "Other"),))], LIBRARY)  # fmt: skip
    notes = settled([around], played).notes
    assert any(note.startswith("1 song that it names may not play: banned by “Q” by Rosa (q")
               for note in notes)  # fmt: skip


SOME = st.lists(st.sampled_from([LOUD, OTHER, SALT, DAWN, DUSK]), max_size=4).map(
    lambda tracks: tuple(named(one.artist, one.title) for one in tracks)
)
POOLS = st.builds(
    lambda name, order, **lists: pool(name=name, order=order, **lists),
    name=st.sampled_from("abc"), order=st.sampled_from(PoolOrder),
    songs=SOME, must=SOME, never=SOME, first=SOME, last=SOME,
)  # fmt: skip


@given(around=st.lists(POOLS, max_size=3), played=POOLS)
def test_no_ban_is_ever_overridden_and_all_that_plays_is_of_the_pool(
    around: list[Pool], played: Pool
) -> None:
    opened = resolved([*around, played], LIBRARY)
    brief = settled(opened[:-1], opened[-1])
    banned = frozenset(track for one in opened for track in one.never)
    only = brief.only or frozenset()
    assert brief.without == banned
    assert only == frozenset(opened[-1].tracks) - banned
    assert brief.must | brief.first | brief.last | set(brief.order) | set(brief.editors) <= only
    if brief.order:
        assert not brief.first or brief.order[0] in brief.first
        assert not brief.last - set(brief.order[:1]) or brief.order[-1] in brief.last
    assert not brief.order or (set(brief.order) == only and len(brief.order) == len(only))
