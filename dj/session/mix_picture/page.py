"""The page: the programme as one row of songs, wave and loudness, then every join by itself."""

from pathlib import Path

from matplotlib.figure import Figure

from dj.audio.hearing import Hearing, hear
from dj.audio.outline import Span
from dj.drawing import INK, SOFT, picture
from dj.errors import ManifestError
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.session.mix_picture import close, whole
from dj.session.mix_picture.marks import legend, signed
from dj.units import clock_text

_WIDTH_IN, _HEAD_IN, _FOOT_IN = 12.8, 0.75, 0.35
_ROWS_IN = {"songs": 0.62, "wave": 1.25, "loudness": 1.15}
"""Height of each row of the whole, from the top."""
_GAP_IN, _CLOSE_IN, _CLOSE_GAP_IN = 0.12, 1.3, 0.62
_LEFT, _RIGHT, _BETWEEN = 0.055, 0.945, 0.045
_COLUMNS = 2
_WHOLE_COLUMNS, _CLOSE_COLUMNS = 1400, 700


def draw(manifest: Manifest, output: Path, folder: Path) -> Path:
    """Draw a mix into an ``.svg`` or ``.png`` file; the same session gives the same bytes.

    Args:
        manifest: A finished session.
        output: The picture's file.
        folder: The session's folder, where its mix is.

    Raises:
        AudioError: if the mix is not there, or cannot be read.
        ManifestError: if the session has no mix.
        OutputError: if the ending is neither, or the file cannot be written.
    """
    if not manifest.mix:
        raise ManifestError(
            "the session has no mix yet.", where=str(folder),
            hint="Make it with `dj render`; `dj plan --picture` draws a plan.",
        )  # fmt: skip
    joins = manifest.timeline.joins
    rows = -(-len(joins) // _COLUMNS)
    height_in = _HEAD_IN + sum(_ROWS_IN.values()) + 3 * _GAP_IN + _FOOT_IN
    height_in += rows * (_CLOSE_IN + _CLOSE_GAP_IN)
    moments = [close.moment(manifest, join) for join in joins]
    spans = [Span(start_s=0.0, end_s=manifest.timeline.duration_s, columns=_WHOLE_COLUMNS)]
    spans += [Span(start_s=m.start_s, end_s=m.end_s, columns=_CLOSE_COLUMNS) for m in moments]
    heard = hear(folder / manifest.mix, spans, manifest.timeline.duration_s)
    with picture(output, title=manifest.title, size_in=(_WIDTH_IN, height_in)) as figure:
        _head(figure, manifest, heard, height_in)
        top_in = _whole(figure, manifest, heard, height_in)
        for number, one in enumerate(moments):
            row, column = divmod(number, _COLUMNS)
            bottom_in = height_in - top_in - (row + 1) * (_CLOSE_IN + _CLOSE_GAP_IN)
            width = (_RIGHT - _LEFT - _BETWEEN) / _COLUMNS
            axes = figure.add_axes((_LEFT + column * (width + _BETWEEN), bottom_in / height_in,
                                    width, _CLOSE_IN / height_in))  # fmt: skip
            close.draw(axes, manifest, one, heard.outlines[number + 1])
    return output


def _whole(figure: Figure, manifest: Manifest, heard: Hearing, height_in: float) -> float:
    """Draw the rows of the whole; return how far down they reach, in inches."""
    down_in = _HEAD_IN
    drawn = {}
    for name, row_in in _ROWS_IN.items():
        down_in += row_in
        drawn[name] = figure.add_axes(
            (_LEFT, (height_in - down_in) / height_in, _RIGHT - _LEFT, row_in / height_in)
        )
        drawn[name].set_xlim(0.0, manifest.timeline.duration_s)
        down_in += _GAP_IN
    whole.songs(drawn["songs"], manifest)
    whole.wave(drawn["wave"], manifest, heard.outlines[0])
    whole.loudness(drawn["loudness"], manifest, heard)
    return down_in


def _head(figure: Figure, manifest: Manifest, heard: Hearing, height_in: float) -> None:
    figure.text(_LEFT, 1 - 0.27 / height_in, one_line(manifest.title)[:80], color=INK, fontsize=14,
                fontweight="bold", parse_math=False)  # fmt: skip
    figure.text(_LEFT, 1 - 0.47 / height_in, _facts(manifest, heard), color=SOFT, fontsize=9,
                parse_math=False)  # fmt: skip
    legend(figure, (_RIGHT, 1 - 0.12 / height_in))


def _facts(manifest: Manifest, heard: Hearing) -> str:
    facts = [clock_text(manifest.timeline.duration_s), f"{len(manifest.tracks)} songs", manifest.at]
    if manifest.measured:
        measured = manifest.measured
        facts += [
            signed(measured.loudness_lufs, "LUFS"), signed(measured.true_peak_dbtp, "dBTP")
        ]  # fmt: skip
    over = int((heard.peaks_dbtp > manifest.timeline.max_true_peak_dbtp).sum())
    facts.append("no true peak over the limit" if not over else f"{over} s with peaks over it")
    costs = sorted((join.cost, join.position + 1) for join in manifest.timeline.joins)
    if costs and costs[-1][0] > 0:
        facts.append(f"dearest join: {costs[-1][1]} ({costs[-1][0]:.2f})")
    return "  ·  ".join(facts)
