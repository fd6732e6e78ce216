"""Songs and words laid down one after the other, each where the one before leaves room for it.

Each join is planned by `joins`, or by `wishes` where somebody has asked for one; where the host
speaks, `spots` decides where, and how long the next song waits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dj.mix import imaging, joins, spots, talk, wishes
from dj.mix.excerpt import Excerpt, whole
from dj.mix.loudness import Laid
from dj.mix.meeting import Meeting, Placed, ended, free_from, song_event
from dj.mix.scene import Scene, Spot
from dj.model.edits import Edits, JoinEdit
from dj.model.show import ImagingLevel, Mixing
from dj.model.sound import Sound
from dj.model.timeline import Event, Join, JoinKind, Placement
from dj.units import frames_from_s

_BREATHER_S = 0.6
"""Between two pieces of talk."""


class Layer:
    """Lays songs and words down, one after the other."""

    def __init__(
        self,
        excerpts: Sequence[Excerpt],
        speeches: Mapping[int, talk.Speech],
        mixing: Mixing,
        edits: Edits,
        sounds: Sequence[Sound],
    ) -> None:
        """Take the songs in order, what is said by the position it follows, and the wishes."""
        self.mixing, self.edits, self.rate_hz = mixing, edits, excerpts[0].rate_hz
        self.music: list[Placed] = []
        self.beds: list[Laid] = []
        self.words: list[Event] = []
        self.joins: list[Join] = []
        self._excerpts, self._speeches = excerpts, speeches
        self._sounds = {sound.id: sound for sound in sounds}
        self._silent_from = 0
        self.has_imaging = mixing.imaging is ImagingLevel.SOME and bool(speeches)

    def lay(self) -> None:
        """Place everything."""
        self._open()
        for position in range(1, len(self._excerpts)):
            self._join(position)
        self._close()

    def part(self, changes: Sequence[int]) -> None:
        """Let imaging part the programme where a new part begins and nobody says so."""
        heard_at = -self.rate_hz * int(imaging.LEAST_BETWEEN_S) if not self.beds else 0
        self.beds += imaging.between(
            self.music, self.joins, changes, self._sounds, heard_at=heard_at
        )

    def _open(self) -> None:
        first, begin = self._excerpts[0], self._ident()
        speech = self._speeches.get(-1)
        event = song_event(0, first, begin)
        if speech is None:
            self.music.append(Placed(excerpt=first, event=event))
            return
        spot = spots.choose(
            Scene(
                speech=speech,
                outgoing=None,
                incoming=first,
                natural_at=begin,
                first=begin,
                fade_in=event.fade_in_frames,
                sounds=self._sounds,
                mixing=self.mixing,
                name="bed00",
            )
        )
        self._take(0, speech, spot)

    def _ident(self) -> int:
        """Lay the ident, if one is wanted; return the frame where the programme goes on."""
        laid = imaging.ident(self._sounds, self.rate_hz) if self.has_imaging else None
        if laid is None:
            return 0
        self.beds.append(laid[0])
        return laid[1]

    def _join(self, position: int) -> None:
        outgoing, incoming = self.music[-1], self._excerpts[position]
        speech = self._speeches.get(position - 1)
        wish = self.edits.join(outgoing.excerpt.song.id, incoming.song.id)
        meeting = self._meeting(incoming, wish, words=speech is not None)
        outgoing = ended(outgoing, meeting)
        incoming = replace(incoming, start=meeting.in_at)
        if meeting.in_at == 0 and meeting.kind is JoinKind.SEGUE and not meeting.fade_in:
            incoming = whole(incoming.song, self.rate_hz)
        self.music[-1] = outgoing
        at = outgoing.event.end_frame - meeting.overlap
        if speech:
            self._join_with_words(position, speech, meeting, incoming)
            if wish:
                self.joins[-1] = wishes.beside_words(self.joins[-1], wish)
            return
        event = song_event(position, incoming, at, meeting)
        self.music.append(Placed(excerpt=incoming, event=event))
        self.joins.append(
            Join(
                position=position,
                kind=meeting.kind,
                at_frame=at + meeting.lead,
                overlap_frames=meeting.overlap,
                reason=meeting.reason,
                cost=meeting.cost,
                locked=meeting.locked,
            )
        )

    def _meeting(self, incoming: Excerpt, wish: JoinEdit | None, *, words: bool) -> Meeting:
        outgoing, room = self.music[-1].excerpt, self._room()
        if words:
            return joins.without_beats(outgoing, incoming, self.mixing, room)
        if wish:
            return wishes.obey(outgoing, incoming, self.mixing, room, wish)
        return joins.plain(outgoing, incoming, self.mixing, room)

    def _join_with_words(
        self, position: int, speech: talk.Speech, meeting: Meeting, incoming: Excerpt
    ) -> None:
        outgoing = self.music[-1]
        spot = spots.choose(
            Scene(
                speech=speech,
                outgoing=outgoing,
                incoming=incoming,
                natural_at=outgoing.event.end_frame - meeting.overlap,
                first=self._earliest(speech),
                fade_in=meeting.fade_in,
                sounds=self._sounds,
                mixing=self.mixing,
                name=f"bed{position:02d}",
            )
        )
        where = talk.phrase(self._take(position, speech, spot))
        begins = min(spot.at, spot.start) if speech.introduces(position) else spot.at
        self.joins.append(
            Join(
                position=position,
                kind=JoinKind.TALK,
                at_frame=begins,
                overlap_frames=outgoing.event.end_frame - spot.at,
                reason=spots.sentence(speech.duration_s, where, spot.reason),
                cost=spots.rounded(spot.cost),
            )
        )

    def _close(self) -> None:
        last, final = self.music[-1], len(self.music) - 1
        speech = self._speeches.get(final)
        if speech is None:
            return
        spot = spots.choose(
            Scene(
                speech=speech,
                outgoing=last,
                incoming=None,
                natural_at=last.event.end_frame,
                first=self._earliest(speech),
                fade_in=0,
                sounds=self._sounds,
                mixing=self.mixing,
                name=f"bed{final + 1:02d}",
            )
        )
        self._take(final + 1, speech, spot)

    def _take(self, position: int, speech: talk.Speech, spot: Spot) -> Placement:
        """Lay the words, what carries them, and the song after them."""
        before = self.music[-1].event if self.music else None
        after = None
        if spot.incoming is not None:
            after = spots.opened(song_event(position, spot.incoming, spot.song_at), spot.fade_in)
            self.music.append(Placed(excerpt=spot.incoming, event=after))
        beds = [laid.event for laid in spot.beds]
        self.beds += spot.beds
        self.words += talk.spoken(speech, spot.start, before, after, beds)
        end = spot.start + speech.length
        self._silent_from = end + frames_from_s(_BREATHER_S, self.rate_hz)
        return talk.placement(spot.start, end, before, after, beds)

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

    def _room(self) -> int:
        """How long before its end the song that ends may meet the next, programme frames."""
        outgoing = self.music[-1]
        free = max(self._before_last, free_from(outgoing.event), self._silent_from)
        return max(0, outgoing.event.end_frame - free)
