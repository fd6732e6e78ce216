"""Do the fields of a show agree with each other? What cannot hold, and what only seems to."""

from collections.abc import Iterator

from dj.documents import filter_contradictions
from dj.lineup.signals import SIGNALS
from dj.lineup.sources import SOURCES
from dj.model.filter import Heard
from dj.model.show import Needs, Show, Theme

Told = tuple[str, str, str]
"""Field, what is wrong, what to do."""

_BY_HISTORY = frozenset({Theme.FAVOURITES})
"""Themes of which a song that was never heard can be none."""


def contradictions(show: Show) -> Iterator[Told]:
    """Yield what cannot hold together: nothing could play, or a rule could never be kept."""
    rules, mixing = show.rules, show.mixing
    if rules.min_song_s >= rules.max_song_s:
        yield ("rules.min_song_s", f"must be below max_song_s, which is {rules.max_song_s:g}.",
               "Change one of the two.")  # fmt: skip
    if mixing.crossfade_s > mixing.max_crossfade_s:
        yield ("mixing.crossfade_s",
               f"must be at most max_crossfade_s, which is {mixing.max_crossfade_s:g}.",
               "Change one of the two.")  # fmt: skip
    if rules.new_artists[0] > rules.discovery_share[1]:
        yield ("rules.new_artists",
               f"asks for {rules.new_artists[0]:.0%} of songs by artists never heard, and at most "
               f"{rules.discovery_share[1]:.0%} may be songs never heard.",
               "Raise the second number of discovery_share.")  # fmt: skip
    if show.needs is Needs.POOL and show.pool:
        yield "needs", f"a pool is settled already: {show.pool}.", "Remove `pool` or `needs`."
    for field, why in filter_contradictions(show.filter):
        yield f"filter.{field}", f"{why}: no song passes.", "Remove one of the two."
    yield from _nothing_passes(show)


def _nothing_passes(show: Show) -> Iterator[Told]:
    if show.filter.explicit and not show.rules.allow_explicit:
        yield ("filter.explicit", "asks for explicit songs only, and the rules allow none.",
               "Remove it, or set rules.allow_explicit to true.")  # fmt: skip
    rules, asked = show.rules, show.filter.song_s
    if asked and (asked[0] > rules.max_song_s or asked[1] < rules.min_song_s):
        yield ("filter.song_s", "asks for lengths that the rules do not allow: no song passes.",
               "Change it, or rules.min_song_s and rules.max_song_s.")  # fmt: skip


def doubts(show: Show) -> Iterator[Told]:
    """Yield what is allowed and does not do what it seems to."""
    yield from _filling(show)
    yield from _clock(show)
    if not any(weight > 0 for weight in _weights(show).values()):
        yield ("weights", "no signal weighs more than 0: nothing speaks for one song rather than "
               "another, and no reason can be given.", "Leave at least one signal on.")  # fmt: skip
    if show.pulls and not any(show.pulls.get(name, 1.0) for name in show.seeds or SOURCES):
        yield ("pulls", "every source is turned off: there is nothing to choose from.",
               "Leave at least one source on.")  # fmt: skip
    if len(show.filter.artists) == 1 and show.rules.artist_separation:
        yield ("rules.artist_separation", "the filter asks for one artist, whom this keeps apart; "
               "the rule will bend at every song.", "Set it to 0.")  # fmt: skip


def _filling(show: Show) -> Iterator[Told]:
    longest = show.rules.max_song_s if show.filter.song_s is None else min(
        show.filter.song_s[1], show.rules.max_song_s)  # fmt: skip
    if show.songs is not None and show.songs * longest < show.length_s and "length" in _told(show):
        yield ("songs", f"{show.songs} songs of at most {longest:g} s cannot fill "
               f"{show.length_s:g} s.", "Ask for more songs, or a shorter length.")  # fmt: skip
    if show.length_s < show.rules.min_song_s:
        yield ("length_s", "is shorter than the shortest song that may play.",
               "Make it longer, or lower rules.min_song_s.")  # fmt: skip
    in_turn = sum(part.songs for part in show.clock)
    if show.songs is not None and in_turn > show.songs:
        yield ("clock", f"holds {in_turn} songs and the show {show.songs}: its last segments are "
               "never heard.", "Shorten the clock, or ask for more songs.")  # fmt: skip


def _told(show: Show) -> frozenset[str]:
    """A show of so many songs says no length of its own unless it differs from the usual one."""
    usual = Show(name="", title="").length_s
    return frozenset({"length"}) if show.length_s != usual else frozenset()


def _clock(show: Show) -> Iterator[Told]:
    total = sum(part.songs for part in show.clock)
    finds = sum(part.songs for part in show.clock if part.theme is Theme.DISCOVERY)
    low, high = show.rules.discovery_share
    if total and finds / total > high:
        yield ("clock", f"asks for {finds / total:.0%} discoveries, and rules.discovery_share "
               f"allows {high:.0%}: some of them go by mood.",
               "Bring the two together.")  # fmt: skip
    unheard = show.filter.heard in (Heard.NEVER, Heard.ARTIST_NEVER)
    if unheard and any(part.theme in _BY_HISTORY for part in show.clock):
        yield ("clock", "has favourites, and the filter lets only songs pass that were never "
               "heard: those segments go by mood.", "Remove them.")  # fmt: skip
    if show.filter.heard is Heard.BEFORE and low > 0:
        yield ("rules.discovery_share", "asks for songs never heard, and the filter lets none "
               "pass.", "Begin it with 0.")  # fmt: skip


def _weights(show: Show) -> dict[str, float]:
    return {name: show.weights.get(name, one.default_weight) for name, one in SIGNALS.items()}
