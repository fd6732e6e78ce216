"""Golden table: what a line says, and what a voice is given."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.speech.text import rules

GOLDEN = [
    # years, by context
    ("from 1985", "from nineteen eighty-five"),
    ("a 1987 recording", "a nineteen eighty-seven recording"),
    ("It was 2007.", "It was two thousand seven."),
    ("in 1848", "in eighteen forty-eight"),
    ("1985–1987", "nineteen eighty-five to nineteen eighty-seven"),
    ("2000 songs", "two thousand songs"),
    ("in over 1999 plays", "in over one thousand nine hundred ninety-nine plays"),
    ("more than 2010", "more than two thousand ten"),
    ("The year on it is 1972.", "The year on it is nineteen seventy-two."),
    ("2026-05-12", "May twelfth, twenty twenty-six"),
    # decades
    ("the kids of the '90s", "the kids of the nineties"),
    ("the ’80s", "the eighties"),
    ("the 1990s", "the nineteen nineties"),
    ("the 2000s and the 2010s", "the two thousands and the twenty tens"),
    ("60s soul", "sixties soul"),
    ("summer of '69", "summer of sixty-nine"),
    # ranks and dates
    ("since January 3rd", "since January third"),
    ("on May 12, 1994", "on May twelfth, nineteen ninety-four"),
    ("on the 3rd of October", "on October third"),
    ("Nov. 23, 2026", "November twenty-third, twenty twenty-six"),
    ("the 21st time", "the twenty-first time"),
    ("you may 5 times", "you may five times"),
    # music
    ("at 116 BPM", "at one hundred sixteen beats per minute"),
    ("at 92.5 bpm", "at ninety-two point five beats per minute"),
    ("by BPM", "by beats per minute"),
    ("straight in at No. 1!", "straight in at number one!"),
    ("#1 again", "number one again"),
    ("vol. 2 and Pt. III", "volume two and part three"),
    ("Part II", "Part two"),
    ("Op. 27", "opus twenty-seven"),
    ("a duet feat. a friend", "a duet featuring a friend"),
    ("this ft. that", "this featuring that"),
    ("old vs. new", "old versus new"),
    ("w/ strings, w/o drums", "with strings, without drums"),
    ("F#m", "F sharp minor"),
    ("B♭ major", "B flat major"),
    ("from Bbm to Eb", "from B flat minor to E flat"),
    ("in A minor", "in eigh minor"),
    ("in the key of A", "in the key of eigh"),
    ("A song in Am", "A song in eigh minor"),
    ("R&B", "R and B"),
    ("rock 'n' roll", "rock and roll"),
    ('a 12" mix', "a twelve-inch mix"),
    # lengths and times of day
    ("4:33 long", "four minutes thirty-three long"),
    ("3:00 of it", "three minutes of it"),
    ("0:45", "forty-five seconds"),
    ("1:02:03", "one hour two minutes three seconds"),
    ("It's 7:30 p.m. now", "It's seven thirty PM now"),
    ("at 9 p.m.", "at nine PM"),
    ("8:05AM", "eight oh five AM"),
    ("at 19:30", "at nineteen thirty"),
    ("at 7:00", "at seven o'clock"),
    ("it's 0:15", "it's twelve fifteen AM"),
    ("at 4:33 long", "at four minutes thirty-three long"),
    # signs and short forms
    ("love & peace", "love and peace"),
    ("100% yes", "one hundred percent yes"),
    ("1,234 plays", "one thousand two hundred thirty-four plays"),
    ("3.5 stars", "three point five stars"),
    ("10-20 songs", "ten to twenty songs"),
    ("$20 and £1", "twenty dollars and one pound"),
    ("44.1 kHz", "forty-four point one kilohertz"),
    ("3 min left", "three minutes left"),
    ("1 min. left", "one minute left"),
    ("½ an hour", "one half an hour"),
    ("24/7", "twenty-four seven"),
    ("and/or", "and or or"),
    ("the L.A. scene", "the LA scene"),
    ("a.k.a. nobody", "also known as nobody"),
    ("e.g. this", "for example this"),
    ("Mr. and Mrs. Nobody", "Mister and Missus Nobody"),
    ("007", "zero zero seven"),
    ("Track 7", "Track seven"),
]


@pytest.mark.parametrize(("written", "said"), GOLDEN)
def test_prose_is_read_as_a_host_would(written: str, said: str) -> None:
    assert rules.apply(written) == said


def test_every_name_of_a_rule_is_its_own() -> None:
    names = [rule.name for rule in rules.RULES]
    assert len(names) == len(set(names))


@settings(max_examples=200)
@given(st.text(st.sampled_from("0123456789:.,-–/#%&$' abmpMPBNov'sth"), max_size=60))
def test_no_digit_is_left_whatever_the_signs(text: str) -> None:
    assert not any(char.isdigit() for char in rules.apply(text))


@pytest.mark.parametrize("piece", ["1", "1:", "1,", "1.", "A.", "&", " ", "'9", "vol. ", "1985-"])
def test_time_grows_with_length_only(piece: str) -> None:
    text = piece * (2_000 // len(piece))
    start = time.process_time()
    rules.apply(text)
    assert time.process_time() - start < 1.0
