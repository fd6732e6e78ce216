import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dj.lineup import plan, stock
from dj.lineup.catalogue import unit
from dj.lineup.filters import passing
from dj.lineup.wishes.lexicon import lexicons
from dj.lineup.wishes.vocabulary import vocabulary
from dj.model.filter import Filter
from dj.model.wish import Use
from tests.lineup.wishes.golden import answer, blocks
from tests.lineup.wishes.shelf import SONGS, STOCK, TASTE, told
from tests.lineup.worlds import AT, SHOW, newcomer, song

ROWS = STOCK.catalogue.row_of
WORDS = ("mellow", "fast", "no", "or", "and", "but", ",", "rap", "latin", "90s", "from", "1994",
         "by", "like", "Luz Moreira", "northgate", "40", "minutes", "not", "heard", "for", "a",
         "year", "my", "2019", "in", "spanish", "instrumental", '"', "Desfado", "play", "bpm",
         "only", "happy", "wombat", "new to me", "between", "half", "less", "-", "🎷", "except",
         "free", "to", "Luz Moreira - Desfado", "-rap", "70s")  # fmt: skip
wishes = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@pytest.mark.parametrize("words", blocks())
def test_a_wish_is_answered_as_written_down(words: str) -> None:
    assert answer(words) == blocks()[words]


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80) | wishes)
@example("\ud800 \x00 \u202e‮“”'\"[/]{}")
def test_any_text_is_answered_on_plain_lines(words: str) -> None:
    found = told(words)
    for line in (*found.brief.notes, found.problem, found.hint):
        assert line == "".join(char if char.isprintable() else "?" for char in line)
        assert line.count("“") == line.count("”")
    for clause in found.clauses:
        assert 0 <= clause.start < clause.end <= len(words)
    assert bool(found.clauses or found.missing) or found.problem


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(wishes)
def test_every_song_that_may_play_is_all_that_must_hold(words: str) -> None:
    found = told(words)
    if found.brief.only is None or any(one.use is Use.EXCEPT for one in found.clauses):
        return
    for clause in found.clauses:
        for wanted in clause.wants:
            true = passing(STOCK.catalogue, TASTE, AT, wanted)
            inside = {ROWS[one] for one in found.brief.only - found.brief.must}
            if clause.use is Use.NOT:
                assert not any(true[row] for row in inside)
    musts = [one for one in found.clauses if one.use is Use.MUST and one.wants]
    for row in (ROWS[one] for one in found.brief.only - found.brief.must):
        held = [passing(STOCK.catalogue, TASTE, AT, one.wants[0])[row] for one in musts]
        assert any(held) or not musts


@pytest.mark.parametrize(
    "words",
    ["mellow, fast, 90s, in spanish", "fast but instrumental", "happy mellow 2010s, under 120 bpm"],
)
def test_different_sorts_of_things_must_hold_at_once(words: str) -> None:
    found = told(words)
    must = [one.wants[0] for one in found.clauses if one.use is Use.MUST]
    held = np.all([passing(STOCK.catalogue, TASTE, AT, one) for one in must], axis=0)
    fit = (one.id for one, ok in zip(STOCK.catalogue, held, strict=True) if ok)
    assert found.brief.only == frozenset(fit)


@pytest.mark.slow
def test_ten_kilobytes_take_no_longer_than_a_moment() -> None:
    told("mellow")
    for words in (
        "jazz " * 2000,
        "wombat qwerty " * 720,
        'by "Foo Bar" or zzz, ' * 480,
        "x" * 10**4,
    ):
        begun = time.process_time()
        found = told(words)
        assert time.process_time() - begun < 0.5  # usually 0.02
        assert "Only the first 1,000 characters of the wish were read." in found.brief.notes


def test_the_same_wish_means_the_same() -> None:
    assert told("happy latin, like Luz Moreira") == told("happy latin, like Luz Moreira")


def test_without_a_history_nothing_is_called_new_and_that_is_said() -> None:
    found = told("new to me", taste=newcomer())
    assert found.brief.only is None
    assert found.brief.notes == (
        "“new to me”: never heard by you, but your history here is too short to tell what is new "
        "to you; it changes nothing.",
    )


@pytest.mark.parametrize("words", ["new to me", "from my 2025", "favourites", "forgotten"])
def test_without_a_profile_nothing_is_said_of_what_was_played(words: str) -> None:
    found = told(words, taste=replace(newcomer(), profiled=False))
    assert found.brief.only is None
    assert "your profile is off" in found.brief.notes[0]
    assert not found.brief.lean


def test_favourites_without_any_let_what_is_played_most_count_more() -> None:
    found = told("favourites", taste=replace(TASTE, saves=frozenset()))
    assert found.brief.only is None
    assert found.brief.lean == {"affinity": 2.0, "artist_affinity": 2.0}


def test_the_show_changes_as_the_wish_says() -> None:
    show = told("clean songs by Luz Moreira, build up, no talk, 20 minutes").show
    assert (show.length_s, show.songs, show.talk) == (1200.0, None, "none")
    assert show.arc == (-0.3, -0.1, 0.1, 0.3)
    assert (show.rules.allow_explicit, show.rules.artist_separation) == (False, 0)
    assert told("new to me").show.rules.discovery_share == (0.0, 1.0)
    assert told("mellow").show == SHOW


