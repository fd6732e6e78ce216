"""``dj facts check``: everything that is wrong with files of facts, and what will not be said."""

from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options
from dj.cli.findings import EXIT_FINDINGS, Files, Form, Format, chosen, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dj.model.editorial import Fact


def check(
    files: Files = None,
    *,
    at: Annotated[str, typer.Option(help="As of a day or moment, such as 2026-12-24.")] = "now",
    form: Format = Form.TEXT,
    json: options.Json = False,
) -> None:
    """Tell what is wrong with each fact: file, line, fact, field. Exit code 5 if there is any.

    A sound fact that is not said on that day, because it is a draft, is stale, is written in
    another language or lacks a second source, is listed with the reason; that is no mistake.
    """
    from dj import editorial
    from dj.cli.now import host_language, today

    day, language = today(at), host_language()
    paths = files or list(editorial.fact_files())
    loaded = editorial.read_facts(paths) if files else editorial.known_facts()
    resting = [(fact, "{}:{}".format(*loaded.places[fact.id]), why)
               for fact, why in _resting(loaded.facts, day, language)]  # fmt: skip
    form = chosen(form, json=json)
    if form is Form.TEXT:
        for fact, place, why in resting:
            console.tell(f"{place}: {fact.id}: will not be said on {day}: {why}.")
    if form is Form.JSON:
        console.print_json({"files": len(paths), "findings": loaded.findings, "resting": [
            {"id": fact.id, "place": place, "reason": why} for fact, place, why in resting
        ]})  # fmt: skip
        raise typer.Exit(EXIT_FINDINGS if loaded.findings else 0)
    tell(loaded.findings, form, len(paths))


def _resting(facts: "tuple[Fact, ...]", day: "date", language: str) -> "Iterator[tuple[Fact, str]]":
    """Judge the facts about each subject together, since they may contradict each other."""
    from dj.model.names import fold
    from dj.model.usable import judged

    groups: dict[frozenset[tuple[str, str]], list[Fact]] = {}
    for fact in facts:
        about = frozenset((name, fold(value)) for name, value in fact.subject.items())
        groups.setdefault(about, []).append(fact)
    for group in groups.values():
        yield from ((fact, why) for fact, why in judged(group, day, language) if why)
