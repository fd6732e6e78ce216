"""The copy language refuses whatever could run, invent or break."""

import pytest

from dj.commentary.language import check
from dj.commentary.vocabulary import vocabulary
from dj.model.script import BreakKind
from tests.commentary.sessions import HOUSE

WORDS = vocabulary(HOUSE, "en")


def codes(source: str, needs: str = "", kind: BreakKind = BreakKind.MOOD_TURN) -> set[str]:
    proven = frozenset(needs.split(", ")) if needs else frozenset()
    return {problem[0] for _, problem in check(source, kind, proven, WORDS).problems}


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in next.title %}x{% endfor %}",
        "{{ range(3) }}",
        "{{ next.title.upper() }}",
        "{{ next['title'] }}",
        "{{ next.plays + 1 }}",
        "{{ 'x' * 300000000 }}",
        "{{ next.title ~ 'x' }}",
        "{{ next.title if next.title else 'x' }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% macro m() %}{% endmacro %}",
        "{% set a, b = next.title, next.artist %}",
        "{% set a %}x{% endset %}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ 'fixed' }}",
        "{{ next.title|replace('a', 'b') }}",
        "{% if next.title in 'abc' %}x{% endif %}",
        "{% if next.title == next.artist %}x{% endif %}",
        "{% with %}x{% endwith %}",
        "{% filter lower %}x{% endfilter %}",
        "{{ ''.__class__ }}",
        "{{ next.title.x }}",
        "(" * 400 + "{{ " + "(" * 700 + "next" + ")" * 700 + " }}",
    ],
)
def test_what_is_not_copy_is_refused(source: str) -> None:
    assert "COPY03" in codes(source)


@pytest.mark.parametrize(
    ("source", "needs", "code"),
    [
        ("{{ next.title", "", "COPY02"),
        ("{% if next.year %}x", "", "COPY02"),
        ("{{ next.titel }}", "", "COPY04"),
        ("{{ sky.blue }}", "", "COPY04"),
        ("{{ next.year }}", "", "COPY06"),
        ("{% if next.title %}{{ next.year }}{% endif %}", "", "COPY06"),
        ("{% if next.title or next.year %}{{ next.year }}{% endif %}", "", "COPY06"),
        ("{% if next.year %}x{% else %}{{ next.year }}{% endif %}", "", "COPY06"),
        ("{% set a = next.year %}{{ a }}", "", "COPY06"),
        ("{% if next.plays > 3 %}x{% endif %}", "", "COPY06"),
        ("{{ next.title|shout }}", "next.title", "COPY07"),
        ("{% if next.title is string %}x{% endif %}", "", "COPY07"),
        ("{{ next.is_new }}", "", "COPY08"),
        ("{{ turn.tempo }}", "turn.tempo", "COPY08"),
        ("{{ next }}", "", "COPY08"),
        ('{% if turn.tempo == "upwards" %}x{% endif %}', "", "COPY08"),
        ("{{ nobody }}", "", "COPY09"),
        ("{% if next.is_new %}{% set a = host.name %}{% endif %}{{ a }}", "", "COPY09"),
        ("x" * 2001, "", "COPY10"),
        ("Since 1994.", "", "COPY11"),
        ("And seven more.", "", "COPY11"),
        ("And now Elvis.", "", "COPY12"),
        ("Elvis is next.", "", "COPY12"),
        ("{{ next.title }} Rocks.", "next.title", "COPY12"),
        ("The loudest song.", "", "COPY13"),
        ("A legendary song.", "", "COPY13"),
        ("Now a faster one.", "", "COPY14"),
        ('{% if turn.tempo == "down" %}Now a faster one.{% endif %}', "", "COPY14"),
        ('{% if turn.tempo != "up" %}Now a faster one.{% endif %}', "", "COPY14"),
        ("{% if next.is_new is known %}Now a new one.{% endif %}", "", "COPY14"),
        ("Now <b>this</b>.", "", "COPY15"),
        ("{% raw %}{{ x }}{% endraw %}", "", "COPY15"),
        ("You must be tired.", "", "COPY16"),
        ('{% set a = "Elvis" %}x', "", "COPY12"),
        ("{% set next = host.name %}x", "", "COPY03"),
        ("{% set a__from = host.name %}x", "", "COPY03"),
    ],
)
def test_each_fault_has_its_code(source: str, needs: str, code: str) -> None:
    assert code in codes(source, needs)


@pytest.mark.parametrize(
    ("source", "needs"),
    [
        ("This is {{ next.title }} by {{ next.artist }}.", "next.title, next.artist"),
        ("{% if next.year %}It's dated {{ next.year }}.{% endif %}", ""),
        ("{% if not next.year %}No year.{% else %}It's {{ next.year }}.{% endif %}", ""),
        ("{% if next.year and next.album %}{{ next.album }}, {{ next.year }}.{% endif %}", ""),
        ("{% if next.plays and next.plays > 3 %}x{% endif %}", "next.plays"),
        ('{% if turn.tempo == "up" %}Now a faster one.{% endif %}', ""),
        ('{% if turn.tempo != "up" %}Next.{% else %}A faster one.{% endif %}', ""),
        ('{% if turn.tempo == "up" %}Up.{% elif turn.tempo == "down" %}Slower.{% endif %}', ""),
        ("{% if next.is_new %}{% set a = host.name %}{% else %}{% set a = show.title %}"
         "{% endif %}{{ a }}.", ""),
        ("It's {{ clock.spoken_time }}. {{ clock.daypart|sentence }}.", ""),
        ("{# a note #}Let's go.", ""),
        ("I'm here. You're listening.", ""),
    ],
)  # fmt: skip
def test_copy_is_accepted(source: str, needs: str) -> None:
    assert codes(source, needs) == set()


def test_an_opening_has_no_previous_song() -> None:
    assert codes("{{ prev.title }}", "prev.title", BreakKind.OPENING) == {"COPY05"}


def test_a_finding_tells_the_line_and_suggests_the_word() -> None:
    source = "Now\n{{ next.titel }}"
    ((line, (_, message, remedy)),) = check(
        source, BreakKind.FRONT_ANNOUNCE, frozenset(), WORDS
    ).problems
    assert line == 2
    assert "next.titel" in message
    assert "next.title" in remedy


def test_the_words_of_a_variant_are_known() -> None:
    source = "{% if turn.key %}{{ next.title }}{% endif %}"
    checked = check(source, BreakKind.MOOD_TURN, frozenset({"next.title"}), WORDS)
    assert checked.words == {"turn.key", "next.title"}
