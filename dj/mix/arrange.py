"""From songs and takes to a Timeline: pure arithmetic, no samples, whole frames.

Songs and words are laid down in order by `laying`; then `balance` sets gains and ducks.
"""

from collections.abc import Mapping, Sequence

from dj.mix import imaging, talk
from dj.mix.balance import balance
from dj.mix.excerpt import excerpt
from dj.mix.laying import Layer
from dj.model.analysis import Song
from dj.model.edits import Edits
from dj.model.lineup import Lineup
from dj.model.script import Script
from dj.model.show import Show
from dj.model.sound import Sound
from dj.model.take import Take
from dj.model.timeline import Timeline
from dj.units import PROGRAMME_RATE_HZ, TrackId

_NO_EDITS = Edits()


def arrange(  # noqa: PLR0913 - the programme's ingredients, and two that are seldom given
    lineup: Lineup,
    songs: Mapping[TrackId, Song],
    script: Script,
    takes: Sequence[Take],
    show: Show,
    *,
    edits: Edits = _NO_EDITS,
    sounds: Sequence[Sound] = (),
    rate_hz: int = PROGRAMME_RATE_HZ,
) -> Timeline:
    """Give every song and every take its place, gain, fades and ducks.

    Args:
        lineup: the songs in order.
        songs: at least the lineup's songs, by id.
        script: the talk breaks; those without a take stay silent.
        takes: recorded clips; each is placed exactly once.
        show: its `mixing` decides how it sounds.
        sounds: beds and imaging there are; without them songs and words stand alone.
        edits: joins somebody has asked for; their reasons say where one cannot be had.
        rate_hz: rate of the programme; a take's `frames` count at this rate.

    Raises:
        ValueError: if the lineup is empty, or a take fits no break.
    """
    if not lineup.slots:
        msg = "a lineup needs at least one song"
        raise ValueError(msg)
    excerpts = [excerpt(songs[slot.track_id], rate_hz) for slot in lineup.slots]
    speeches = talk.speeches(script, takes, len(excerpts), rate_hz)
    layer = Layer(excerpts, speeches, show.mixing, edits, sounds)
    layer.lay()
    if layer.has_imaging:
        layer.part(imaging.changes([slot.segment for slot in lineup.slots]))
    events = balance(layer.music, layer.words, takes, show.mixing, layer.beds)
    return Timeline(
        sample_rate_hz=rate_hz,
        length_frames=max(event.end_frame for event in events),
        events=events,
        joins=tuple(layer.joins),
        target_lufs=show.mixing.target_lufs,
        max_true_peak_dbtp=show.mixing.max_true_peak_dbtp,
    )
