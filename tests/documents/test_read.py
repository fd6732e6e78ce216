from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.documents import Count, Kind, Limits, OneOf, Pattern, Range, in_yaml, read, refuse
from dj.errors import ConfigError


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    size: int
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    name: str
    from_: str = ""
    parts: tuple[Part, ...] = ()
    pair: tuple[float, float] | None = None
    weights: dict[str, float] = field(default_factory=dict)
    day: date | None = None
    colour: Colour = Colour.RED
    loud: bool | None = None


LIMITS: Limits = {
    "name": Pattern(r"[a-z]+", "small letters"),
    "parts": Count(most=3, of="parts"),
    "parts[].size": Range(least=1, most=9, unit="centimetres"),
    "parts[].word": OneOf("word", lambda: ("", "no", "22:00")),
}


def found(folder: Path, text: str | bytes) -> tuple[File | None, list[str]]:
    path = folder / "file.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    document = read(path, File, LIMITS, "TST")
    return document.value, [str(one).removeprefix(str(path)) for one in document.findings]


def test_text_stays_text_whatever_yaml_would_make_of_it(tmp_path: Path) -> None:
    value, findings = found(
        tmp_path, "name: no\nfrom: 22:00\nparts: [{size: 3, word: no}, {size: 4, word: 22:00}]"
    )
    assert findings == []
    assert value == File(name="no", from_="22:00", parts=(Part(size=3, word="no"),
                                                         Part(size=4, word="22:00")))  # fmt: skip


def test_every_mistake_is_told_at_once_each_in_its_place(tmp_path: Path) -> None:
    value, findings = found(
        tmp_path,
        """
name: A1
nmae: b
parts:
  - {size: 30}
  - {size: x, colour: red}
  - {word: other}
  - {size: 1}
pair: [1]
day: 2026-13-01
loud: yes
""",
    )
    assert value is None
    assert [one.split(": ", 2)[:2] for one in findings] == [
        [":2:1", "name"], [":3:1", "nmae"], [":5:6", "parts[0].size"], [":6:6", "parts[1].size"],
        [":6:15", "parts[1].colour"], [":7:5", "parts[2]"], [":7:6", "parts[2].word"],
        [":9:1", "pair"], [":10:1", "day"], [":11:1", "loud"],
    ]  # fmt: skip
    assert "Did you mean 'name'?" in findings[1]


def test_what_a_switch_is_turned_off_with_weighs_nothing(tmp_path: Path) -> None:
    value, findings = found(tmp_path, "name: a\nweights: {a: off, b: 0.5}")
    assert value is not None
    assert not findings
    assert value.weights == {"a": 0.0, "b": 0.5}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no fields"),
        ("name: &a b", "anchor"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "anchor"),
        ("name: !!python/object/apply:os.getcwd []", "tag"),
        ("[" * 2000, "nested too deep"),
        ("name: [a", "not valid YAML"),
        ("name: a\n\tb: c", "not valid YAML"),
        (b"name: \xff\xfe\xfa", "not valid YAML"),
        (b"name: \x00", "not valid YAML"),
        ("- a", "must be fields with values, not a list"),
        ("name: a\nname: b", "is written twice"),
        ("name: a\n? [b]\n: c", "a key that is not a word"),
        ('name: "a\\eb"', "must be plain text"),
        ("name:", "must be plain text of at most 4000 characters, not nothing"),
        ("name: [a]", "must be plain text of at most 4000 characters, not a list"),
        (f"name: {'a' * 5000}", "at most 4000"),
        ("name: a\nparts: [{size: 0x1f}]", "must be a whole number, not '0x1f'"),
        ("name: a\nparts: [{size: 1}, {size: 1}, {size: 1}, {size: 1}]", "0 to 3 parts, not 4"),
        ("name: a\npair: [.inf, 1]", "must be a number, not '.inf'"),
        (f"name: a\npair: [{'9' * 5000}, 1]", "must be a number"),
        ("name: a\ncolour: green", "must be one of red, blue, not 'green'"),
        ("x: 4", "the field `name` is missing"),
    ],
)  # fmt: skip
def test_a_hostile_or_broken_file_is_refused_in_words(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    value, findings = found(tmp_path, text)
    assert value is None
    assert any(said in one for one in findings), findings


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    _, findings = found(tmp_path, b"#" * (5 << 20))
    assert "larger than 4 MB" in findings[0]


def test_a_file_with_thousands_of_mistakes_is_told_about_a_hundred_times(tmp_path: Path) -> None:
    _, findings = found(tmp_path, "name: a\n" + "".join(f"x{n}: 1\n" for n in range(5000)))
    assert len(findings) == 100


def test_an_error_names_file_line_column_and_field_and_a_warning_passes(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("name: a\nloud: 3\n")
    document = read(path, File, LIMITS, "TST")
    with pytest.raises(ConfigError) as caught:
        refuse(document.findings)
    assert caught.value.where == f"{path}:2:1: loud"
    path.write_text("name: a\n")
    sound = read(path, File, LIMITS, "TST")
    sound.report.add(Kind.WARNING, "name", "is short.")
    refuse(sound.findings)
    assert [one.code for one in sound.findings] == ["TST050"]


def test_a_value_that_is_written_is_read_again(tmp_path: Path) -> None:
    value = File(name="on", from_="7:30", parts=(Part(size=2, word="no"),), pair=(0.5, 1.0),
                 weights={"yes": 2.0}, day=date(2026, 12, 24), loud=False)  # fmt: skip
    assert found(tmp_path, in_yaml(value)) == (value, [])


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_content_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    document = read(path, File, LIMITS, "TST")
    assert (document.value is None) == bool(document.findings)
