"""A fact is news once: told again, it is worth less than the names alone."""

from dj.commentary.choosing.memory import Memory
from dj.commentary.choosing.ranking import depth
from dj.model.script import Trace, Wording

NAMES = ("next.title", ("tag:a:title",)), ("next.artist", ("tag:a:artist",))


def wording(line: str, *said: tuple[str, tuple[str, ...]]) -> Wording:
    traces = tuple(
        Trace(word=word, text="x", start=n, source="", facts=facts)
        for n, (word, facts) in enumerate(said)
    )
    return Wording(line=line, variant=0, text="x" * len(said), traces=traces)


def worth(memory: Memory, after: int, said: Wording) -> int:
    return depth(said) - memory.staleness(after, said)


def test_a_count_told_before_the_song_is_not_told_again_after_it() -> None:
    memory = Memory()
    memory.lead(3, wording("front", *NAMES, ("next.plays", ("history:a:plays",))))
    again = wording("back", *NAMES, ("prev.plays", ("history:a:plays",)))
    names = wording("back_names", *NAMES)
    assert worth(memory, 4, again) < worth(memory, 4, names)


def test_two_ages_repeat_nothing_though_both_rest_on_the_date() -> None:
    memory = Memory()
    memory.lead(3, wording("front", ("next.away", ("history:a:last", "clock"))))
    other = wording("away", ("next.away", ("history:b:last", "clock")))
    assert memory.staleness(4, other) == 0
    assert memory.staleness(4, wording("same", ("prev.away", ("history:a:last", "clock")))) > 2
