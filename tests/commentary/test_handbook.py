"""The editors' handbook says what the program does: its tables, examples and commands hold."""

import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typer
import yaml

from dj.cli import commands
from dj.commentary.check import situations
from dj.commentary.context import WORDS, absent, implied
from dj.commentary.language.checking import check
from dj.commentary.language.filters import filters_of
from dj.commentary.language.vocabulary import Vocabulary, vocabulary
from dj.commentary.lines import FrontMatter, Order, read_pack
from dj.commentary.trials.cases import EditorsCase
from dj.model.script import BreakKind
from tests.commentary.sessions import HOUSE

BOOK = (HOUSE.parent / "README.md").read_text(encoding="utf-8")
PROSE = BOOK.partition("<!-- dictionary -->")[0]


def test_every_field_of_a_line_files_front_matter_is_explained_and_no_other() -> None:
    named = _column(_section("A line file"), 0)
    assert set(named) == {field.name for field in msgspec.structs.fields(FrontMatter)}


def test_every_order_of_variants_is_explained() -> None:
    row = next(row for row in PROSE.splitlines() if row.startswith("| `order`"))
    assert all(f"`{order}`" in row for order in Order)


def test_every_situation_is_explained_with_what_holds_there() -> None:
    rows = {row[0].strip("`"): row[2] for row in _rows(_section("Situations"))}
    assert rows.keys() == set(BreakKind)
    rows["first_ever"] += rows["discovery"]
    for kind in BreakKind:
        assert all(f"`{path}`" in rows[kind] for path in implied(kind)), kind
        missing = {"prev", "next"} & set(absent(kind))
        assert all(f"no `{space}`" in rows[kind] for space in missing), kind


def test_every_word_list_is_explained() -> None:
    named = {name for cell in _column(_section("What fixed wording may not say"), 0, whole=True)
             for name in re.findall(r"`(\w+)`", cell)}  # fmt: skip
    assert named == {field.name for field in msgspec.structs.fields(Vocabulary)} - {"nouns"}


def test_every_filter_of_the_language_is_named() -> None:
    assert all(f"`{name}`" in _section("The language") for name in filters_of("en"))


def test_the_matrix_is_listed_as_it_is() -> None:
    listed = " ".join(_section("Proving a line").partition("is tried:")[2].split("###")[0].split())
    assert listed.rstrip(".").split(", ") != [""]
    assert listed == ", ".join(situations()) + "."


def test_every_pack_and_no_other_is_in_the_table() -> None:
    packs = {folder.name for folder in HOUSE.parent.iterdir() if folder.is_dir()}
    assert set(_column(PROSE.partition("\n## ")[0], 0)) == packs


def test_the_example_of_a_line_file_is_one(tmp_path: Path) -> None:
    example = _indented(_section("A line file"))[0]
    file = tmp_path / "front_announce" / "example.j2"
    file.parent.mkdir()
    file.write_text(example, encoding="utf-8")
    pack = read_pack(tmp_path)
    assert [line.variant for line in pack.lines] == [0, 1]
    assert pack.findings == ()


def test_the_example_of_a_case_is_one() -> None:
    example = next(text for text in _indented(BOOK) if text.startswith("- name:"))
    (case,) = msgspec.convert(yaml.safe_load(example), list[EditorsCase])
    assert case.situation in situations()


def test_the_good_examples_pass_and_the_bad_ones_do_not() -> None:
    words, known = vocabulary(HOUSE, "en"), frozenset(WORDS) | {"reason", "reason is style"}
    rows = [row for row in _rows(_section("Writing for the ear")) if row[1] != "(nothing)"]
    assert rows

    def faults(text: str) -> bool:
        return bool(check(text, BreakKind.FRONT_ANNOUNCE, known, words).faults)

    assert not any(faults(row[1].rstrip(" …")) for row in rows)
    assert sum(faults(row[0]) for row in rows) >= len(rows) - 2


COMMANDS = [re.split(r"\s{3,}", line)[0] for line in re.findall(r"^ +(dj [^\n]+)$", PROSE, re.M)]


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_handbook_exists_with_the_options_it_is_shown_with(line: str) -> None:
    words = shlex.split(line)[1:]
    command = _command_line()
    while words and hasattr(command, "commands"):
        assert words[0] in command.commands, line
        command = command.commands[words.pop(0)]
    flags = {flag for parameter in command.params for flag in parameter.opts} | {"--help"}
    assert {word for word in words if word.startswith("-")} <= flags, line


def test_every_term_of_the_trade_stands_once() -> None:
    terms = _column(_section("Words of the trade"), 0, whole=True)
    assert len(terms) == len(set(terms)) >= 35


@cache
def _command_line() -> Any:
    app = typer.Typer()
    commands.register(app)
    return typer.main.get_command(app)


def _section(title: str) -> str:
    return PROSE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def _rows(text: str) -> list[list[str]]:
    found = [[cell.strip() for cell in row.strip("|").split(" | ")]
             for row in text.splitlines() if row.startswith("| ")]  # fmt: skip
    return found[1:]


def _column(text: str, index: int, *, whole: bool = False) -> list[str]:
    cells = [row.strip("|").split(" | ")[index].strip() for row in text.splitlines()
             if row.startswith("| ")][1:]  # fmt: skip
    return cells if whole else [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]


def _indented(text: str) -> list[str]:
    blocks = re.findall(r"(?:^    [^\n]*\n|^\n(?=    ))+", text, re.M)
    return [
        re.sub(r"^    ", "", block.strip("\n") + "\n", flags=re.M).lstrip("\n") for block in blocks
    ]
