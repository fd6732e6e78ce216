"""When each sentence of a take is heard."""

from collections.abc import Sequence
from itertools import accumulate

from dj.interfaces import Utterance
from dj.model.take import Sentence
from dj.speech.spoken import Line
from dj.speech.text.estimate import speaking_s


def line_ends(utterance: Utterance, lines: int, cut_s: float) -> tuple[float, ...]:
    """End of each line in the clip, or nothing if the engine did not tell them apart.

    `cut_s` is what was trimmed off the start.
    """
    if len(utterance.sentences) != lines:
        return ()
    return tuple(round(max(0.0, one.end_s - cut_s), 4) for one in utterance.sentences)


def captions(
    lines: Sequence[Line], duration_s: float, ends_s: Sequence[float] = ()
) -> tuple[Sentence, ...]:
    """Give each sentence its time; without the engine's times, in proportion to its length."""
    ends = list(ends_s) if len(ends_s) == len(lines) else _spread(lines, duration_s)
    ends = [min(end, duration_s) for end in ends[:-1]] + [duration_s] * bool(lines)
    return tuple(
        Sentence(text=line.caption, start_s=start, end_s=end)
        for line, start, end in zip(lines, [0.0, *ends[:-1]], ends, strict=bool(lines))
    )


def _spread(lines: Sequence[Line], duration_s: float) -> list[float]:
    sums = list(accumulate(speaking_s(line.spoken) for line in lines))
    return [duration_s * part / sums[-1] for part in sums]
