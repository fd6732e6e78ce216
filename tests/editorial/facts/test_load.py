import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from dj.editorial import known_facts, load_facts, read_facts, take_back
from dj.errors import ConfigError
from dj.model.editorial import PREDICATES, Fact, FactKind, Source, Standing

GOOD: Mapping[str, object] = {
    "id": "salt-room",
    "subject": {"artist": "Ana Lee", "title": "Salt", "album": "Coast"},
    "predicate": "recorded_with",
    "value": "a single microphone in a boat house",
    "as_of": date(2026, 5, 1),
    "source": {"title": "Sleeve notes of Coast", "locator": "page 3"},
}


def write(folder: Path, *items: object, name: str = "facts.yaml") -> Path:
    path = folder / name
    # One by one: YAML writes what two items share only once, with an anchor.
    rows = (yaml.safe_dump([item], allow_unicode=True) for item in items)
    path.write_text("".join(rows), "utf-8")
    return path


def refusal(folder: Path, **changes: object) -> str:
    path = write(folder, {**GOOD, **changes})
    with pytest.raises(ConfigError) as caught:
        load_facts([path])
    assert caught.value.where.startswith(f"{path}:")
    return str(caught.value)


def test_a_fact_is_read_as_written_with_the_tier_of_its_predicate(tmp_path: Path) -> None:
    assert load_facts([write(tmp_path, GOOD)]) == (
        Fact(
            id="salt-room",
            subject={"artist": "Ana Lee", "title": "Salt", "album": "Coast"},
            predicate="recorded_with",
            value="a single microphone in a boat house",
            objection="no editor's name stands by its words (`by` or `approvals`)",
            as_of=date(2026, 5, 1),
            sources=(Source(title="Sleeve notes of Coast", locator="page 3"),),
            tier=1,
            language="en",
        ),
    )


def test_every_field_is_read(tmp_path: Path) -> None:
    full = {
        **GOOD, "predicate": "artist_says", "value": "wir schrieben es nachts", "by": "Ana Lee",
        "language": "de", "tier": 2, "valid_from": date(2026, 1, 1), "valid_to": date(2027, 1, 1),
        "approvals": ["Rosa Lind"], "reviewed": date(2026, 6, 1), "status": "draft",
        "sources": [{"title": "Interview", "locator": "minute 4", "publisher": "Harbour Radio",
                     "retrieved": date(2026, 4, 1), "licence": "CC-BY-4.0"}],
    }  # fmt: skip
    (fact,) = load_facts([write(tmp_path, full)])
    assert [source.publisher for source in fact.sources] == ["", "Harbour Radio"]
    assert fact.sources[1].retrieved == date(2026, 4, 1)
    assert (fact.by, fact.tier, fact.language, fact.standing) == (
        "Ana Lee", 2, "de", Standing.DRAFT)  # fmt: skip
    assert (fact.valid_from, fact.valid_to) == (date(2026, 1, 1), date(2027, 1, 1))
    assert (fact.approvals, fact.reviewed) == (("Rosa Lind",), date(2026, 6, 1))


def test_json_is_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps([{**GOOD, "as_of": "2026-05-01"}]))
    assert [fact.id for fact in load_facts([path])] == ["salt-room"]


@pytest.mark.parametrize("value", [1994, "1994", "1994-03", "1994-03-21"])
def test_a_date_is_as_exact_as_it_is_known(tmp_path: Path, value: object) -> None:
    path = write(tmp_path, {**GOOD, "predicate": "released_on", "value": value})
    assert load_facts([path])[0].value == str(value)


@pytest.mark.parametrize("name", PREDICATES)
def test_every_predicate_of_the_list_is_allowed(tmp_path: Path, name: str) -> None:
    predicate = PREDICATES[name]
    by = {"by": "Ana Lee"} if predicate.by else {}
    path = write(tmp_path, {**GOOD, "predicate": name, "value": predicate.example, **by})
    assert load_facts([path])[0].tier == predicate.tier


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"predicate": "was_arrested"}, "there is no predicate 'was_arrested'"),
        ({"tier": 4}, "salt-room.tier"),
        ({"tier": "1"}, "salt-room.tier"),
        ({"predicate": "award", "tier": 1}, "award is of tier 2 or more, not 1"),
        ({"as_of": "spring"}, "salt-room.as_of"),
        ({"language": "English"}, "salt-room.language"),
        ({"id": "Salt Room"}, "Salt Room.id"),
        ({"source": {"title": "Notes"}}, "`locator` is missing"),
        ({"source": {"title": "", "locator": "x"}}, "salt-room.source.title"),
        ({"source": []}, "salt-room.source"),
        ({"source": None}, "a source is missing"),
        ({"sources": []}, "salt-room.sources"),
        ({"confidence": 1}, "there is no such field"),
        ({"status": "live"}, "draft, approved, withdrawn"),
        ({"predicate": "cover_of", "value": "Salt"}, "must tell which artist"),
        ({"predicate": "producer", "by": "Ana Lee"}, "producer has no `by`"),
        ({"predicate": "released_on", "value": "spring 1994"}, "must be a date"),
        ({"predicate": "released_on", "value": "1994-02-30"}, "must be a date"),
        ({"predicate": "producer", "value": "info@example.org"}, "no address"),
        ({"predicate": "producer", "value": "https://example.org"}, "no address"),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "is before"),
        ({"approvals": [""]}, "salt-room.approvals[0]"),
        ({"predicate": "artist_says", "by": "Ana Lee", "value": "“we left”"}, "quotation marks"),
    ],
)
def test_a_broken_field_is_named(tmp_path: Path, changes: dict[str, object], says: str) -> None:
    assert says in refusal(tmp_path, **changes)


