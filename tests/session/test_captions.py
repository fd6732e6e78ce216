from dataclasses import replace

from dj.model.script import BreakKind, TalkBreak
from dj.model.timeline import EventKind
from dj.session.captions import disclosure, spoken_captions
from dj.testing.examples import manifest


def test_a_synthetic_voice_is_disclosed_with_its_engine() -> None:
    assert disclosure(manifest()) == "The host's voice is synthetic (silent 1). Promotion: none."


def test_a_session_without_a_voice_says_so() -> None:
    record = manifest()
    silent = replace(record.disclosure, synthetic_voice=False, engine="")
    quiet = replace(record, takes=(), disclosure=silent)
    assert disclosure(quiet) == "No host speaks. Promotion: none."


def test_a_recorded_voice_is_not_called_synthetic() -> None:
    record = manifest()
    said = replace(record.disclosure, synthetic_voice=False, engine="")
    assert disclosure(replace(record, disclosure=said)).startswith("The host's voice is recorded. ")


def test_a_plan_discloses_the_voice_it_will_have() -> None:
    record = manifest()
    planned = replace(record.disclosure, engine="")
    assert disclosure(replace(record, disclosure=planned)).startswith(
        "The host's voice is synthetic. "
    )


def test_words_that_nobody_speaks_are_shown_where_they_would_have_begun() -> None:
    record = manifest()
    music = tuple(e for e in record.timeline.events if e.kind is EventKind.MUSIC)
    wordings = record.script.breaks[0].wordings
    breaks = tuple(
        TalkBreak(id=f"b{n:02d}", after_position=after, kind=BreakKind.FRONT_ANNOUNCE,
                  about=(0,), wordings=wordings)
        for n, after in enumerate((-1, 0, 2))
    )  # fmt: skip
    takes = tuple(replace(record.takes[0], break_id=talk.id, path="", sha256="")
                  for talk in breaks)  # fmt: skip
    shown = replace(record, voice=False, takes=takes, script=replace(record.script, breaks=breaks),
                    timeline=replace(record.timeline, events=music))  # fmt: skip
    words = "Good morning. This is First light."
    assert list(spoken_captions(shown)) == [
        (0, 3900, words), (55_000, 58_900, words), (166_000, 169_900, words),
    ]  # fmt: skip
    assert disclosure(shown) == "No host speaks. Promotion: none."
