"""What a join costs the ear: named parts, each 0 to 1, that add up to a cost from 0 to 1.

`hearing` says how the join would sound. Parts that hurt together are added up like chances:
1 − Π(1 − weight · part), so no number of small ones makes more than the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dj.mix.excerpt import Excerpt
from dj.mix.hearing import AUDIBLE_LU, Hearing
from dj.mix.meeting import Meeting
from dj.mix.pulse import is_reachable, trust, trusted
from dj.mix.riding import MOST_DB
from dj.model.analysis import Ending
from dj.model.show import Mixing
from dj.model.timeline import JoinKind

_SINGERS_S = 3.0
_DRUMMERS_S = 4.0
_KEYS_S = 8.0
_ENDING_S = 4.0
_STEP_LU = 10.0
"""A step greater by this than half of what faders could make up for is as bad as any; after a pause
the ear begins afresh and minds it half."""
_EASY_S = 6.0
_TEDIOUS_S = 12.0
"""Beyond the easy length an overlap grows tedious over this one; bars that fit last twice as well.
"""
_PAUSE_S = 0.5
_CLICK_S = 0.02
"""A shorter fade only keeps a cut from clicking."""
_MODULATED = 5
"""Key distances from 1, which is none to the ear, to 1 + this are a clash from 0 to 1."""

WEIGHTS: Mapping[str, float] = {
    "voices": 0.9,
    "hole": 0.6,
    "ending": 0.7,
    "break": 0.5,
    "drummers": 0.5,
    "pulse": 0.3,
    "tempo": 0.2,
    "key": 0.3,
    "step": 0.25,
    "long": 0.2,
    "pause": 0.12,
}
"""What each part costs at its worst."""

WORDS: Mapping[str, str] = {
    "voices": "have two voices at once",
    "hole": "leave a hole",
    "ending": "cut the ending short",
    "break": "break off in the middle of the sound",
    "drummers": "set two beats against one another",
    "pulse": "lose the beat",
    "tempo": "bend the tempo",
    "key": "let two keys clash",
    "step": "make a greater step in loudness",
    "long": "take longer than it needs",
    "pause": "stop the music for a moment",
}
"""What a join that pays for a part would do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A join's cost in parts."""

    parts: Mapping[str, float]
    """Name → what it weighs here, 0 to 1, its weight applied."""

    @property
    def cost(self) -> float:
        """All parts together, 0 to 1."""
        return 1.0 - float(np.prod([1.0 - part for part in self.parts.values()]))


def price(outgoing: Excerpt, incoming: Excerpt, meeting: Meeting, mixing: Mixing) -> Price:
    """Work out what a join costs.

    Args:
        outgoing: the song that ends, as long as it would play if nothing followed.
        incoming: the song that begins.
        meeting: how they would meet.
        mixing: the show's limits.
    """
    heard = Hearing(outgoing, incoming, meeting)
    parts = {
        "voices": heard.both_sing_s / _SINGERS_S,
        "hole": heard.hole_s / max(mixing.max_dead_air_s, 0.1),
        "ending": min(1.0, heard.lost_s / _ENDING_S) * (0.3 if mixing.cut_endings else 1.0),
        "break": _broken(heard),
        "drummers": _drummers(heard),
        "pulse": _lost_pulse(heard, mixing),
        "tempo": _bent(heard, mixing),
        "key": _clash(heard),
        "step": _step(heard),
        "long": (heard.overlap_s - _EASY_S) / _TEDIOUS_S - (meeting.kind is JoinKind.BLEND) / 2,
        "pause": -heard.overlap_s / _PAUSE_S,
    }
    return Price(
        parts={name: WEIGHTS[name] * min(1.0, max(0.0, part)) for name, part in parts.items()}
    )


def _broken(heard: Hearing) -> float:
    """How loud the sound is that stops without an ending of its own, 0 to 1."""
    meeting, outgoing = heard.meeting, heard.outgoing
    fades = meeting.fade_out > _CLICK_S * heard.rate_hz
    ends = outgoing.song.analysis.cues.ending is not Ending.SEGUE
    if fades or (ends and meeting.out_at >= outgoing.end) or _is_gapless(meeting):
        return 0.0
    last = heard.out_lu[heard.frames < heard.out_event.end_frame][-2:]
    return 1.0 + float(last.max()) / AUDIBLE_LU


def _step(heard: Hearing) -> float:
    """A step in loudness that faders do not make up for with ease, 0 to 1."""
    step = min(1.0, max(0.0, heard.step_lu - MOST_DB / 2) / _STEP_LU)
    return step / 2 if heard.meeting.kind is JoinKind.GAP else step


def _is_gapless(meeting: Meeting) -> bool:
    return not meeting.fade_in and not meeting.fade_out


def _drummers(heard: Hearing) -> float:
    if heard.meeting.kind is JoinKind.BLEND:
        return 0.0
    analyses = heard.outgoing.song.analysis, heard.incoming.song.analysis
    pulse = min(a.tempo_confidence if a.tempo_bpm else 0.0 for a in analyses)
    return pulse * heard.both_loud_s / _DRUMMERS_S


def _lost_pulse(heard: Hearing, mixing: Mixing) -> float:
    """A beat that could have gone on and does not, 0 to 1 by how far both can be trusted."""
    if heard.meeting.kind is JoinKind.BLEND or not mixing.beat_match:
        return 0.0
    one, other = heard.outgoing.song.analysis, heard.incoming.song.analysis
    if not trusted(one, other) or not is_reachable(one, other, mixing.max_stretch):
        return 0.0
    return 0.5 + 0.5 * trust(one, other)


def _bent(heard: Hearing, mixing: Mixing) -> float:
    """How far a tempo is bent, and how far the beats may be wrong, 0 to 1."""
    if heard.meeting.kind is not JoinKind.BLEND:
        return 0.0
    spans = heard.meeting.stretches
    bent = max((abs(1 / span.ratio - 1) for span in spans), default=0.0)
    doubt = 1.0 - trust(heard.outgoing.song.analysis, heard.incoming.song.analysis)
    return 0.6 * bent / max(mixing.max_stretch, 0.001) + 0.4 * doubt


def _clash(heard: Hearing) -> float:
    """How badly two keys sound together, 0 to 1, no surer than they are known."""
    one, other = heard.outgoing.song.analysis, heard.incoming.song.analysis
    if one.key is None or other.key is None:
        return 0.0
    apart = max(0, one.key.distance(other.key) - 1) / _MODULATED
    sure = one.key_confidence * other.key_confidence
    return min(1.0, apart) * sure * heard.together_s / _KEYS_S
