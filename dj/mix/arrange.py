"""From songs and takes to a Timeline: pure arithmetic, no samples, whole frames.

Songs are laid down in order; each join is planned by `joins`, and where the host speaks `talk`
decides how long the next song waits. Then `balance` sets gains and ducks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dj.mix import joins, talk
from dj.mix.balance import balance
from dj.mix.excerpt import Excerpt, excerpt, whole
from dj.mix.meeting import Meeting, Placed, free_from
from dj.model.analysis import Song
from dj.model.lineup import Lineup
from dj.model.script import Script
from dj.model.show import Mixing, Show
from dj.model.take import Take
from dj.model.timeline import Event, EventKind, Join, JoinKind, Placement, Timeline
from dj.units import PROGRAMME_RATE_HZ, TrackId, frames_from_s

_BREATHER_S = 0.6
"""Between two pieces of talk."""
_ATTACK_S = 0.005
"""Fade-in of the first song, where its recording does not begin with its first sound."""


def arrange(
    lineup: Lineup,
    songs: Mapping[TrackId, Song],
    script: Script,
    takes: Sequence[Take],
    show: Show,
    *,
    rate_hz: int = PROGRAMME_RATE_HZ,
) -> Timeline:
    """Give every song and every take its place, gain, fades and ducks.

    Args:
        lineup: the songs in order.
        songs: at least the lineup's songs, by id.
        script: the talk breaks; those without a take stay silent.
        takes: recorded clips; each is placed exactly once.
        show: its `mixing` decides how it sounds.
        rate_hz: rate of the programme; a take's `frames` count at this rate.

    Raises:
        ValueError: if the lineup is empty, or a take fits no break.
    """
    if not lineup.slots:
        msg = "a lineup needs at least one song"
        raise ValueError(msg)
    excerpts = [excerpt(songs[slot.track_id], rate_hz) for slot in lineup.slots]
    speeches = talk.speeches(script, takes, len(excerpts), rate_hz)
    layer = _Layer(excerpts, speeches, show.mixing, rate_hz)
    layer.lay()
    events = balance(layer.music, layer.words, takes, show.mixing)
    return Timeline(
        sample_rate_hz=rate_hz,
        length_frames=max(event.end_frame for event in events),
        events=events,
        joins=tuple(layer.joins),
        target_lufs=show.mixing.target_lufs,
        max_true_peak_dbtp=show.mixing.max_true_peak_dbtp,
    )


class _Layer:
    """Lays songs and words down, one after the other."""

    def __init__(
        self,
        excerpts: Sequence[Excerpt],
        speeches: Mapping[int, talk.Speech],
        mixing: Mixing,
        rate_hz: int,
    ) -> None:
        self.mixing, self.rate_hz = mixing, rate_hz
        self.music: list[Placed] = []
        self.words: list[Event] = []
        self.joins: list[Join] = []
        self._excerpts, self._speeches = excerpts, speeches
        self._silent_from = 0

    def lay(self) -> None:
        """Place everything."""
        self._open()
        for position in range(1, len(self._excerpts)):
            self._join(position)
        self._close()

    def _open(self) -> None:
        first = self._excerpts[0]
        speech = self._speeches.get(-1)
        start, at = 0, 0
        if speech:
            start = (
                talk.lead_in(speech, first, over_vocals=self.mixing.talk_over_vocals)
                - speech.length
            )
            at, start = max(0, -start), max(0, start)
        event = _song_event(0, first, at)
        self.music.append(Placed(excerpt=first, event=event))
        if speech:
            self._say(speech, start, None, event)

    def _join(self, position: int) -> None:
        outgoing, incoming = self.music[-1], self._excerpts[position]
        speech = self._speeches.get(position - 1)
        plan = joins.without_beats if speech else joins.plain
        meeting = plan(outgoing.excerpt, incoming, self.mixing, self._room(incoming))
        outgoing = _ended(outgoing, meeting)
        incoming = replace(incoming, start=meeting.in_at)
        if meeting.in_at == 0 and meeting.kind is JoinKind.SEGUE and not meeting.fade_in:
            incoming = whole(incoming.song, self.rate_hz)
        self.music[-1] = outgoing
        at = outgoing.event.end_frame - meeting.overlap
        if speech:
            self._join_with_words(position, speech, meeting, incoming)
            return
        event = _song_event(position, incoming, at, meeting)
        self.music.append(Placed(excerpt=incoming, event=event))
        self.joins.append(
            Join(
                position=position,
                kind=meeting.kind,
                at_frame=at + meeting.lead,
                overlap_frames=meeting.overlap,
                reason=meeting.reason,
            )
        )

    def _join_with_words(
        self, position: int, speech: talk.Speech, meeting: Meeting, incoming: Excerpt
    ) -> None:
        outgoing = self.music[-1]
        at = outgoing.event.end_frame - meeting.overlap
        lead_in = talk.lead_in(speech, incoming, over_vocals=self.mixing.talk_over_vocals)
        first = self._earliest(speech)
        start = max(first, at + lead_in - speech.length)
        at = start + speech.length - lead_in
        event = _song_event(position, incoming, at, meeting)
        said = self._say(speech, start, outgoing.event, event)
        self.music.append(Placed(excerpt=incoming, event=event))
        where = talk.phrase(said)
        self.joins.append(
            Join(
                position=position,
                kind=JoinKind.TALK,
                at_frame=min(at, start) if speech.introduces(position) else at,
                overlap_frames=outgoing.event.end_frame - at,
                reason=f"The host speaks for {speech.duration_s:.1f} s, {where}.",
            )
        )

    def _close(self) -> None:
        last, final = self.music[-1], len(self.music) - 1
        speech = self._speeches.get(final)
        if speech is None:
            return
        first = self._earliest(speech)
        self._say(speech, talk.sign_off_at(speech, last, first), last.event, None)

    def _say(
        self, speech: talk.Speech, start: int, before: Event | None, after: Event | None
    ) -> Placement:
        events = talk.spoken(speech, start, before, after)
        self.words += events
        self._silent_from = start + speech.length + frames_from_s(_BREATHER_S, self.rate_hz)
        return talk.placement(start, start + speech.length, before, after)

    def _earliest(self, speech: talk.Speech) -> int:
        """First programme frame for words after, or over, the song that ends."""
        not_before = max(self._before_last, self._silent_from)
        return talk.earliest(
            speech, self.music[-1], not_before, over_vocals=self.mixing.talk_over_vocals
        )

    @property
    def _before_last(self) -> int:
        """Where the song before the last one ends."""
        return self.music[-2].event.end_frame if len(self.music) > 1 else 0

    def _room(self, incoming: Excerpt) -> int:
        """Longest overlap with the next song, programme frames."""
        outgoing = self.music[-1]
        free = max(self._before_last, free_from(outgoing.event), self._silent_from)
        return max(0, min(outgoing.event.end_frame - free, incoming.length // 2))


def _song_event(
    position: int, song: Excerpt, at_frame: int, meeting: Meeting | None = None
) -> Event:
    attack = frames_from_s(_ATTACK_S, song.rate_hz) if song.start else 0
    return Event(
        id=f"m{position:02d}",
        kind=EventKind.MUSIC,
        source_id=song.song.id,
        at_frame=at_frame,
        source_in_frame=song.start,
        source_out_frame=song.end,
        fade_in_frames=meeting.fade_in if meeting else min(attack, song.length),
        fade_out_frames=song.trim_fade,
        stretches=meeting.stretches if meeting else (),
    )


def _ended(outgoing: Placed, meeting: Meeting) -> Placed:
    """Let a song end where its join says."""
    event = replace(
        outgoing.event, source_out_frame=meeting.out_at, fade_out_frames=meeting.fade_out
    )
    return Placed(excerpt=replace(outgoing.excerpt, end=meeting.out_at), event=event)
