"""Why a song plays, as a person reads it: true sentences, each number named."""

from dataclasses import replace

from dj.cli.reasons import explain
from dj.model.lineup import Decision, JoinCost, RunnerUp
from dj.model.manifest import Manifest
from dj.testing.examples import manifest
from dj.units import TrackId

DECISION = Decision(
    slot=1,
    track_id=TrackId("0" * 31 + "1"),
    score=1.5,
    signals={"affinity": 0.9, "skips": -0.1, "style": 0.5, "energy_fit": 0.15, "rest": 0.05},
    sources=("favourites", "neighbours"),
    proposals={"favourites": 0.0125, "neighbours": 0.0161},
    editors="Late shift",
    runners_up=(
        RunnerUp(track_id=TrackId("a"), label="Bo - Ridge", score=1.2, cost=0.25,
                 differences={"affinity": -0.4, "style": 0.1}),
        RunnerUp(track_id=TrackId("b" * 32), score=0.5),
    ),
    constraints=("Asked for as the last song.",),
)  # fmt: skip
TOLD = """\
   Because you like this song (+0.900, 56%); it sounds like your music (+0.500, 31%); \
its energy suits the hour (+0.150, 9%): score 1.500.
   Also skips -0.100, rest +0.050.
   Proposed by neighbours (0.0161), favourites (0.0125), among 500 songs that were weighed.
   Editors stand for it: Late shift.
   Its energy is 0.50; 0.60 was asked for.
   Coming from the song before costs 0.31 (tempo 0.10, key 0.50, energy 0.20, timbre 0.40).
   Nearly: Bo - Ridge 1.200, 0.250 dearer here (affinity -0.400); bbbbbbbb 0.500.
   Rule: Asked for as the last song."""


def told(decision: Decision, considered: int = 500) -> str:
    made: Manifest = manifest()
    slots = list(made.lineup.slots)
    join = JoinCost(tempo=0.1, key=0.5, energy=0.2, timbre=0.4, total=0.31)
    slots[1] = replace(slots[1], decision=decision, energy_target=0.6, join=join)
    order = replace(made.lineup, slots=tuple(slots), considered=considered)
    tracks = tuple(replace(track, energy=0.5) for track in made.tracks)
    return explain(replace(made, lineup=order, tracks=tracks), 1)


def test_a_choice_is_told_with_its_reasons_shares_rivals_and_rules() -> None:
    first, _, rest = told(DECISION).partition("\n")
    assert first.startswith("2. ")
    assert rest == TOLD


def test_of_a_song_that_was_put_in_by_hand_that_is_the_reason() -> None:
    text = told(replace(DECISION, by_hand=True))
    assert "Because" not in text
    assert "You put it in by hand; of itself it scores 1.500." in text
    assert "For and against it affinity +0.900, style +0.500" in text


def test_a_choice_that_nothing_speaks_for_is_told_as_such() -> None:
    bare = replace(DECISION, signals={"skips": -0.2}, score=-0.2, proposals={}, editors="",
                   sources=("library",), runners_up=(), constraints=())  # fmt: skip
    text = told(bare, considered=0)
    assert "Nothing speaks for it: score -0.200." in text
    assert "Proposed by no source: it filled the choice up." in text


def test_a_signal_that_has_gone_is_told_by_its_name() -> None:
    gone = replace(DECISION, signals={"moon_phase": 1.5})
    assert "Because moon phase (+1.500, 100%): score 1.500." in told(gone)
