"""What a tag says is never done: from the tag to what a voice gets, three thousand titles."""

import random
import unicodedata

import numpy as np
import pytest

from dj.commentary.bench import Bench
from dj.commentary.words.listener import Listener
from dj.commentary.words.song import song_words
from dj.library.cleaning import clean_name
from dj.model.script import Wording
from dj.speech.spoken import LONGEST_TEXT, read_aloud
from dj.speech.text.lexicon import gather
from tests.acceptance.hostile_titles import title
from tests.commentary.sessions import AT, invent, song

LINE = "{% if next.title %}Here is {{ next.title }}{% if next.artist %} by {{ next.artist }}{% endif %}.{% else %}More music.{% endif %}"  # noqa: E501
ALLOWED = set(".,!?;:'- ")


def is_inert(text: str) -> bool:
    """Letters, digits and plain punctuation only, each line of an ordinary length."""
    return len(text) < LONGEST_TEXT and all(
        c.isalnum() or c in ALLOWED or unicodedata.category(c) == "Mn" for c in text
    )


@pytest.mark.slow
def test_three_thousand_hostile_titles_are_only_ever_said() -> None:
    rng = random.Random(3)  # noqa: S311
    session, lexicon = invent(0), gather({}, "en")
    listener = Listener(taste=session.taste, at=AT)
    jobs = []
    for _ in range(3_000):
        name = clean_name(title(rng)) if rng.random() < 0.5 else title(rng)
        made = song(0, np.random.default_rng(1), title=name or "x", artist=name, artists=(name,),
                    album=name, genres=(name,))  # fmt: skip
        words = song_words(made, session.lineup.slots[0], (), listener)
        assert all("{" not in v.value for v in words.values() if isinstance(v.value, str))
        jobs.append((LINE, {f"next.{key}": value for key, value in words.items()}))
    bench = Bench()
    rendered = bench.render(jobs)
    bench.close()
    named = 0
    for one in rendered:
        assert one.error == ""
        named += bool(one.traces)
        lines = read_aloud(Wording(line="x", variant=0, text=one.text, traces=one.traces), lexicon)
        assert lines.lines
        assert all(is_inert(line.spoken) and line.spoken[0] != "-" for line in lines.lines)
    assert named > 500, "hardly any title was said, so nothing was tried"
