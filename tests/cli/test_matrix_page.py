"""The page of the matrix can be read by everybody, and nothing on it is obeyed."""

from html.parser import HTMLParser

from dj.cli.diff_page import page as diff_page
from dj.cli.matrix_page import page
from dj.commentary import Difference, Sheet
from dj.commentary.proofs.sheet import Cell
from dj.model.script import BreakKind

HOSTILE = '<script>alert("1")</script>&\u202e\x07'
CELL = Cell(situation="opening", kind=BreakKind.OPENING, line="opening/x", variant=0,
            text=HOSTILE, seconds=1.25, status="said")  # fmt: skip
SHEET = Sheet(
    pack="own", locale="en", situations=("opening", "late & night"),
    kinds=(BreakKind.OPENING, BreakKind.TIME_CHECK), cells=(CELL,),
    gaps=(("late & night", BreakKind.TIME_CHECK),),
)  # fmt: skip
_VOID = {"meta", "br", "link"}


class Page(HTMLParser):
    """Follows a page: tags must nest, and their attributes are kept."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_every_table_has_a_caption_and_every_head_a_scope() -> None:
    found = Page(page([SHEET]))
    assert found.open == []
    assert len(found.all("caption")) == len(found.all("table")) == 3
    assert {head["scope"] for head in found.all("th")} == {"col", "row"}
    assert found.all("html")[0]["lang"] == "en"
    assert found.all("title")


def test_the_page_stands_alone_and_needs_no_script() -> None:
    text = page([SHEET])
    found = Page(text)
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in found.tags}
    assert all(str(link["href"]).startswith("#") for link in found.all("a"))
    anchors = {attributes["id"] for attributes in found.all("h2")}
    assert {str(link["href"])[1:] for link in found.all("a")} == anchors
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_a_hostile_title_is_shown_as_it_is() -> None:
    text = page([SHEET])
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;\\u202e\\x07" in text
    assert "late &amp; night" in text
    both = diff_page("<a>", "b", [Difference(line="opening/x", situation="opening",
                                            before=HOSTILE, after="Hello.")])  # fmt: skip
    assert "<script" not in both
    assert "From &lt;a&gt; to b" in both
    assert Page(both).open == []


def test_what_is_empty_stands_out_in_words() -> None:
    text = page([SHEET])
    assert '<td class="number bad">none</td>' in text
    assert "time_check: no line can be said here." in text
