"""A place of the programme where words are to go, and one way to place them there."""

from collections.abc import Mapping
from dataclasses import dataclass

from dj.mix import talk
from dj.mix.excerpt import Excerpt
from dj.mix.loudness import Laid
from dj.mix.meeting import Placed, sounding_at
from dj.model.script import BreakKind
from dj.model.show import Mixing
from dj.model.sound import Sound
from dj.units import PROGRAMME_RATE_HZ, frames_from_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is known where words are to be placed."""

    speech: talk.Speech
    outgoing: Placed | None
    """The song before; None at the opening."""
    incoming: Excerpt | None
    """The song after, from where its join wants it to begin; None at the end."""
    natural_at: int
    """Programme frame where the next song would begin without words, or where all begins."""
    first: int
    """Programme frame from which nobody sings and nobody else speaks."""
    fade_in: int
    """Frames of the next song's fade-in."""
    sounds: Mapping[str, Sound]
    mixing: Mixing
    name: str
    """What beds here are called."""

    @property
    def rate_hz(self) -> int:
        """Rate of the programme."""
        near = self.incoming or (self.outgoing and self.outgoing.excerpt)
        return near.rate_hz if near else PROGRAMME_RATE_HZ

    @property
    def leads_on(self) -> bool:
        """True if some of the words lead to the next song."""
        kinds = {clip.talk_break.kind for clip in self.speech.clips}
        return kinds != {BreakKind.BACK_ANNOUNCE}

    @property
    def ends(self) -> int:
        """Programme frame where the song before is over."""
        return self.outgoing.event.end_frame if self.outgoing else self.natural_at

    @property
    def faint(self) -> int:
        """Programme frame from which the song before is too soft to carry words."""
        if self.outgoing is None:
            return self.natural_at
        last = self.outgoing.excerpt.last_within(talk.FAINT_LU)
        return min(self.ends, max(self.outgoing.outro_at, sounding_at(self.outgoing.event, last)))

    @property
    def soft(self) -> int:
        """Frames at the start of the next song that are too soft to carry words."""
        return talk.soft_start(self.incoming) if self.incoming else 0

    @property
    def room(self) -> int:
        """Frames from the start of the next song to the end of the words; may be negative."""
        if self.incoming is None:
            return 0
        over = self.mixing.talk_over_vocals
        return talk.lead_in(self.speech, self.incoming, over_vocals=over)

    def frames(self, seconds: float) -> int:
        """Convert to frames."""
        return frames_from_s(seconds, self.rate_hz)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One way to place the words."""

    start: int
    """Programme frame of the first word."""
    at: int
    """Programme frame where the next song is first heard."""
    song_at: int
    """Programme frame where it begins for good, after any rounds of its opening."""
    incoming: Excerpt | None
    """What of it plays from there."""
    fade_in: int
    cost: float
    reason: str = ""
    """Why it is done so, where that is not plain."""
    beds: tuple[Laid, ...] = ()
    dry_s: float = 0.0
    """Seconds of words without any music."""
