from dataclasses import dataclass, field

import jsonschema
import pytest

from dj.documents import Band, Keys, Pattern, Range, schema


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file."""

    name: str
    """What it is called."""
    band: tuple[float, float] | None = None
    many: tuple[int, ...] = ()
    weights: dict[str, float] = field(default_factory=dict)


SCHEMA = schema(
    File,
    {
        "name": Pattern("[a-z]+", "letters"),
        "band": Band(least=0, most=1, unit="shares"),
        "many[]": Range(least=1, most=3),
        "weights": Keys("word", lambda: ("a",)),
    },
    "a file",
)


@pytest.mark.parametrize(
    ("document", "fits"),
    [
        ({"name": "a"}, True),
        ({"name": "a", "band": None}, True),
        ({"name": "a", "band": [0, 1], "many": [1, 3], "weights": {"b": "off"}}, True),
        ({}, False),
        ({"name": "A"}, False),
        ({"name": "a", "band": [0, 2]}, False),
        ({"name": "a", "band": [0]}, False),
        ({"name": "a", "many": [4]}, False),
        ({"name": "a", "other": 1}, False),
    ],
)
def test_an_editors_tool_refuses_what_the_reader_refuses(
    document: dict[str, object], fits: bool
) -> None:
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(document) == fits


def test_the_words_under_a_field_are_its_description() -> None:
    assert SCHEMA["properties"]["name"]["description"] == "What it is called."