def test_a_wish_that_leaves_little_makes_a_shorter_session() -> None:
    found = told("latin, 3 hours")
    assert found.show.length_s == pytest.approx(found.songs_s)
    assert found.songs_s < 3 * 3600


def test_a_number_of_songs_decides_where_a_length_is_told_too() -> None:
    found = told("3 songs, 2 hours")
    assert (found.show.songs, found.show.length_s) == (3, SHOW.length_s)
    assert "the number of songs decides how long it lasts" in found.brief.notes[1]
    assert told("1000 songs").brief.notes[0].endswith("200 songs, as sessions have 200 at most.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("90s latin", "is shorter than the 1 hour of the show"),
        ("90s latin, 2 hours", "is shorter than the 2 hours asked for"),
        ("20 songs by Luz Moreira", "has fewer songs than the 20 asked for"),
        ("3 songs by Luz Moreira", ""),
    ],
)
def test_too_few_songs_are_compared_with_what_was_asked_for(words: str, said: str) -> None:
    told_short = [note for note in told(words).brief.notes if note.startswith("That leaves")]
    assert [said in note for note in told_short] == [True] * bool(said)


def test_songs_like_others_are_the_nearest_of_all_that_fits() -> None:
    rng = np.random.default_rng(5)
    near, far = (unit(rng.standard_normal(16)) for _ in range(2))
    library = [
        song(number, artist="Ana" if number < 3 else f"Artist {number}", energy=number % 2 * 0.8,
             vector=unit((near if number < 120 else far) + 0.1 * rng.standard_normal(16)))
        for number in range(240)
    ]  # fmt: skip
    found = told("like Ana, 20 minutes, calm", at_hand=stock(library), taste=newcomer())
    assert found.brief.seeds.keys() == {one.id for one in library[:3]}
    assert found.songs == 30
    assert found.brief.only is not None
    assert all(int(one[1:]) < 120 and int(one[1:]) % 2 == 0 for one in found.brief.only)


def test_a_song_that_is_named_plays_first() -> None:
    found = told("play Desfado by Luz Moreira, 20 minutes, mellow")
    lineup = plan(STOCK, found.show, TASTE, at=AT, seed=1, brief=found.brief)
    assert [slot.track_id for slot in lineup.slots].index(SONGS[0].id) == 0


def test_what_is_forbidden_does_not_count_as_left() -> None:
    barred = dict.fromkeys((one.id for one in SONGS), "no")
    found = told("mellow", taste=replace(TASTE, barred=barred))
    assert found.songs == 0
    assert found.problem.startswith("all songs that fit are forbidden by you")


def test_an_empty_library_says_so() -> None:
    assert told("mellow", at_hand=stock([])).problem == "there is no song in the library."


def test_a_plan_plays_nothing_else() -> None:
    found = told("mellow, no rap, from 1980 onwards, 20 minutes")
    lineup = plan(STOCK, found.show, TASTE, at=AT, seed=4, brief=found.brief)
    wanted = Filter(energy=(0, 0.5), years=(1980, 2100), not_genres=("rap", "hip hop"))
    fits = passing(STOCK.catalogue, TASTE, AT, wanted)
    assert len(lineup.slots) > 3
    assert all(fits[ROWS[slot.track_id]] for slot in lineup.slots)


@pytest.mark.slow
def test_what_would_be_nice_comes_more_often() -> None:
    show = replace(SHOW, length_s=1800.0)

    def minor(words: str) -> float:
        brief = told(words, show=show).brief
        made = [plan(STOCK, show, TASTE, at=AT, seed=n, brief=brief) for n in range(3)]
        rows = [ROWS[slot.track_id] for one in made for slot in one.slots]
        return float(np.mean(STOCK.catalogue.keys[rows] % 2))

    assert minor("dark") > minor("happy") + 0.3


@pytest.mark.slow
def test_a_slip_of_the_pen_is_read_right_or_told_and_hardly_ever_otherwise() -> None:
    rng = np.random.default_rng(3)
    single = [word for word, _ in dict(lexicons(vocabulary()))["English"].single()]
    right, lost, wrong = 0, 0, []
    for word in single:
        slip = slipped(word, rng)
        if len(word) < 5 or slip == word:
            continue
        meant, found = told(word), told(slip)
        if found.clauses and found.brief.only == meant.brief.only:
            right += 1
        elif not found.clauses:
            lost += 1
        else:
            wrong.append((word, slip))
    assert right > 0.75 * (right + lost)
    assert len(wrong) <= 0.01 * right


def slipped(word: str, rng: np.random.Generator) -> str:
    """A letter lost, added, changed or swapped with the next."""
    at, letter = int(rng.integers(len(word))), chr(97 + int(rng.integers(26)))
    ways = (word[at + 1 :], letter + word[at:], letter + word[at + 1 :],
            word[at + 1 : at + 2] + word[at] + word[at + 2 :])  # fmt: skip
    return word[:at] + ways[int(rng.integers(4))]