@pytest.mark.parametrize("field", ["id", "subject", "predicate", "value", "as_of"])
def test_a_missing_field_is_named(tmp_path: Path, field: str) -> None:
    path = write(tmp_path, {name: value for name, value in GOOD.items() if name != field})
    with pytest.raises(ConfigError, match=f"the field `{field}` is missing"):
        load_facts([path])


@pytest.mark.parametrize(
    "value",
    ["", " a boat", "a\nboat", "a\u2028boat", "a\u202eboat", "a\u200bboat", "x" * 161,
     "a {{ boat }}", "a {% if %} boat", "a {# boat", "a [[b'@Ut]] boat", "a <break/> boat",
     "a ${boat}"],
)  # fmt: skip
def test_a_value_that_is_not_plain_words_is_refused(tmp_path: Path, value: str) -> None:
    assert "salt-room.value" in refusal(tmp_path, value=value)


def test_a_value_may_be_as_long_as_the_limit_and_in_any_script(tmp_path: Path) -> None:
    value = ("塩と海 “Salz” l’été — " + "x" * 160)[:160]
    assert load_facts([write(tmp_path, {**GOOD, "value": value})])[0].value == value


@pytest.mark.parametrize("subject", [{"artist": "A", "label": "B"}, {"artist": "A", "title": ""},
                                     {"artist": "A"}, {}, "Ana"])  # fmt: skip
def test_a_subject_that_names_nobody_for_certain_is_refused(
    tmp_path: Path, subject: object
) -> None:
    assert "subject" in refusal(tmp_path, subject=subject)


def test_a_broken_item_is_told_with_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    items = [{**GOOD, "id": f"f{n}", "tier": 9 if n == 120 else 1} for n in range(130)]
    path = tmp_path / "facts.yaml"
    path.write_text("".join(f"- {json.dumps(item, default=str)}\n" for item in items))
    loaded = read_facts([path])
    assert len(loaded.facts) == 129
    (finding,) = loaded.findings
    assert (finding.line, finding.field) == (121, "f120.tier")
    assert loaded.places["f3"] == (str(path), 4)


def test_a_hundred_broken_items_hide_no_good_one(tmp_path: Path) -> None:
    bad = [{**GOOD, "id": f"f{n}", "surprise": 1} for n in range(150)]
    assert [f.id for f in read_facts([write(tmp_path, *bad, GOOD)]).facts] == ["salt-room"]


def test_an_id_used_twice_is_told_and_the_first_stands(tmp_path: Path) -> None:
    one = write(tmp_path, GOOD, name="a.yaml")
    other = write(tmp_path, {**GOOD, "value": "two"}, name="b.yaml")
    loaded = read_facts([one, other])
    assert [fact.value for fact in loaded.facts] == [GOOD["value"]]
    assert "used twice" in loaded.findings[0].message
    assert loaded.findings[0].path == str(other)


def test_the_very_same_fact_in_two_files_is_one(tmp_path: Path) -> None:
    one, other = write(tmp_path, GOOD, name="a.yaml"), write(tmp_path, GOOD, name="b.yaml")
    assert len(load_facts([one, other])) == 1


@pytest.mark.parametrize(
    "content",
    [b"id: x", b"just words", b"[", b"\xff\xfe\x00", b"!!python/object/apply:os.getcwd []",
     b"- " * 2000 + b"x", b"&a [*a]", b"7", b"- 7", b"- {1: 2}", b"- null", b"- []"],
)  # fmt: skip
def test_a_file_that_is_no_list_of_facts_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load_facts([path])
    assert str(path) in caught.value.where


def test_files_are_read_in_the_order_given_and_empty_ones_hold_nothing(tmp_path: Path) -> None:
    one = write(tmp_path, {**GOOD, "id": "b"}, name="z.yaml")
    other = write(tmp_path, {**GOOD, "id": "a"}, name="a.yaml")
    empty = tmp_path / "empty.yaml"
    empty.touch()
    assert [fact.id for fact in load_facts([one, empty, other])] == ["b", "a"]


def test_a_missing_or_too_large_file_is_told(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"# " + b"x" * (5 << 20))
    found = read_facts([tmp_path / "none.yaml", large]).findings
    assert "cannot be read" in found[0].message
    assert "larger than" in found[1].message


def test_what_was_taken_back_is_withdrawn_in_whatever_file_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "facts").mkdir()
    write(tmp_path, GOOD, {**GOOD, "id": "other"}, name="facts/imported-notes.yaml")
    path = take_back("salt-room", 'Rosa "R." Lind', date(2026, 6, 1), "wrong\nboat {house}")
    take_back("tag:0123:composer", "Rosa Lind", date(2026, 6, 2), "another man")
    standing = {fact.id: fact.standing for fact in known_facts().facts}
    assert standing["salt-room"] is Standing.WITHDRAWN
    assert standing["other"] is Standing.APPROVED
    path.write_text(path.read_text("utf-8") + "- oops\n", "utf-8")
    with pytest.raises(ConfigError, match="withdrawn-facts"):
        known_facts()


def test_the_facts_that_come_with_the_program_are_sound() -> None:
    here = Path(__file__).parents[3] / "assets"
    files = [*here.glob("facts/*.yaml"), here / "demo" / "facts.yaml"]
    assert load_facts(files)


def test_examples_of_the_predicates_are_what_they_stand_for() -> None:
    names = [one for one in PREDICATES.values() if one.kind is FactKind.NAME]
    assert all(one.example.strip() and one.tier in (1, 2) for one in names)
