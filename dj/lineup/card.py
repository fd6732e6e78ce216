"""The system card: what the recommender looks at and what it does with it, for anybody to read.

Written from the registries alone, so that it cannot tell another story than the program.
"""

from collections.abc import Iterator, Mapping

from dj.lineup import calibrate, dials
from dj.lineup.candidates import OFF_TURN
from dj.lineup.fusing import RRF_K
from dj.lineup.pooling import POOL
from dj.lineup.signals import SIGNALS, Privacy, weights_of
from dj.lineup.sources import SOURCES
from dj.model.controls import Dials
from dj.model.show import Show

READS: Mapping[Privacy, str] = {
    Privacy.NONE: "nothing of you",
    Privacy.CLOCK: "the time of day, and at which hours you play what",
    Privacy.HISTORY: "what you played, skipped, saved or said",
}
"""What a privacy class means, in plain words."""
_UNUSED = (
    "Money: nothing is paid for a place, nobody can buy one, and there is no promotion.",
    "Who you are: no gender, age, country, mood or health is guessed, of you or of artists. The "
    "country of an artist counts only where tags or an editor name it.",
    "Other people's history, unless they share it or you brought such data yourself.",
    "Anything from the network while a session is planned.",
)


def weights(show: Show, known: Dials) -> dict[str, float]:
    """Weight of each signal as a show and a listener's dials set it."""
    return weights_of(dials.dialled(show, known))


def card(show: Show, known: Dials) -> str:
    """Describe the recommender as Markdown, with the weights of a show."""
    return "\n".join(_lines(show, weights(show, known))) + "\n"


def _lines(show: Show, given: Mapping[str, float]) -> Iterator[str]:
    yield f"# How songs are chosen: {show.title}"
    yield ""
    yield "A song's score is the sum of weight × value over the signals below; values go from 0"
    yield "(says nothing) to 1. The score is one of several things that make a programme: see"
    yield "*From scores to a programme*."
    yield ""
    yield from _signals(given)
    yield from _sources(show)
    yield from _programme(show)
    yield "## What is not used"
    yield ""
    yield from (f"- {line}" for line in _UNUSED)
    yield ""
    yield "## Turning things off"
    yield ""
    yield "- One signal: `weights: {name: 0}` in a show's file. It is then neither used nor named."
    yield "- One source: `pulls: {name: 0}` in a show's file."
    yield "- Your history, all of it: `dj listener profile off`. All get the same sessions then."
    yield "- Some of it: `dj listener exclude`, `pause` and `reset`; bans and dislikes hold always."


def _signals(given: Mapping[str, float]) -> Iterator[str]:
    yield "## Signals"
    yield ""
    yield "| Signal | It means | It looks at | Of you it reads | Weight |"
    yield "|---|---|---|---|---|"
    for name, signal in SIGNALS.items():
        weight = f"{given[name]:g}" if given[name] else "off"
        brought = f" (by {_cell(signal.origin)})" if signal.origin else ""
        yield (f"| {name}{brought} | {_cell(signal.meaning)} | {_cell(signal.reads)} "
               f"| {READS[signal.privacy]} | {weight} |")  # fmt: skip
    yield ""


def _sources(show: Show) -> Iterator[str]:
    yield "## Sources of candidates"
    yield ""
    yield "Each ranks a few hundred songs by itself and knows nothing of the others."
    yield ""
    yield "| Source | Why it proposes a song | Weight |"
    yield "|---|---|---|"
    for name, source in SOURCES.items():
        used = show.pulls.get(name, 1.0) if name in (show.seeds or SOURCES) else 0.0
        yield f"| {name} | {source.meaning} | {f'{used:g}' if used else 'off'} |"
    yield ""


def _programme(show: Show) -> Iterator[str]:
    songs, artists = show.rules.discovery_share, show.rules.new_artists
    yield "## From scores to a programme"
    yield ""
    yield (f"- **Fusing**: a song gets weight ÷ ({RRF_K:g} + its rank) from each source that ranks "
           f"it; the best {POOL} at most are the pool.")  # fmt: skip
    yield (f"- **Chance**: the session's seed sets {OFF_TURN:.0%} of the songs aside and gives "
           "each a turn of chance: the same seed gives the same session.")  # fmt: skip
    yield ("- **Calibration**: genres, decades and, where known, countries play in about the "
           "shares in which you play them: a distance of one nat (C_KL, Steck 2018) costs "
           f"{calibrate.WEIGHT:g} a song. Not in shows that are about something.")  # fmt: skip
    yield ("- **Diversity**: your dial puts a price on songs that sound alike, or on songs that do "
           "not; in its middle it asks for nothing.")  # fmt: skip
    yield (f"- **Discovery**: {songs[0]:.0%} to {songs[1]:.0%} songs you have never heard, and "
           f"{artists[0]:.0%} to {artists[1]:.0%} by artists you have never heard for 30 seconds, "
           "as far as the library has them. Your dial of discovery moves both.")  # fmt: skip
    yield ("- **Rules**: distance between songs of an artist, rest of what was heard just now, "
           "bans, pins and works that play whole. One bends only when there is no other way, and "
           "the session says so.")  # fmt: skip
    yield ("- **Order**: the order that costs least in jumps of tempo, key, energy and sound, in "
           "misfit with the hour and the clock of the show, and in score given away.")  # fmt: skip
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
