"""Two sentences that differ only in their names are one sentence."""

from dj.commentary.choose import is_alike, masked
from dj.model.script import Trace


def test_names_are_masked_where_their_traces_lie() -> None:
    traces = (Trace(word="next.title", text="Tide", start=8, source="tags"),)
    assert masked("This is Tide.", traces) == "this is □."


def test_the_same_frame_is_alike_and_another_is_not() -> None:
    assert is_alike("this is □ by □.", "this is □, by □.")
    assert not is_alike("this is □ by □.", "that was □ by □.")
    assert not is_alike("on we go.", "let's turn the page, with □ and □.")
