"""A fact as it stands in a file, and what each of its fields may be.

An item is ``{id, subject, predicate, value, as_of, source: {title, locator}}``, with ``sources`` in
the place of ``source`` where there are several, and ``tier``, ``by``, ``language``, ``valid_from``,
``valid_to``, ``approvals``, ``reviewed`` and ``status`` where they are needed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dj.documents import Count, Kind, Limits, OneOf, Pattern, Range, Report
from dj.editorial.facts.prose import bad_words, unvouched
from dj.editorial.facts.words import Words
from dj.editorial.subject import FIELDS, PEOPLE, identifies
from dj.model.dates import known_date
from dj.model.editorial import PREDICATES, About, Fact, FactKind, Predicate, Source, Standing

VALUE_LIMIT = 160
"""Characters of a value: about ten seconds of speech."""
_NO_NAME = re.compile(r"https?:|www\.|@|[|\\^~`=]|\S{60}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceItem:
    """Where a fact comes from."""

    title: str
    locator: str
    """Page, address or file where it can be checked."""
    publisher: str = ""
    """Who answers for it; two sources are independent if their publishers differ."""
    retrieved: date | None = None
    """Day on which it was read."""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactItem:
    """One item of a facts file."""

    id: str
    """Its own in all files, so that it can be named and taken back."""
    subject: Mapping[str, str]
    """Tag fields that must all agree: never a name alone."""
    predicate: str
    """What it says; see the list of predicates in the handbook."""
    value: str
    """Text or name as it is said, or a date as exactly as it is known."""
    as_of: date
    """Day on which it was found to be true."""
    source: SourceItem | None = None
    sources: tuple[SourceItem, ...] = ()
    """Several, in the place of `source`: two independent ones from tier 2 on."""
    tier: int | None = None
    """1 the release, 2 the career, 3 sensitive; the predicate's own if it is not given."""
    language: str = "en"
    """Of a text or statement."""
    by: str = ""
    """Whose song, or who said it, where the predicate needs that; the editor of a text."""
    valid_from: date | None = None
    valid_to: date | None = None
    """First and last day on which it is true."""
    approvals: tuple[str, ...] = ()
    """Editors who stand for it by name; needed from tier 2 on."""
    reviewed: date | None = None
    """Day on which they last read it."""
    status: Standing = Standing.APPROVED


_LONG = Words(markup=True)
_SOURCE: Limits = {"title": Words(), "locator": _LONG, "publisher": _LONG, "licence": _LONG}
LIMITS: Limits = {
    "id": Pattern(r"[a-z0-9][a-z0-9._-]{0,79}", "lower-case letters, digits, dots, - and _"),
    "subject.*": _LONG,
    "predicate": OneOf("predicate", lambda: PREDICATES),
    "value": Words(most=VALUE_LIMIT),
    **{f"source.{name}": limit for name, limit in _SOURCE.items()},
    **{f"sources[].{name}": limit for name, limit in _SOURCE.items()},
    "sources": Count(least=1, most=16),
    "tier": Range(least=0, most=3),
    "language": Pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag such as en or pt-BR"),
    "approvals[]": Words(most=200),
}


def fact_of(item: FactItem, report: Report, place: str) -> Fact | None:
    """Make the fact, or tell all that is wrong with it as a whole.

    A fact whose words nobody may voice is made and told about: it may still warn.
    """
    predicate = PREDICATES[item.predicate]
    problems = list(_problems(item, predicate))
    for field, problem in problems:
        report.add(Kind.CONTRADICTION, f"{place}.{field}", f"{problem}.")
    if problems:
        return None
    return _judged(_fact(item, predicate), report, place)


def _fact(item: FactItem, predicate: Predicate) -> Fact:
    return Fact(
        id=item.id, subject=item.subject, predicate=item.predicate, value=item.value, by=item.by,
        as_of=item.as_of, sources=tuple(map(_source, _sources(item))),
        tier=predicate.tier if item.tier is None else item.tier, language=item.language,
        valid_from=item.valid_from, valid_to=item.valid_to, approvals=item.approvals,
        reviewed=item.reviewed, standing=item.status,
    )  # fmt: skip


def _judged(fact: Fact, report: Report, place: str) -> Fact:
    """Write down what speaks against the words; bad ones are a mistake until taken back."""
    predicate = PREDICATES[fact.predicate]
    bad = bad_words(fact, predicate)
    if bad and fact.standing is not Standing.WITHDRAWN:
        report.add(Kind.VALUE, f"{place}.value", f"{bad}.", "It is not said.")
    against = unvouched(fact, predicate) or bad
    return replace(fact, objection=against) if against else fact


def _sources(item: FactItem) -> tuple[SourceItem, ...]:
    return (item.source, *item.sources) if item.source else item.sources


def _source(item: SourceItem) -> Source:
    return Source(title=item.title, locator=item.locator, publisher=item.publisher,
                  retrieved=item.retrieved, licence=item.licence)  # fmt: skip


def _problems(item: FactItem, predicate: Predicate) -> Iterator[tuple[str, str]]:
    yield from (("subject", problem) for problem in _subject_problems(item, predicate))
    yield from (("value", problem) for problem in _value_problems(item.value, predicate.kind))
    if not _sources(item):
        yield "source", "a source is missing: its title, and where it can be checked"
    if item.tier is not None and item.tier < predicate.tier:
        yield "tier", f"{predicate.name} is of tier {predicate.tier} or more, not {item.tier}"
    if predicate.by and not item.by:
        yield "by", f"{predicate.name} must tell which {predicate.by}, in `by`"
    has_by = bool(predicate.by) or predicate.kind is FactKind.TEXT
    if item.by and (not has_by or (problem := _name_problem(item.by))):
        yield "by", problem if has_by else f"{predicate.name} has no `by`"
    if item.valid_from and item.valid_to and item.valid_to < item.valid_from:
        yield "valid_to", f"{item.valid_to} is before {item.valid_from}, when it begins to hold"


def _subject_problems(item: FactItem, predicate: Predicate) -> Iterator[str]:
    about = predicate.about
    unknown = next((name for name in item.subject if name not in FIELDS), None)
    if unknown is not None:
        yield f"the subject must use the fields {', '.join(FIELDS)}, not {unknown[:80]!r}"
    elif not (identifies(item.subject, about) or _warns_by_name(item, predicate)):
        yield (
            "the subject must name more than one thing that can be checked: artist and title or "
            "album, mbid or isrc with one field more"
            + (", or artist_mbid and artist" if about is About.ARTIST else "")
        )


def _warns_by_name(item: FactItem, predicate: Predicate) -> bool:
    """What is never said may go by a name alone: silence by mistake harms nobody."""
    return not predicate.said and not set(PEOPLE).isdisjoint(item.subject)


def _value_problems(value: str, kind: FactKind) -> Iterator[str]:
    if kind is FactKind.DATE and known_date(value) is None:
        yield f"must be a date such as 1994, 1994-03 or 1994-03-21, not {value[:80]!r}"
    if kind is FactKind.NAME and (problem := _name_problem(value)):
        yield problem
    if kind is FactKind.STATEMENT and any(sign in value for sign in '"“”„«»'):
        yield "stands without quotation marks; a line says whose words they are"


def _name_problem(name: str) -> str:
    problem = Words(most=VALUE_LIMIT).problem(name)
    if problem:
        return f"a name must be {problem}"
    return "a name holds no address and no signs of markup" if _NO_NAME.search(name) else ""
