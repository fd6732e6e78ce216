"""Editors' facts: YAML lists, read strictly, because a voice will say them as they stand.

Each item is ``{id, subject, predicate, value, as_of, source: {title, locator}, tier, language}``.
A fact names its subject well enough that nobody else can be meant, or it is refused here.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import yaml

from dj.editorial.subject import FIELDS, identifies
from dj.errors import ConfigError
from dj.model.editorial import PREDICATES, Fact, Source

VALUE_LIMIT = 160
"""Characters of a value: about ten seconds of speech."""
FILE_BYTES = 4 * 1024 * 1024
_TEMPLATE = re.compile(r"\{[{%#]|[}%#]\}|\[\[|\]\]|[<>]|\$\{")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))

_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=1024)]


class _Source(msgspec.Struct, forbid_unknown_fields=True):
    title: _Text
    locator: _Text


class _Item(msgspec.Struct, forbid_unknown_fields=True):
    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
    subject: dict[str, _Text]
    predicate: str
    value: _Text
    as_of: date
    source: _Source
    tier: Annotated[int, msgspec.Meta(ge=0, le=3)]
    language: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"


def load_facts(paths: Sequence[Path]) -> tuple[Fact, ...]:
    """Read facts files, in the order given.

    Raises:
        ConfigError: if a file cannot be read or a fact breaks a rule: file, fact and field.
    """
    facts: dict[str, Fact] = {}
    for path in paths:
        for number, item in enumerate(_items(path), 1):
            fact = _fact(item, _where(path, item, number))
            if fact.id in facts:
                raise ConfigError(
                    "the id is used twice.", where=_where(path, item, number),
                    hint="Give each fact an id of its own.",
                )  # fmt: skip
            facts[fact.id] = fact
    return tuple(facts.values())


def _items(path: Path) -> list[object]:
    hint = "A facts file is a YAML list of facts."
    try:
        with path.open("rb") as stream:
            content = stream.read(FILE_BYTES + 1)
        found = yaml.safe_load(content) if len(content) <= FILE_BYTES else None
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}."
        raise ConfigError(problem, where=str(path), hint="Check the path.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = f"is not valid YAML: {' '.join(str(error).split())}."
        raise ConfigError(problem, where=str(path), hint=hint) from error
    if len(content) > FILE_BYTES:
        raise ConfigError("is too large for a facts file.", where=str(path), hint=hint)
    if found is None:
        return []
    if not isinstance(found, list):
        raise ConfigError("does not hold a list.", where=str(path), hint=hint)
    return found


def _where(path: Path, item: object, number: int) -> str:
    name = item.get("id") if isinstance(item, dict) else None
    return f"{path}: fact {name!r}" if isinstance(name, str) else f"{path}: fact number {number}"


def _fact(item: object, where: str) -> Fact:
    try:
        found = msgspec.convert(item, _Item)
    except (msgspec.ValidationError, RecursionError) as error:
        raise _broken(where, f"{error}") from error
    problem = (
        _predicate_problem(found.predicate)
        or _subject_problem(found.subject)
        or _text_problem("value", found.value, VALUE_LIMIT)
        or _text_problem("source.title", found.source.title, 1024)
        or _text_problem("source.locator", found.source.locator, 1024, markup=True)
    )
    if problem:
        raise _broken(where, problem)
    return Fact(
        id=found.id,
        subject=found.subject,
        predicate=found.predicate,
        value=found.value,
        as_of=found.as_of,
        sources=(Source(title=found.source.title, locator=found.source.locator),),
        tier=found.tier,
        language=found.language,
    )


def _broken(where: str, problem: str) -> ConfigError:
    return ConfigError(
        f"{problem.rstrip('.')}.", where=where, hint="Correct the fact or remove it."
    )


def _predicate_problem(predicate: str) -> str:
    if predicate in PREDICATES:
        return ""
    return f"predicate must be one of {', '.join(PREDICATES)}, not {predicate!r}"


def _subject_problem(subject: Mapping[str, str]) -> str:
    for name in subject:
        if name not in FIELDS:
            return f"subject must use the fields {', '.join(FIELDS)}, not {name!r}"
        if problem := _text_problem(f"subject.{name}", subject[name], 1024, markup=True):
            return problem
    if identifies(subject):
        return ""
    return (
        "subject must name more than one thing that can be checked: artist and title or album, "
        "or mbid or isrc with one field more"
    )


def _text_problem(field: str, text: str, limit: int, *, markup: bool = False) -> str:
    if not text.strip() or text != text.strip():
        return f"{field} must be text without blanks around it"
    if len(text) > limit:
        return f"{field} must be at most {limit} characters, not {len(text)}"
    if any(unicodedata.category(character) in _UNSEEN for character in text):
        return f"{field} must be a single line without invisible characters"
    if not markup and _TEMPLATE.search(text):
        return f"{field} must be plain words without template or markup signs"
    return ""
