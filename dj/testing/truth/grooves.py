"""How each style divides a bar among drums, bass and chords.

A row is one bar in equal steps: ``x`` a full stroke, ``o`` a middling one, ``g`` a ghost, ``.``
none. A bass row names the note instead: root, third, fifth, octave, or approach to the next root.
"""

from collections.abc import Iterator
from dataclasses import dataclass

VELOCITY = {"x": 1.0, "o": 0.6, "g": 0.25}


@dataclass(frozen=True, slots=True, kw_only=True)
class Groove:
    """What a band in this style plays in each bar."""

    drums: tuple[dict[str, str], ...]
    """One row a drum, for one or more bars in turn."""
    bass: tuple[str, ...]
    comp: tuple[str, ...]
    """When the chords are struck."""
    fill: dict[str, str]
    """Replaces the drums in the last bar of a phrase."""
    beats_per_bar: int = 4
    jazz: bool = False
    """Chords with sevenths."""
    broken: bool = False
    """Chords are played one note after the other."""


def strokes(row: str, beats_per_bar: int) -> Iterator[tuple[float, str]]:
    """Yield (beat of the bar from 0, sign) for each step that is played."""
    for step, sign in enumerate(row):
        if sign != ".":
            yield step * beats_per_bar / len(row), sign


_ROLL = {"kick": "x...x...", "snare": "....x.x.oxox.xxx", "tom": "........x.x.xx.."}
_SHUFFLE_FILL = {"kick": "x.....x.....", "snare": "...x.xx.xx.x", "hat": "x..x..x....."}
GROOVES: dict[str, Groove] = {
    "four": Groove(
        drums=(
            {"kick": "x...x...x...x...", "clap": "....x.......x...", "open": "..x...x...x...x.",
             "shaker": "ogogogogogogogog"},
        ),
        bass=("..r...r...r...r.", "r..r..r.r..r..o."), comp=("x..x..x...x..x..", "x......."),
        fill={"kick": "x...x...x.......", "clap": "....x.......x.xx", "shaker": "ogogogogogogogog"},
    ),
    "rock": Groove(
        drums=(
            {"kick": "x.......x.x.....", "snare": "....x.......x...", "hat": "x.o.x.o.x.o.x.o."},
            {"kick": "x.....x...x.....", "snare": "....x.......x...", "hat": "x.o.x.o.x.o.x.o."},
        ),
        bass=("r.r.r.r.r.r.r.r.", "r...r.r.r...r.f."),
        comp=("x...x...x...x...", "x.x.x.x.x.x.x.x."),
        fill=_ROLL,
    ),
    "half-time": Groove(
        drums=(
            {"kick": "x......x......x.", "snare": "........x.......", "hat": "x.o.x.o.x.o.x.oo"},
            {"kick": "x.....x...x.....", "snare": "........x.......", "hat": "x.o.xoo.x.o.x.o."},
        ),
        bass=("r.......r.....r.",), comp=("x.......",),
        fill={"kick": "x.......x.......", "snare": "........x.o.xxxx", "hat": "x.o.x.o."},
    ),
    "breakbeat": Groove(
        drums=(
            {"kick": "x.x.......xx....", "snare": "....x..g.g..x..g", "ride": "x.x.x.x.x.x.x.x."},
            {"kick": "x.........x.....", "snare": "....x..g.g..x...", "hat": "x.o.x.o.x.o.x.o."},
        ),
        bass=("r.....r...r.....", "r...........f..."), comp=("x.......", "x.....x........."),
        fill={"kick": "x.x.......x.....", "snare": "....x..x.x.xx.xx", "ride": "x.x.x.x.x.x....."},
    ),
    "funk": Groove(
        drums=(
            {"kick": "x..x......x..x..", "snare": "....x..g.g..x..g", "hat": "xgogxgogxgogxgog"},
            {"kick": "x.x.......x.....", "snare": "....x..g.g..x.g.", "hat": "xgogxgogxgogxgog"},
        ),
        bass=("r..r..o...r.f.r.", "r..r......r..tf."),
        comp=("....x..x....x..x", "..x..x....x..x.."),
        fill=_ROLL,
    ),
    "shuffle": Groove(
        drums=(
            {"kick": "x.....x.....", "snare": "...x.....x..", "hat": "x.ox.ox.ox.o"},
            {"kick": "x.....x.x...", "snare": "...x.....x.g", "hat": "x.ox.ox.ox.o"},
        ),
        bass=("r.rt.tf.ff.f", "r..r.rf..f.t"), comp=("x.....x.....", "..x..x..x..x"),
        fill=_SHUFFLE_FILL,
    ),
    "swing": Groove(
        drums=(
            {"ride": "x..x.ox..x.o", "hat": "...x.....x..", "kick": "g..g..g..g..",
             "snare": ".....g......"},
            {"ride": "x..x.ox..x.o", "hat": "...x.....x..", "kick": "g..g..g..o..",
             "snare": "........o..."},
        ),
        bass=("r..t..f..a..", "r..f..t..a.."), comp=("x....x......", "..x.....x..."),
        fill={"ride": "x..x..x.....", "snare": ".....o..x.ox", "kick": "o.....o....."}, jazz=True,
    ),
    "waltz": Groove(
        drums=(
            {"kick": "x.....", "snare": "..o.o.", "hat": "..x.x."},
            {"kick": "x.....", "brush": "..x.xg", "hat": "x.x.x."},
        ),
        bass=("r.....", "r...f."), comp=("..x.x.",), beats_per_bar=3,
        fill={"kick": "x.....", "snare": "..x.xx", "tom": "....x."},
    ),
    "ballad": Groove(
        drums=(
            {"kick": "x.........x.....", "rim": "....x.......x...", "hat": "x.o.x.o.x.o.x.o."},
            {"kick": "x.......x.......", "snare": "....o.......o...", "hat": "x.o.x.o.x.o.x.o."},
        ),
        bass=("r...........f...", "r......."), comp=("x.x.x.x.x.x.x.x.", "x...x...x...x..."),
        fill={"kick": "x...............", "snare": "....o.......o.oo", "tom": "..........o.x..."},
        broken=True,
    ),
    "bossa": Groove(
        drums=(
            {"kick": "x.....o.x.....o.",
             "rim": "x.....x.....x...", "shaker": "xgogxgogxgogxgog"},
            {"kick": "x.....o.x.....o.", "rim": "....x.....x.....", "shaker": "xgogxgogxgogxgog"},
        ),
        bass=("r.....f.f.....r.",), comp=("x.....x...x..x..", "x..x..x...x....."),
        fill={"kick": "x.....o.x.....o.", "rim": "x.....x...x.x.x.", "shaker": "xgogxgogxgogxgog"},
        jazz=True,
    ),
    "latin": Groove(
        drums=(
            {"kick": "x...x...x...x...", "snare": "...x..x....x..x.", "conga": "o.g.o.xxo.g.o.xx",
             "bell": "x.o.x.o.x.o.x.o."},
        ),
        bass=("r..r..f.r..r..f.", "r.....f.....o..."),
        comp=("x..x..x.x..x..x.", "..x..x.x..x..x.x"),
        fill={"kick": "x...x...x...x...", "conga": "xxoxxxoxxoxxxoxx", "snare": "............xxxx"},
    ),
    "drumless": Groove(
        drums=({},), bass=("r...........f...", "r.......f......."),
        comp=("x.x.x.x.x.x.x.x.", "x...x...x...x..."), fill={}, broken=True,
    ),
}  # fmt: skip
