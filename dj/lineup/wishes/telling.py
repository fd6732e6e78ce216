"""What a part of a wish stands for, in plain words, and how to quote a stranger's text safely."""

from collections.abc import Sequence

from dj.lineup.wishes.figures import FASTEST_BPM, FIRST_YEAR, LAST_YEAR
from dj.lineup.wishes.vocabulary import Likely
from dj.model.filter import Filter, Heard
from dj.model.names import one_line

_LONGEST = 60
_FAST_BPM = 0.74 * FASTEST_BPM
"""An upper end of a tempo from which on it excludes nothing."""
_YEARS_FROM = 730
"""Days from which on a while is told in years."""
_LONG_S = 7200.0
"""The same of the length of a song."""
_HEARD = {
    Heard.NEVER: "never heard by you",
    Heard.BEFORE: "heard by you before",
    Heard.ARTIST_NEVER: "by artists you have never heard",
}


def quoted(text: str) -> str:
    """Quote a stranger's words on one line: cut if long, without marks that end the quotation."""
    plain = one_line(text.translate(_MARKS))
    return f"“{plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + '…'}”"


_MARKS = str.maketrans({"“": '"', "”": '"', "\u200d": " "})


def listed(names: Sequence[str], last: str = "and") -> str:
    """Join names as people do."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def minutes(seconds: float) -> str:
    """Say a length in hours and minutes."""
    whole = max(1, round(seconds / 60.0))
    hours, rest = divmod(whole, 60)
    parts = [_count(hours, "hour")] if hours else []
    return " ".join([*parts, *([_count(rest, "minute")] if rest else [])])


def songs(count: int) -> str:
    """Say a number of songs."""
    return "no song" if count == 0 else _count(count, "song")


def described(wanted: Filter) -> str:
    """Say what a filter asks for, as what a song must be like."""
    said = [
        f"with the genre {listed(wanted.genres, 'or')}" if wanted.genres else "",
        f"by {listed(wanted.artists, 'or')}" if wanted.artists else "",
        _years(wanted.years) if wanted.years else "",
        f"released in the last {wanted.released_days} days" if wanted.released_days else "",
        _with(_band(wanted.tempo_bpm, "a tempo of", " bpm", _FAST_BPM, "{:.0f}")),
        _with(_band(wanted.energy, "energy", "", 1.0, "{:.2f}")),
        f"sung in {listed(wanted.languages, 'or')}" if wanted.languages else "",
        _told(wanted.instrumental, "with nobody singing", "with somebody singing"),
        _told(wanted.explicit, "marked as explicit", "not marked as explicit"),
        _length(wanted.song_s) if wanted.song_s else "",
        _HEARD[wanted.heard] if wanted.heard else "",
        f"heard by you, but not in the last {_while(wanted.rested_days)}"
        if wanted.rested_days else "",
        f"played by you in {_span(*wanted.played_in)}" if wanted.played_in else "",
        _told(wanted.saved, "kept or liked by you", "not kept by you"),
        f"with the sound {listed(wanted.sounds, 'or')}" if wanted.sounds else "",
    ]  # fmt: skip
    return ", ".join(filter(None, said))


def likely_described(likely: Likely) -> str:
    """Say what makes a song more likely to be meant."""
    said = [
        f"a {likely.mode} key" if likely.mode else "",
        _band(likely.energy, "energy", "", 1.0, "{:.2f}"),
        _band(likely.tempo_bpm, "a tempo of", " bpm", _FAST_BPM, "{:.0f}"),
        f"the sound {listed(likely.sounds, 'or')}" if likely.sounds else "",
    ]
    return listed([one for one in said if one])


def _while(days: float) -> str:
    return f"{days:.0f} days" if days < _YEARS_FROM else f"{round(days / 365.0, 1):g} years"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number:,} {what}s"


def _with(said: str) -> str:
    return said and f"with {said}"


def _told(value: bool | None, yes: str, no: str) -> str:  # noqa: FBT001 - the value told
    return "" if value is None else yes if value else no


def _span(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _years(years: tuple[int, int]) -> str:
    first, last = years
    if first <= FIRST_YEAR:
        return f"released in {last} or before"
    if last >= LAST_YEAR:
        return f"released in {first} or later"
    return f"released {'in ' if first == last else ''}{_span(first, last)}"


def _band(
    band: tuple[float, float] | None, what: str, unit: str, most: float, form: str
) -> str:  # fmt: skip
    """Say two ends; one that excludes nothing is left out."""
    if band is None:
        return ""
    low, high = (form.format(end) for end in band)
    if band[1] >= most:
        return f"{what} {low}{unit} or more"
    if band[0] <= most * 0.075:
        return f"{what} {high}{unit} or less"
    return f"{what} {low} to {high}{unit}"


def _length(song_s: tuple[float, float]) -> str:
    low, high = song_s
    if high >= _LONG_S:
        return f"{minutes(low)} long or longer"
    return f"{minutes(high)} long or shorter" if low <= 60.0 else (
        f"{minutes(low)} to {minutes(high)} long")  # fmt: skip
