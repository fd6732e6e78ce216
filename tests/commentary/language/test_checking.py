"""The copy language refuses whatever could run, invent or break."""

import msgspec
import pytest

from dj.commentary.language.checking import check
from dj.commentary.language.interpreter import MAX_SOURCE
from dj.commentary.language.vocabulary import vocabulary
from dj.commentary.lines.front import FrontMatter, proven
from dj.model.script import BreakKind
from tests.commentary.sessions import HOUSE

WORDS = vocabulary(HOUSE, "en")


def codes(
    source: str, needs: str = "", kind: BreakKind = BreakKind.MOOD_TURN, language: str = "en"
) -> set[str]:
    proven = frozenset(needs.split(", ")) if needs else frozenset()
    return {fault.code for fault in check(source, kind, proven, WORDS, language).faults}


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
    assert "TPL003" in codes(source)


@pytest.mark.parametrize(
    ("source", "needs", "code"),
    [
        ("{{ next.title", "", "TPL002"),
        ("{% if next.year %}x", "", "TPL002"),
        ("{{ next.titel }}", "", "TPL004"),
        ("{{ sky.blue }}", "", "TPL004"),
        ("{{ next.year }}", "", "TPL006"),
        ("{% if next.title %}{{ next.year }}{% endif %}", "", "TPL006"),
        ("{% if next.title or next.year %}{{ next.year }}{% endif %}", "", "TPL006"),
        ("{% if next.year %}x{% else %}{{ next.year }}{% endif %}", "", "TPL006"),
        ("{% set a = next.year %}{{ a }}", "", "TPL006"),
        ("{% if next.plays > 3 %}x{% endif %}", "", "TPL006"),
        ("{{ next.title|shout }}", "next.title", "TPL007"),
        ("{% if next.title is string %}x{% endif %}", "", "TPL007"),
        ("{{ next.is_new }}", "", "TPL008"),
        ("{{ turn.tempo }}", "turn.tempo", "TPL008"),
        ("{{ next }}", "", "TPL008"),
        ('{% if turn.tempo == "upwards" %}x{% endif %}', "", "TPL008"),
        ("{{ nobody }}", "", "TPL009"),
        ("{% if next.is_new %}{% set a = host.name %}{% endif %}{{ a }}", "", "TPL009"),
        ("x" * 2001, "", "TPL010"),
        ("Since 1994.", "", "TPL011"),
        ("And seven more.", "", "TPL011"),
        ("And now Elvis.", "", "TPL012"),
        ("Elvis is next.", "", "TPL012"),
        ("{{ next.title }} Rocks.", "next.title", "TPL012"),
        ("The loudest song.", "", "TPL013"),
        ("A legendary song.", "", "TPL013"),
        ("Now a faster one.", "", "TPL014"),
        ('{% if turn.tempo == "down" %}Now a faster one.{% endif %}', "", "TPL014"),
        ('{% if turn.tempo != "up" %}Now a faster one.{% endif %}', "", "TPL014"),
        ("{% if next.is_new is known %}Now a new one.{% endif %}", "", "TPL014"),
        ("Now <b>this</b>.", "", "TPL015"),
        ("{% raw %}{{ x }}{% endraw %}", "", "TPL015"),
        ("You must be tired.", "", "TPL016"),
        ('{% set a = "Elvis" %}x', "", "TPL012"),
        ("{% set next = host.name %}x", "", "TPL003"),
        ("{% set a__from = host.name %}x", "", "TPL003"),
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
    assert codes("{{ prev.title }}", "prev.title", BreakKind.OPENING) == {"TPL005"}


def test_a_finding_tells_the_line_and_suggests_the_word() -> None:
    source = "Now\n{{ next.titel }}"
    (fault,) = check(source, BreakKind.FRONT_ANNOUNCE, frozenset(), WORDS).faults
    assert (fault.line, fault.column) == (2, 4)
    assert "next.titel" in fault.message
    assert "next.title" in fault.remedy


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ }}", "1:1 TPL002 Expected an expression, got 'end of print statement'. "
         "Check the braces."),
        ("Now.\n{% endif %}", "2:1 TPL002 Encountered unknown tag 'endif'. Check the braces."),
        ("{{ " + "9" * 1990 + " }}", "1:1 TPL003 output of anything but a word (const) is not part"
         " of the copy language. Only output, if, set, and the documented words and filters are."),
        ("{{ " + "(" * 700 + "next" + ")" * 700 + " }}", "1:1 TPL003 it is nested too deeply, or "
         "a number is too long. Write it flat."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_has_no_words_and_one_fault(source: str, told: str) -> None:
    checked = check(source, BreakKind.MOOD_TURN, frozenset(), WORDS)
    (fault,) = checked.faults
    assert checked.words == frozenset()
    assert f"{fault.line}:{fault.column} {fault.code} {fault.message} {fault.remedy}" == told


def test_a_source_may_be_just_as_long_as_it_may() -> None:
    assert codes("{# " + "-" * (MAX_SOURCE - 17) + " #}Here we go.") == set()
    assert codes("{# " + "-" * (MAX_SOURCE - 16) + " #}Here we go.") == {"TPL010"}


def test_wording_is_english_unless_said_otherwise() -> None:
    found = check("Und weiter.", BreakKind.MOOD_TURN, frozenset(), WORDS).faults
    assert "TPL035" in {fault.code for fault in found}
    assert check("It's {{ host.name }}.", BreakKind.MOOD_TURN, frozenset(), WORDS).words == {
        "host.name"
    }


def test_the_words_of_a_variant_are_known() -> None:
    source = "{% if turn.key %}{{ next.title }}{% endif %}"
    checked = check(source, BreakKind.MOOD_TURN, frozenset({"next.title"}), WORDS)
    assert checked.words == {"turn.key", "next.title"}


LISTS = msgspec.structs.replace(
    WORDS, praise=("marvel",), accusations=("stole",), traits=("pregnant",), pronouns=("she",),
    present=("on tour",), quoting=("says",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("source", "needs", "code"),
    [
        ("Now a marvel.", "next.is_priority", "TPL017"),
        ("They stole it.", "", "TPL018"),
        ("Pregnant then.", "", "TPL019"),
        ("And she is back.", "", "TPL024"),
        ("And now,, this.", "", "TPL026"),
        ("And now  this.", "", "TPL026"),
        ("The singer says so.", "", "TPL027"),
        ("Now on tour.", "next.artist", "TPL029"),
        ("{{ next.artist_says }}.", "next.artist_says", "TPL028"),
        ("{{ next.heard_live }}.", "next.heard_live", "TPL028"),
        ("{{ next.artist_says }}. So says {{ next.artist }}.", "next.artist, next.artist_says",
         "TPL028"),
        ("{{ next.artist }} comes. {{ next.artist_says }}.", "next.artist, next.artist_says",
         "TPL028"),
        ("{{ next.artist }}{% if next.is_new %}. New{% endif %}: {{ next.artist_says }}.",
         "next.artist, next.artist_says", "TPL028"),
        ("{{ next.artist_says }}{% if next.is_new %}. New.{% else %}, says {{ next.artist }}."
         "{% endif %}", "next.artist, next.artist_says", "TPL028"),
        ("{{ next.artist }} says{% set x = next.artist_says %}. {{ x }}.",
         "next.artist, next.artist_says", "TPL028"),
        ("{% if next.is_new %}{{ next.artist }}{% else %}x{% endif %}: {{ next.artist_says }}.",
         "next.artist_says, next.artist", "TPL028"),
    ],
)  # fmt: skip
def test_what_is_said_of_people_needs_its_ground(source: str, needs: str, code: str) -> None:
    proven = frozenset(needs.split(", "))
    found = check(source, BreakKind.MOOD_TURN, proven, LISTS).faults
    assert code in {fault.code for fault in found}


@pytest.mark.parametrize(
    ("source", "needs"),
    [
        ("Now a marvel.", ""),
        ("A stolen hour.", ""),
        ("The singer says so.", "next.artist_says"),
        ("{{ next.artist }} is on tour: {{ next.active }}.", "next.artist, next.active"),
        ("{{ next.artist }}: {{ next.artist_says }}.", "next.artist, next.artist_says"),
        ("{{ next.artist_says }}, says {{ next.artist }}.", "next.artist, next.artist_says"),
        ("{{ next.artist }}{% if next.is_new %}, new to you,{% endif %} says: "
         "{{ next.artist_says }}. Listen.", "next.artist, next.artist_says"),
        ("{{ next.heard_live_by }} heard: {{ next.heard_live }}.",
         "next.heard_live, next.heard_live_by"),
    ],
)  # fmt: skip
def test_what_is_grounded_may_be_said(source: str, needs: str) -> None:
    found = check(source, BreakKind.MOOD_TURN, frozenset(needs.split(", ")), LISTS).faults
    assert not [fault for fault in found if fault.code not in {"TPL012"}]


def test_a_code_is_silenced_on_its_line_only() -> None:
    fault = "And now Elvis."
    assert codes(f"{fault} {{# noqa: TPL012 #}}") == set()
    assert codes(f"{fault} {{# noqa: TPL011, TPL012 #}}") == set()
    assert codes(f"{{# noqa: TPL012 #}}\n{fault}") == {"TPL012"}


@pytest.mark.parametrize(
    ("source", "code"),
    [("{{ range(3) }} {# noqa: TPL003 #}", "TPL003"), ("A <b>. {# noqa: TPL015 #}", "TPL015")],
)
def test_what_keeps_people_safe_cannot_be_silenced(source: str, code: str) -> None:
    assert code in codes(source)


def test_english_filters_are_english_only() -> None:
    assert codes("{{ next.title|possessive }}", "next.title") == set()
    assert codes("{{ next.title|possessive }}", "next.title", language="de") == {"TPL007"}
    assert codes("{{ next.title|sentence|lower }}", "next.title", language="de") == set()


def test_a_claim_of_the_hour_is_proven_by_every_daypart_or_none() -> None:
    tonight = msgspec.structs.replace(
        WORDS, claims={"tonight": ("clock.part is evening", "clock.part is night")}
    )
    for dayparts, fits in (
        (("evening",), True),
        (("evening", "night"), True),
        (("evening", "morning"), False),
        ((), False),
    ):
        front = FrontMatter(situation=BreakKind.MOOD_TURN, daypart=dayparts)
        found = check("Now for tonight.", BreakKind.MOOD_TURN, proven(front), tonight).faults
        assert (not found) is fits


def test_capitalised_nouns_are_a_list_and_other_capitals_are_names() -> None:
    german = msgspec.structs.replace(WORDS, nouns=frozenset({"abend"}))
    found = check("Now the Abend by Elvis.", BreakKind.MOOD_TURN, frozenset(), german).faults
    assert [(fault.code, fault.column) for fault in found] == [("TPL012", 18)]
