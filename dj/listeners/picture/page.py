"""The page: the map of taste and the week above, artists and discoveries over time below."""

from pathlib import Path
from xml.sax.saxutils import escape

from matplotlib.figure import Figure

from dj.drawing import INK, SOFT, picture
from dj.listeners.picture import news, taste_map, times, week
from dj.model.names import one_line
from dj.model.profile import Profile
from dj.writing import write_atomic

_SIZE_IN = (12.8, 8.6)
_LEFT, _MIDDLE = 0.035, 0.545
_PANELS = {
    "map": (_LEFT, 0.52, 0.455, 0.31),
    "key": (_LEFT, 0.405, 0.455, 0.107),
    "week": (_MIDDLE + 0.03, 0.44, 0.39, 0.39),
    "times": (_LEFT + 0.105, 0.075, 0.32, 0.235),
    "news": (_MIDDLE + 0.03, 0.075, 0.39, 0.235),
}
"""Left, bottom, width and height, as shares of the page."""
_HEADS = {
    "map": (_LEFT, 0.868, "Directions of taste"),
    "week": (_MIDDLE, 0.868, "Hours of the week"),
    "times": (_LEFT, 0.348, "Artists over time"),
    "news": (_MIDDLE, 0.348, "New artists"),
}
_NAME_LENGTH = 60


def draw(profile: Profile, output: Path) -> Path:
    """Draw a profile into an ``.svg`` or ``.png`` file; the same profile gives the same bytes.

    An SVG says in words what it shows, for those who do not see it.

    Raises:
        OutputError: if the ending is neither, or the file cannot be written.
    """
    title = f"{profile.taste.listener} as a listener"
    with picture(output, title=title, size_in=_SIZE_IN) as figure:
        _head(figure, profile)
        if profile.plays:
            _panels(figure, profile)
        else:
            figure.text(0.5, 0.5, _nothing(profile), color=SOFT, fontsize=13, ha="center")
    if output.suffix.lower() == ".svg":
        _say(output, one_line(title), one_line(" ".join(in_words(profile))))
    return output


def _nothing(profile: Profile) -> str:
    if not profile.taste.profiled:
        return "There is no profile: the listener does not want one."
    return "Nothing has been heard yet."


def _head(figure: Figure, profile: Profile) -> None:
    name = one_line(profile.taste.listener)[:_NAME_LENGTH]
    figure.text(_LEFT, 0.94, name, color=INK, fontsize=20, fontweight="bold", va="baseline",
                parse_math=False)  # fmt: skip
    figure.text(_LEFT, 0.912, _facts(profile), color=SOFT, fontsize=9.5, parse_math=False)


def _facts(profile: Profile) -> str:
    if not (profile.plays and profile.first_at and profile.last_at):
        return ""
    taste = profile.taste
    guessed = " (guessed)" if taste.time_zone_inferred else ""
    parts = [
        f"{profile.plays:,} plays",
        f"{profile.minutes / 60:,.0f} hours"
        if profile.minutes >= 120
        else f"{profile.minutes} minutes",
        f"{profile.first_at:%b %Y} – {profile.last_at:%b %Y}",
        f"{100 * taste.matched / max(1, taste.listens):.0f} % of songs in the library",
        f"clock of {taste.time_zone}{guessed}",
    ]
    if profile.left_out:
        parts.append(f"{profile.left_out:,} plays left out as decided")
    return "  ·  ".join(parts)


def _panels(figure: Figure, profile: Profile) -> None:
    drawn = {"map": taste_map.draw, "week": week.draw, "times": times.draw, "news": news.draw}
    notes = {"map": taste_map.note(profile), "week": week.note(profile),
             "times": times.note(profile), "news": news.note(profile)}  # fmt: skip
    for name, panel in drawn.items():
        left, bottom, head = _HEADS[name]
        figure.text(left, bottom, head, color=INK, fontsize=11, fontweight="bold")
        figure.text(left, bottom - 0.021, notes[name], color=SOFT, fontsize=8, parse_math=False)
        panel(figure.add_axes(_PANELS[name]), profile)
    taste_map.key(figure.add_axes(_PANELS["key"]), profile)


def in_words(profile: Profile) -> list[str]:
    """Say in sentences what the picture shows."""
    if not profile.plays:
        return [_nothing(profile)]
    return [f"{_facts(profile)}.", *taste_map.in_words(profile), *week.in_words(profile),
            *times.in_words(profile), *news.in_words(profile)]  # fmt: skip


def _say(path: Path, title: str, words: str) -> None:
    """Give an SVG the title and description that screen readers look for."""
    drawing = path.read_text("utf-8")
    start = drawing.index("<svg ")
    end = drawing.index(">", start)
    named = ' role="img" aria-labelledby="title desc">'
    spoken = (
        f'\n <title id="title">{escape(title)}</title>\n <desc id="desc">{escape(words)}</desc>'
    )
    write_atomic(path, f"{drawing[:end]}{named}{spoken}{drawing[end + 1 :]}".encode())
