"""What else key and tempo could be, with the weight of each."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from dj.drawing import BLUE, FAINT, INK, SKY, SOFT
from dj.model.analysis import Analysis

_MOST = 4


def keys(axes: Axes, analysis: Analysis) -> None:
    """Draw the candidates for the key, the chosen one darker."""
    rows = [(f"{key} {key.open_key}", weight) for key, weight in analysis.key_candidates]
    title = f"key, trust {analysis.key_confidence:.2f}" if analysis.key else "no key"
    chosen = f"{analysis.key} {analysis.key.open_key}" if analysis.key else ""
    _rows(axes, rows[:_MOST], title, chosen)


def tempi(axes: Axes, analysis: Analysis) -> None:
    """Draw the candidates for the tempo, the chosen one darker."""
    rows = [(f"{bpm:.1f} BPM", weight) for bpm, weight in analysis.tempo_candidates]
    bpm = analysis.tempo_bpm
    title = f"tempo, trust {analysis.tempo_confidence:.2f}" if bpm else "no pulse"
    _rows(axes, rows[:_MOST], title, f"{bpm:.1f} BPM" if bpm else "")


def _rows(axes: Axes, rows: Sequence[tuple[str, float]], title: str, chosen: str) -> None:
    for place, (name, weight) in enumerate(rows):
        axes.barh(-place, 1.0, height=0.62, color=FAINT, alpha=0.5)
        axes.barh(-place, weight, height=0.62, color=BLUE if name == chosen else SKY)
        axes.text(1.04, -place, f"{weight:.2f}", va="center", fontsize=7, color=SOFT)
    axes.set_yticks([-place for place in range(len(rows))], [name for name, _ in rows],
                    fontsize=7.5)  # fmt: skip
    axes.set_ylim(0.5 - _MOST, 0.5)
    axes.set_xlim(0.0, 1.0)
    axes.set_xticks([])
    axes.set_title(title, loc="left", color=INK, fontsize=8.5, pad=3)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, colors=SOFT)
