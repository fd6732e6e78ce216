from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from dj.editorial import load_facts
from dj.errors import ConfigError
from dj.model.editorial import PREDICATES, Fact, Source

GOOD: Mapping[str, object] = {
    "id": "salt-room",
    "subject": {"artist": "Ana Lee", "title": "Salt", "album": "Coast"},
    "predicate": "recorded_with",
    "value": "a single microphone in a boat house",
    "as_of": date(2026, 5, 1),
    "source": {"title": "Sleeve notes of Coast", "locator": "page 3"},
    "tier": 1,
    "language": "en",
}


def write(folder: Path, *items: object, name: str = "facts.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(list(items), allow_unicode=True), "utf-8")
    return path


def refusal(folder: Path, **changes: object) -> str:
    path = write(folder, {**GOOD, **changes})
    with pytest.raises(ConfigError) as caught:
        load_facts([path])
    assert str(path) in caught.value.where
    assert caught.value.hint
    return str(caught.value)


def test_a_fact_is_read_as_written(tmp_path: Path) -> None:
    assert load_facts([write(tmp_path, GOOD)]) == (
        Fact(
            id="salt-room",
            subject={"artist": "Ana Lee", "title": "Salt", "album": "Coast"},
            predicate="recorded_with",
            value="a single microphone in a boat house",
            as_of=date(2026, 5, 1),
            sources=(Source(title="Sleeve notes of Coast", locator="page 3"),),
            tier=1,
            language="en",
        ),
    )


def test_files_are_read_in_the_order_given_and_empty_ones_hold_nothing(tmp_path: Path) -> None:
    one = write(tmp_path, {**GOOD, "id": "b"}, name="z.yaml")
    other = write(tmp_path, {**GOOD, "id": "a"}, name="a.yaml")
    empty = tmp_path / "empty.yaml"
    empty.touch()
    assert [fact.id for fact in load_facts([one, empty, other])] == ["b", "a"]


def test_english_is_the_language_unless_said_otherwise(tmp_path: Path) -> None:
    item = {name: value for name, value in GOOD.items() if name != "language"}
    assert load_facts([write(tmp_path, item)])[0].language == "en"


@pytest.mark.parametrize("predicate", PREDICATES)
def test_every_predicate_of_the_list_is_allowed(tmp_path: Path, predicate: str) -> None:
    assert load_facts([write(tmp_path, {**GOOD, "predicate": predicate})])[0].predicate == predicate


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"predicate": "was_arrested"}, "predicate must be one of"),
        ({"tier": 4}, "tier"),
        ({"tier": -1}, "tier"),
        ({"tier": "1"}, "tier"),
        ({"as_of": "spring"}, "as_of"),
        ({"language": "English"}, "language"),
        ({"id": "Salt Room"}, "id"),
        ({"source": {"title": "Notes"}}, "locator"),
        ({"source": {"title": "", "locator": "x"}}, "title"),
        ({"source": {"title": "  ", "locator": "x"}}, "source.title"),
        ({"source": []}, "source"),
        ({"confidence": 1}, "confidence"),
        ({"value": 7}, "value"),
    ],
)
def test_a_broken_field_is_named(tmp_path: Path, changes: dict[str, object], says: str) -> None:
    text = refusal(tmp_path, **changes)
    assert says in text
    assert "fact" in text


@pytest.mark.parametrize(
    "field", ["id", "subject", "predicate", "value", "as_of", "source", "tier"]
)
def test_a_missing_field_is_named(tmp_path: Path, field: str) -> None:
    path = write(tmp_path, {name: value for name, value in GOOD.items() if name != field})
    with pytest.raises(ConfigError, match=field):
        load_facts([path])


@pytest.mark.parametrize(
    "value",
    [
        "",
        " a boat",
        "a\nboat",
        "a\u2028boat",
        "a\u202eboat",
        "a\u200bboat",
        "x" * 161,
        "a {{ boat }}",
        "a {% if %} boat",
        "a {# boat",
        "a [[b'@Ut]] boat",
        "a <break/> boat",
        "a ${boat}",
    ],
)
def test_a_value_that_is_not_plain_words_is_refused(tmp_path: Path, value: str) -> None:
    assert "value" in refusal(tmp_path, value=value)


def test_a_value_may_be_as_long_as_the_limit_and_in_any_script(tmp_path: Path) -> None:
    value = "塩と海 “Salz” l’été — " + "x" * 140
    assert load_facts([write(tmp_path, {**GOOD, "value": value[:160]})])[0].value == value[:160]


@pytest.mark.parametrize(
    "subject",
    [
        {},
        {"artist": "Ana Lee"},
        {"title": "Salt"},
        {"mbid": "0b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b"},
        {"isrc": "GBAYE8100053"},
        {"title": "Salt", "album": "Salt"},
        {"artist": "Ana Lee", "album_artist": "Ana Lee"},
    ],
)
def test_a_subject_that_others_could_share_is_refused(
    tmp_path: Path, subject: dict[str, str]
) -> None:
    assert "more than one thing" in refusal(tmp_path, subject=subject)


@pytest.mark.parametrize(
    "subject",
    [
        {"artist": "Ana Lee", "title": "Salt"},
        {"artist": "Ana Lee", "album": "Coast"},
        {"album_artist": "Ana Lee", "album": "Coast"},
        {"isrc": "GBAYE8100053", "title": "Salt"},
        {"mbid": "0b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b", "artist": "Ana Lee"},
    ],
)
def test_a_subject_with_a_second_field_is_enough(tmp_path: Path, subject: dict[str, str]) -> None:
    assert load_facts([write(tmp_path, {**GOOD, "subject": subject})])[0].subject == subject


@pytest.mark.parametrize("subject", [{"artist": "A", "label": "B"}, {"artist": "A", "title": ""},
                                     {"artist": "A", "title": 7}, "Ana"])  # fmt: skip
def test_a_subject_of_other_fields_is_refused(tmp_path: Path, subject: object) -> None:
    assert "subject" in refusal(tmp_path, subject=subject)


def test_an_id_used_twice_is_an_error_even_across_files(tmp_path: Path) -> None:
    one, other = write(tmp_path, GOOD, name="a.yaml"), write(tmp_path, GOOD, name="b.yaml")
    with pytest.raises(ConfigError, match=r"b\.yaml: fact 'salt-room': the id is used twice"):
        load_facts([one, other])


@pytest.mark.parametrize(
    "content",
    [b"id: x", b"just words", b"[", b"\xff\xfe\x00", b"!!python/object/apply:os.getcwd []",
     b"- " * 2000 + b"x", b"&a [*a]", b"7", b"- 7", b"- {1: 2}", b"- null"],
)  # fmt: skip
def test_a_file_that_is_no_list_of_facts_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load_facts([path])
    assert str(path) in caught.value.where


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_facts([tmp_path / "none.yaml"])


def test_a_file_too_large_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(b"# " + b"x" * (5 << 20))
    with pytest.raises(ConfigError, match="too large"):
        load_facts([path])
