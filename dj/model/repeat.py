"""How often a host repeats itself to somebody who listens every day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameUse:
    """One sentence frame: a wording with what its slots said left out."""

    frame: str
    example: str
    """How it was said first."""
    lines: tuple[str, ...]
    """Line sets and variants that have it, such as ``opening/plain#3``."""
    sessions: tuple[int, ...]
    """Sessions in which it was said, from 0, in order; one that said it twice stands twice."""

    @property
    def shortest(self) -> int | None:
        """Fewest sessions from one use to the next; None if there is no next, 0 within one."""
        pairs = zip(self.sessions, self.sessions[1:], strict=False)
        return min((later - earlier for earlier, later in pairs), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindUse:
    """What became of the lines of one kind of talk break."""

    kind: str
    breaks: int
    variants: int
    """Approved variants there are."""
    used: int
    """Variants that were said at least once."""

    @property
    def left(self) -> int:
        """Variants that were never said: as many more before one must come again."""
        return self.variants - self.used


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """What was said in a row of sessions, and what came again too soon."""

    sessions: int
    breaks: int
    between: int
    """Talk breaks between songs; greetings are not among them."""
    with_something: int
    """Of these, those that tell more than names: a fact, or a reason for the song."""
    apart: int
    """Of so many sessions in a row, one at most may hold a frame."""
    frames: tuple[FrameUse, ...]
    """The most used first."""
    too_soon: tuple[FrameUse, ...]
    """Frames that came again within fewer sessions than `apart`."""
    alike: tuple[tuple[str, str], ...]
    """Pairs of texts that are nearly the same sentence, said within `apart` sessions."""
    kinds: tuple[KindUse, ...]
    unused: tuple[str, ...]
    """Variants that were never said, such as ``opening/plain#3``."""

    @property
    def holds(self) -> bool:
        """True if nothing came again too soon."""
        return not self.too_soon and not self.alike
