"""Listening month by month: plays, minutes and what was new."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo

from dj.listeners.discoveries import Discoveries, Discovery, by_month
from dj.listeners.plays import Play, minutes, top_artists
from dj.model.profile import Month, Stream

YearMonth = tuple[int, int]


def read_months(
    plays: Sequence[Play], found: Discoveries, zone: tzinfo, span: Sequence[YearMonth]
) -> tuple[Month, ...]:
    """Count each month of a span, empty ones too."""
    sorted_plays = split(plays)
    news = by_month(found.artists, zone)
    return tuple(_month(key, sorted_plays.get(key, []), news.get(key, [])) for key in span)


def split(plays: Sequence[Play]) -> Mapping[YearMonth, list[Play]]:
    """Sort plays into months."""
    months: dict[YearMonth, list[Play]] = {}
    for play in plays:
        months.setdefault((play.local.year, play.local.month), []).append(play)
    return months


def span_of(plays: Sequence[Play]) -> tuple[YearMonth, ...]:
    """List all months from the first play (oldest first) to the last."""
    if not plays:
        return ()
    last = plays[-1].local
    return tuple(_from(plays[0].local.year, plays[0].local.month, (last.year, last.month)))


def _from(year: int, month: int, last: YearMonth) -> Iterator[YearMonth]:
    while (year, month) <= last:
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _month(key: YearMonth, plays: Sequence[Play], news: Sequence[Discovery]) -> Month:
    top = top_artists(plays, 1)
    sure = [one for one in news if not one.provisional]
    return Month(
        year=key[0],
        month=key[1],
        plays=len(plays),
        minutes=minutes(plays),
        new_artists=len(news),
        lasting=sum(one.lasting is True for one in sure),
        undecided=sum(one.lasting is None for one in sure),
        provisional=len(news) - len(sure),
        top_artist=top[0].name if top else "",
    )


def streams(plays: Sequence[Play], span: Sequence[YearMonth], count: int) -> tuple[Stream, ...]:
    """Follow the most played artists over the months, most played first."""
    counts = Counter((play.artist, play.local.year, play.local.month) for play in plays)
    artists = Counter(play.artist for play in plays if play.artist)
    texts = {play.artist: play.artist_text for play in plays}
    order = sorted(artists, key=lambda artist: (-artists[artist], artist))[:count]
    return tuple(
        Stream(artist=texts[artist], plays=tuple(counts[artist, *key] for key in span))
        for artist in order
    )
