from hypothesis import given
from hypothesis import strategies as st

from dj.session import chapters, one_line
from dj.testing.examples import manifest


@given(st.text(max_size=400))
def test_a_title_is_whole_or_cut_between_characters(title: str) -> None:
    (mark,) = chapters(manifest([title]))
    whole = one_line(f"Somebody - {title}")
    assert len(mark.title.encode()) <= 255
    assert mark.title == whole or (
        mark.title.endswith("…") and whole.startswith(mark.title.removesuffix("…"))
    )


def test_a_long_title_uses_the_room_there_is() -> None:
    (mark,) = chapters(manifest(["長" * 300]))
    assert 245 <= len(mark.title.encode()) <= 255
