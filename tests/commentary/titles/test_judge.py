"""Hard words are found however they hide, and their look-alikes are left in peace."""

import random
from pathlib import Path

import pytest

from dj import tables
from dj.commentary.titles import read
from dj.model.spoken import Manner, NameLevel
from tests.commentary.titles.disguises import WAYS

CLEAN = (
    "Trance Atlantic Air Waves", "SufiTrance",
    "Scunthorpe United", "Penistone Road", "Classic Assassin", "Essex Sussex Middlesex",
    "Arsenal Cocktail", "Dickens and Hancock", "Shiitake Season", "Pushit Lane", "Matsushita",
    "Cumberland Gap", "Analogue Analysis", "Put On a Smile", "As Is It", "Fun Duck", "Bass Kit",
    "The Cars", "Got Your Number", "I Got It", "Nick and Paula", "Horror County", "Six Feet Deep",
    "Another One Bites", "S.O.S. (Let Me)", "A Sheet of Snow", "Beach Witch", "Count Her In",
    "M*A*S*H", "N*E*R*D", "1999", "4 5 5", "Track of 7", "Café con Leche", "Van Dyke",
    "Mongo Santamaria", "Pedal Steel", "Anima", "U2", "B-52's", "H.E.R.", "P!nk", "Ke$ha",
    "Cut Copy", "Lull", "FTW", "Troye Sivan",
)  # fmt: skip
AT_HOME = (
    "Mit den Vögeln", "Die Möwe", "Hurra, die Schule brennt", "Der Kakadu", "Zigeunerbaron",
    "Spatzen", "Dschinghis Khan", "Cono Sur", "Panchito Riset", "Concha Buika", "La olla",
    "El capullo", "Pájaro chogüí", "Bicho raro", "Jota aragonesa", "La negra tiene tumbao",
    "Café con leche", "Johnny Depp",
)  # fmt: skip
"""Ordinary titles and names of German and Spanish speakers, each close to a hard word."""
COARSE_AT_HOME = (
    "Verpiss dich", "Drecksau", "So ein Krüppel", "Zwei Kanacken", "Scheißdreck", "Hijueputa",
    "Comemierda", "Culiado", "Me llaman pajero", "Conchetumare", "Güevón", "Negrata",
)  # fmt: skip
FRIENDS = (
    ("Slut", "sv"), ("Allt tar slut", "sv-SE"), ("Fart", "da"), ("Dick und dünn", "de"),
    ("Gato negro", "es"), ("Café con amor", "it"), ("Hell erleuchtet", "de"), ("Cum laude", "la"),
    ("Hora", "es"), ("Bordel", "sv"), ("Puto", "pt"),
)  # fmt: skip


@pytest.mark.parametrize("title", CLEAN)
def test_whole_words_count_and_never_parts_of_words(title: str) -> None:
    assert read(title).doubt is None


@pytest.mark.parametrize("title", AT_HOME)
def test_ordinary_german_and_spanish_titles_are_said(title: str) -> None:
    assert read(title).doubt is None


@pytest.mark.parametrize("title", COARSE_AT_HOME)
def test_what_is_coarse_in_german_or_spanish_stays_unsaid(title: str) -> None:
    assert read(title).doubt is not None


@pytest.mark.parametrize(("title", "sung_in"), FRIENDS)
def test_a_false_friend_is_said_where_the_language_is_declared(title: str, sung_in: str) -> None:
    assert read(title, Manner(declared=sung_in)).doubt is None


def test_in_a_family_a_false_friend_is_said_only_in_a_song_marked_clean() -> None:
    unknown = Manner(level=NameLevel.FAMILY, declared="sv")
    assert read("Slut", unknown).spoken is None
    assert read("Slut", Manner(level=NameLevel.FAMILY, declared="sv", explicit=False)).spoken


@pytest.mark.parametrize(
    ("title", "levels"),
    [
        ("Quiet Harbour", "family standard open"),
        ("Damned If You Do", "standard open"),
        ("What the Fuck", "open"),
        ("Tranny", ""),
    ],
)
def test_each_level_says_what_it_allows(title: str, levels: str) -> None:
    said = [str(level) for level in NameLevel if read(title, Manner(level=level)).spoken]
    assert said == levels.split()


@pytest.mark.parametrize(
    "title",
    ["f*ck it", "F**K", "f***", "sh!t", "$hit", "FUUUCK", "fu ck", "f.u.c.k", "fvck", "phuck",
     "ＦＵＣＫ", "𝔣𝔲𝔠𝔨", "🅵🆄🅲🅺", "ғυcк", "f\u200bu\u200bck", "n1gga", "fcuk [[fVk]]", "Sh1t-Show",
     "FuckThis", "х*й", "xyй", "ПИ3ДЕЦ", "cyka"],
)  # fmt: skip
def test_disguises_that_people_use_are_seen_through(title: str) -> None:
    assert read(title).spoken is None


def hard_words() -> list[str]:
    """All strong words and slurs of all lists, as they are written there."""
    paths = sorted({Path(name) for name, *_ in tables.stamp("words/*.tsv")})
    rows = [row for path in paths for row in tables.rows(path)]
    hard = [row for row in rows if row.cell(1) in {"strong", "slur"}]
    return [row.cells[0] + ending for row in hard for ending in ("", *row.cell(2).split())]


def test_there_are_enough_words_in_enough_languages() -> None:
    languages = {Path(name).stem for name, *_ in tables.stamp("words/*.tsv")}
    assert len(set(hard_words())) >= 1_000
    assert len(languages) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_of_a_thousand_words_in_each_disguise_one_in_a_hundred_may_pass(way: str) -> None:
    words = hard_words()
    for seed in (7, 8, 9):
        rng = random.Random(seed)  # noqa: S311
        passed = [word for word in words if read(f"Night {WAYS[way](word, rng)} Song").spoken]
        assert len(passed) <= len(words) / 100, passed


STARTS = ("br", "cl", "d", "fl", "g", "h", "j", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v")
MIDDLES = ("a", "e", "i", "o", "u", "ai", "ea", "oo", "ou")
ENDS = ("ck", "d", "ght", "ll", "m", "n", "nd", "ng", "nt", "p", "rd", "s", "sh", "st", "t", "th")


@pytest.mark.slow
def test_of_twenty_thousand_clean_titles_hardly_any_stays_unsaid() -> None:
    rng = random.Random(11)  # noqa: S311

    def word() -> str:
        parts = [rng.choice(STARTS) + rng.choice(MIDDLES) for _ in range(rng.randint(1, 3))]
        return "".join(parts) + rng.choice(ENDS)

    titles = [" ".join(word() for _ in range(rng.randint(1, 4))).title() for _ in range(20_000)]
    unsaid = [title for title in titles if read(title).doubt]
    assert len(unsaid) <= 100, unsaid
