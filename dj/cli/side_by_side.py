"""Two programmes beside each other, and what was lost and gained between them."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from dj.cli import console
from dj.model.whatif import Alternative, Difference, Played

_NARROW = 24
"""Least width of a column of songs."""
_REASONS = 3


def side_by_side(found: Alternative) -> None:
    """Print both programmes, how far they differ, and what the songs had for them."""
    out = console.out()
    width = max(_NARROW, (min(out.width, 120) - 8) // 2)
    for line in _lines(found, width):
        console.tell(line)


def _lines(found: Alternative, width: int) -> Iterator[str]:
    yield f"{'':4}{_cut('As it is', width)}  {_title(found)}"
    for number, (one, two) in enumerate(zip_longest(found.before, found.after), 1):
        same = one and two and one.track_id == two.track_id
        left = _cut(one.label if one else "-", width)
        right = _cut("the same" if same else two.label if two else "-", width)
        yield f"{number:>2}  {left}  {right.rstrip()}"
    yield ""
    yield from _shares(found)
    yield from _songs("Would not play:", found.gone)
    yield from _songs("Would play:", found.come)
    yield from (f"Note: {note}" for note in found.notes)


def _title(found: Alternative) -> str:
    with_seed = f"With seed {found.other_seed}" if found.other_seed != found.seed else ""
    less = f"without {', '.join(found.without)}" if found.without else ""
    return " ".join(part for part in (with_seed, less) if part).capitalize()


def _shares(found: Alternative) -> Iterator[str]:
    here, longer = found.differs, max(len(found.before), len(found.after))
    yield (f"{round(here.places * longer)} of {longer} places hold another song "
           f"({here.places:.0%}); {_many(len(found.gone))} would not play, "
           f"{len(found.come) or 'none'} would come ({here.songs:.0%}).")  # fmt: skip
    if found.by_chance:
        yield (f"By chance alone, with {_seeds(found.seeds_tried)}: "
               f"{found.by_chance.places:.0%} of places, {found.by_chance.songs:.0%} of songs. "
               f"{_verdict(here, found.by_chance)}").rstrip()  # fmt: skip


def _verdict(here: Difference, chance: Difference) -> str:
    if here.songs == 0.0 == here.places:
        return "It changes nothing here."
    return "" if here.songs > chance.songs else "It changes no more songs than chance does."


def _seeds(count: int) -> str:
    return "another seed" if count == 1 else f"{count} other seeds"


def _many(songs: int) -> str:
    return {0: "no song", 1: "one song"}.get(songs, f"{songs} songs")


def _songs(title: str, songs: Sequence[Played]) -> Iterator[str]:
    if songs:
        yield title
    for song in songs:
        ranked = sorted(song.signals.items(), key=lambda item: (-abs(item[1]), item[0]))
        said = ", ".join(f"{name.replace('_', ' ')} {value:+.2f}"
                         for name, value in ranked[:_REASONS])  # fmt: skip
        yield f"  {song.label}: score {song.score:.2f}" + (f" ({said})" if said else "")


def _cut(text: str, width: int) -> str:
    """Fill a column; what does not fit ends in an ellipsis."""
    from rich.cells import cell_len, set_cell_size

    text = console.plain(text).replace("\n", " ")
    return text and (set_cell_size(text, width) if cell_len(text) <= width
                     else set_cell_size(text, width - 1) + "…")  # fmt: skip
