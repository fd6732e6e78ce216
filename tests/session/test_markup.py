from xml.etree.ElementTree import Element, fromstring

from hypothesis import given
from hypothesis import strategies as st

from dj.session import one_line
from dj.session.markup import add, document


@given(st.text(max_size=60))
def test_any_text_on_one_line_comes_back(text: str) -> None:
    root = Element("root")
    add(root, "child", one_line(text), {"name": one_line(text)})
    again = fromstring(document(root))  # noqa: S314 - our own text
    assert (again.findtext("child") or "") == one_line(text)
    assert all(child.get("name") == one_line(text) for child in again)


def test_an_empty_text_adds_nothing() -> None:
    root = Element("root")
    add(root, "child", "")
    assert list(root) == []
