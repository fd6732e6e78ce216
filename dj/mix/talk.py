"""Where words go: never on a voice, never in a hole, and onto the post to the quarter second.

Words are back-timed from the moment the next voice enters. If that would start them while the last
song is still sung, the next song waits; so both the words and the music after them stay whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dj.mix.excerpt import Excerpt
from dj.mix.meeting import Placed, sounding_at
from dj.model.script import BreakKind, Script, TalkBreak
from dj.model.take import Take
from dj.model.timeline import Event, EventKind, Placement
from dj.units import frames_from_s

POST_S = 0.25
"""From the last word to the post: close enough to hit it, far enough not to touch it."""
_AFTER_VOICE_S = 0.25
"""From the last sung note, or the end of a song, to the first word."""
_BETWEEN_S = 0.35
"""Between two clips that stand at one join."""
_INTO_INSTRUMENTAL_S = 1.0
"""Music one hears before the words begin, where nobody will sing."""
_LONGEST_WAIT_S = 12.0
"""A song whose voice enters later than this after its start is not waited for: words come first."""
_LAST_NOTES_S = 1.5
"""Music after the last word of a sign-off, if it fits."""
FAINT_LU = 8.0
"""Music this far below its own loudness carries no words: even lifted it stays in the distance."""
_OVER_VOCALS_S = 6.0
"""How far words may reach into sung music where the show allows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A take in its group."""

    talk_break: TalkBreak
    take: Take
    offset: int
    """Frames from the start of the group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """All that is said at one join."""

    clips: tuple[Clip, ...]
    length: int
    """Frames from the first word to the last."""

    @property
    def duration_s(self) -> float:
        """Seconds of words, the pauses between clips left out."""
        return sum(clip.take.duration_s for clip in self.clips)

    def introduces(self, position: int) -> bool:
        """Tell whether the words lead into the song at a position."""
        return any(
            position in clip.talk_break.about
            and clip.talk_break.kind is not BreakKind.BACK_ANNOUNCE
            for clip in self.clips
        )


def speeches(
    script: Script, takes: Sequence[Take], songs: int, rate_hz: int
) -> Mapping[int, Speech]:
    """Group the takes by the position they follow; −1 is before the first song.

    Raises:
        ValueError: if a take has no break, two takes share one, or a break has no place.
    """
    by_break = {take.break_id: take for take in takes}
    known = {talk_break.id for talk_break in script.breaks}
    if len(by_break) != len(takes) or len(known) != len(script.breaks):
        msg = "each talk break has one id and at most one take"
        raise ValueError(msg)
    if strays := set(by_break) - known:
        msg = f"takes belong to breaks of the script, not {sorted(strays)}"
        raise ValueError(msg)
    groups: dict[int, list[TalkBreak]] = {}
    for talk_break in script.breaks:
        if talk_break.id in by_break:
            groups.setdefault(_place(talk_break, songs), []).append(talk_break)
    return {at: _group(breaks, by_break, rate_hz) for at, breaks in groups.items()}


def _place(talk_break: TalkBreak, songs: int) -> int:
    if not -1 <= talk_break.after_position < songs:
        msg = f"break {talk_break.id} stands after song {talk_break.after_position} of {songs}"
        raise ValueError(msg)
    return talk_break.after_position


def _group(breaks: Sequence[TalkBreak], takes: Mapping[str, Take], rate_hz: int) -> Speech:
    clips, at = [], 0
    for talk_break in breaks:
        take = takes[talk_break.id]
        clips.append(Clip(talk_break=talk_break, take=take, offset=at))
        at += take.frames + frames_from_s(_BETWEEN_S, rate_hz)
    return Speech(clips=tuple(clips), length=at - frames_from_s(_BETWEEN_S, rate_hz))


def lead_in(speech: Speech, incoming: Excerpt, *, over_vocals: bool) -> int:
    """Frames from the start of the incoming song to the end of the words; may be negative."""
    rate = incoming.rate_hz
    alone = max(frames_from_s(_INTO_INSTRUMENTAL_S, rate), soft_start(incoming))
    if incoming.post is None:
        return min(speech.length + alone, incoming.instrumental_room)
    room = incoming.post - incoming.start - frames_from_s(POST_S, rate)
    if room > speech.length + frames_from_s(_LONGEST_WAIT_S, rate):
        return speech.length + alone
    if over_vocals:
        room = max(room, min(speech.length, frames_from_s(_OVER_VOCALS_S, rate)))
    return room


def soft_start(incoming: Excerpt) -> int:
    """Frames at the start of a song that are too soft to carry words."""
    return incoming.first_within(FAINT_LU) - incoming.start


def earliest(speech: Speech, outgoing: Placed, not_before: int, *, over_vocals: bool) -> int:
    """First programme frame at which the words may begin after, or over, the outgoing song."""
    rate, event = outgoing.excerpt.rate_hz, outgoing.event
    quiet = outgoing.outro_at
    if over_vocals:
        reach = min(speech.length, frames_from_s(_OVER_VOCALS_S, rate), event.length_frames // 3)
        quiet = min(quiet, event.end_frame - reach)
    breath = frames_from_s(_AFTER_VOICE_S, rate) if outgoing.excerpt.is_sung else 0
    return max(quiet + breath, not_before)


def sign_off_at(speech: Speech, outgoing: Placed, first: int) -> int:
    """Programme frame of the last words: as late as lets the music close, never before `first`.

    A song that fades is talked over before it is faint, and has the rest for itself.
    """
    last_notes = frames_from_s(_LAST_NOTES_S, outgoing.excerpt.rate_hz)
    faint = sounding_at(outgoing.event, outgoing.excerpt.last_within(FAINT_LU))
    return max(first, min(outgoing.event.end_frame - last_notes, faint) - speech.length)


def spoken(
    speech: Speech,
    start: int,
    before: Event | None,
    after: Event | None,
    beds: Sequence[Event] = (),
) -> list[Event]:
    """Events of the words, placed from a programme frame, with what lies under each."""
    events = []
    for clip in speech.clips:
        at = start + clip.offset
        event = Event(
            id=clip.talk_break.id,
            kind=EventKind.SPEECH,
            source_id=clip.talk_break.id,
            at_frame=at,
            source_in_frame=0,
            source_out_frame=clip.take.frames,
            placement=placement(at, at + clip.take.frames, before, after, beds),
        )
        events.append(event)
    return events


def placement(
    start: int,
    end: int,
    before: Event | None,
    after: Event | None,
    beds: Sequence[Event] = (),
) -> Placement:
    """What lies under words: the outgoing song, the incoming one, both, or not all the time."""
    outro_to = before.end_frame if before else start
    ramp_from = after.at_frame if after else end
    if ramp_from > outro_to and start < ramp_from and end > outro_to:
        carried = any(bed.at_frame < end and bed.end_frame > start for bed in beds)
        return Placement.OVER_BED if carried else Placement.IN_CLEAR
    if start >= ramp_from:
        return Placement.OVER_RAMP if start >= outro_to else Placement.ACROSS
    return Placement.OVER_OUTRO if end <= min(outro_to, ramp_from) else Placement.ACROSS


def phrase(placement: Placement) -> str:
    """Say a placement in plain words."""
    return {
        Placement.OVER_RAMP: "over the opening of the next song",
        Placement.OVER_OUTRO: "over the end of the last song",
        Placement.ACROSS: "from the end of one song into the opening of the next",
        Placement.IN_CLEAR: "at least partly with no music under the words",
        Placement.OVER_BED: "over a bed while the songs wait",
    }[placement]
