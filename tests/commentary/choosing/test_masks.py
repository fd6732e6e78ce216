"""Two sentences that differ only in their names are one sentence."""

from hypothesis import given
from hypothesis import strategies as st

from dj.commentary.choosing.masks import Frames, is_alike
from dj.model.script import Trace, Wording

PARTS = ["this", "that was", "next,", "by", "with", "and", "□", "a song.", "here's"]
SENTENCES = st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join)


def test_what_slots_said_is_masked_where_their_traces_lie() -> None:
    traces = (Trace(word="next.title", text="Tide", start=8, source="tags"),)
    said = Wording(line="x", variant=0, text="This is Tide.", traces=traces)
    assert said.frame == "this is □."


def test_the_same_frame_is_alike_and_another_is_not() -> None:
    assert is_alike("this is □ by □.", "this is □, by □.")
    assert not is_alike("this is □ by □.", "that was □ by □.")
    assert not is_alike("on we go.", "let's turn the page, with □ and □.")


@given(st.lists(SENTENCES, max_size=8), SENTENCES)
def test_the_quick_way_finds_what_comparing_each_finds(known: list[str], frame: str) -> None:
    frames = Frames(known[:4])
    for one in known[4:]:
        frames.add(one)
    assert frames.like(frame) == any(is_alike(frame, one) for one in known)
