"""The page: a head, the whole programme at a glance, and then its songs line by line."""

from pathlib import Path

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from dj.drawing import FAINT, INK, SOFT, picture
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.session.picture import rows
from dj.session.picture.systems import Song, System, songs, systems
from dj.session.picture.words import facts, in_words, price

_WIDTH_IN, _LEFT_IN, _RIGHT_IN = 12.8, 0.62, 0.3
_HEAD_IN, _GLANCE_IN, _FOOT_IN = 1.05, 0.95, 0.2
_ROWS_IN = {"themes": 0.2, "energy": 1.05, "names": 0.8, "joins": 0.62, "beside": 0.16}
_UNDER_IN = 0.5
"""Room under a system for its clock."""
_EDGE_IN = 0.14
_TITLE = 80
"""Most characters of the programme's title."""


def draw(manifest: Manifest, output: Path) -> Path:
    """Draw a plan into an ``.svg`` or ``.png`` file; the same session gives the same bytes.

    Raises:
        OutputError: if the ending is neither, or the file cannot be written.
    """
    lines = systems(manifest)
    glance_in = _GLANCE_IN if len(lines) > 1 else 0.0
    line_in = sum(_ROWS_IN.values()) + _UNDER_IN
    height_in = _HEAD_IN + glance_in + len(lines) * line_in + _FOOT_IN
    size_in = (_WIDTH_IN, height_in)
    with picture(output, title=manifest.title, size_in=size_in, says=in_words(manifest)) as figure:
        _head(figure, manifest, height_in)
        known = songs(manifest)
        if glance_in:
            _glance(_row(figure, _HEAD_IN, glance_in - 0.42, 1.0), manifest, lines, known)
        longest_s = max(line.end_s - line.start_s for line in lines)
        for number, line in enumerate(lines):
            share = (line.end_s - line.start_s) / longest_s
            _system(figure, _HEAD_IN + glance_in + number * line_in, manifest, line, share)
    return output


def _row(figure: Figure, top_in: float, height_in: float, share: float) -> Axes:
    """Give a row so far below the top, over a share of the width."""
    page_in = figure.get_figheight()
    width = (_WIDTH_IN - _LEFT_IN - _RIGHT_IN) / _WIDTH_IN
    return figure.add_axes((_LEFT_IN / _WIDTH_IN, 1 - (top_in + height_in) / page_in,
                            width * share, height_in / page_in))  # fmt: skip


def _system(
    figure: Figure, top_in: float, manifest: Manifest, system: System, share: float
) -> None:
    drawn = {}
    for name, row_in in _ROWS_IN.items():
        drawn[name] = _row(figure, top_in, row_in, share)
        top_in += row_in
    known = songs(manifest)
    shown = [s for s in known if s.end_s > system.start_s and s.start_s < system.end_s]
    inch_s = (system.end_s - system.start_s) / (share * (_WIDTH_IN - _LEFT_IN - _RIGHT_IN))
    rows.themes(drawn["themes"], system, system.songs, inch_s)
    first, last = shown[0].number - 1, shown[-1].number
    rows.energy(drawn["energy"], system, shown, known[max(0, first - 1) : last + 1])
    rows.names(drawn["names"], system, inch_s)
    rows.joins(drawn["joins"], manifest, system, inch_s)
    rows.beside(drawn["beside"], manifest, system)
    for axes in drawn.values():  # a join at the beginning needs room on its left
        axes.set_xlim(system.start_s - _EDGE_IN * inch_s, system.end_s)


def _glance(
    axes: Axes, manifest: Manifest, lines: tuple[System, ...], known: tuple[Song, ...]
) -> None:
    """Draw the energy of the whole, the lines below, and the length that was asked for."""
    for song in known:
        axes.bar(song.start_s, song.track.energy, width=song.end_s - song.start_s, align="edge",
                 color=rows.BARS[song.number % 2], linewidth=0)  # fmt: skip
    axes.plot([song.middle_s for song in known], [song.slot.energy_target for song in known],
              color=INK, linewidth=1.2)  # fmt: skip
    for line in lines[1:]:
        axes.axvline(line.start_s, color=SOFT, linewidth=0.8, linestyle=(0, (2, 2)))
    end_s = max(manifest.timeline.duration_s, manifest.length_s)
    if manifest.length_s:
        axes.axvline(manifest.length_s, color=INK, linewidth=1.6)
        axes.text(manifest.length_s, 1.06, "asked for", ha="right", va="bottom", fontsize=7,
                  color=INK)  # fmt: skip
    axes.set_xlim(0.0, end_s * 1.0005)
    axes.set_ylim(0, 1)
    axes.set_yticks([])
    axes.set_ylabel("energy", color=SOFT, fontsize=8)
    rows.clock(axes, end_s)
    axes.spines["bottom"].set_color(FAINT)


def _head(figure: Figure, manifest: Manifest, height_in: float) -> None:
    left = _LEFT_IN / _WIDTH_IN
    title = one_line(manifest.title)[:_TITLE]
    figure.text(left, 1 - 0.34 / height_in, title, color=INK, fontsize=14, fontweight="bold",
                parse_math=False)  # fmt: skip
    for down_in, said in ((0.56, " · ".join(facts(manifest))), (0.74, price(manifest))):
        figure.text(left, 1 - down_in / height_in, said, color=SOFT, fontsize=9, parse_math=False)
    _legend(figure, manifest, height_in)


def _legend(figure: Figure, manifest: Manifest, height_in: float) -> None:
    parts: list[Artist] = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=f"join: {name}")
        for name, (colour, hatch) in rows.PARTS.items()
    ]
    told = [
        Patch(facecolor=rows.BARS[0], label="energy of a song"),
        Line2D([], [], color=INK, marker="o", markerfacecolor="white", markersize=4,
               label="asked for"),
        *(Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=_BESIDE[kind])
          for kind, (colour, hatch) in rows.BESIDE.items()),
    ]  # fmt: skip
    if any(slot.join and slot.join.habit for slot in manifest.lineup.slots):
        parts.append(Line2D([], [], color=INK, label="less by habit"))
    for down_in, handles in ((0.18, told), (0.42, parts)):
        figure.legend(handles=handles, loc="upper right", frameon=False, fontsize=8,
                      bbox_to_anchor=(1 - _RIGHT_IN / _WIDTH_IN, 1 - down_in / height_in),
                      ncols=len(handles), labelcolor=SOFT, borderaxespad=0.0, handlelength=1.4,
                      columnspacing=1.2)  # fmt: skip


_BESIDE = {kind: "talk" if kind.value == "speech" else kind.value for kind in rows.BESIDE}
