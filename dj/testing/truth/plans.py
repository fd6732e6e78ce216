"""Ten songs on paper: who leads, in which style and form, at which tempo, and how they end."""

from dataclasses import dataclass

FORMS: dict[str, tuple[tuple[str, int], ...]] = {
    "long": (("intro", 8), ("verse", 8), ("chorus", 8), ("verse", 8), ("chorus", 8), ("bridge", 8),
             ("chorus", 8), ("outro", 8)),
    "solo": (("intro", 4), ("verse", 8), ("chorus", 8), ("verse", 8), ("chorus", 8), ("solo", 8),
             ("chorus", 8), ("outro", 4)),
    "late": (("intro", 8), ("verse", 16), ("chorus", 8), ("solo", 8), ("verse", 8), ("chorus", 8)),
    "short": (("intro", 4), ("verse", 8), ("chorus", 8), ("verse", 8), ("chorus", 8), ("outro", 4)),
    "ballad": (("intro", 4), ("verse", 8), ("chorus", 8), ("solo", 4), ("verse", 8), ("chorus", 8)),
    "waltz": (("intro", 8), ("verse", 16), ("chorus", 16), ("verse", 16), ("bridge", 8),
              ("chorus", 16), ("outro", 8)),
}  # fmt: skip
"""Name → passages with their bars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What distinguishes one song from the next."""

    lead: str
    style: str
    form: str
    tempo_bpm: float
    """The middle of the range the seed chooses from, ±3 %."""
    lead_db: float = 0.0
    """Level of the lead relative to all others, while it sounds."""
    soloist: str = "distorted guitar"
    fade_s: float = 0.0
    """Length of the closing fade; 0 ends cold."""
    before_s: float = 0.0
    """Silence before the first note."""
    after_s: float = 0.0
    """Silence after the last sound."""


PLANS = (
    Plan(lead="voice low dark", style="rock", form="solo", tempo_bpm=108, after_s=1.5),
    Plan(lead="voice high bright", style="four", form="long", tempo_bpm=123, fade_s=9.0,
         before_s=0.6, soloist="synth lead"),
    Plan(lead="voice plain", style="ballad", form="ballad", tempo_bpm=72, lead_db=-6.0,
         before_s=1.2, after_s=3.0, soloist="violin"),
    Plan(lead="voice high dark", style="bossa", form="solo", tempo_bpm=130, lead_db=-6.0,
         soloist="saxophone", fade_s=7.0),
    Plan(lead="voice low bright", style="rock", form="late", tempo_bpm=144, lead_db=-6.0,
         before_s=0.3),
    Plan(lead="voice spoken", style="funk", form="short", tempo_bpm=94, after_s=0.8),
    Plan(lead="synth lead", style="four", form="long", tempo_bpm=127, after_s=2.0, lead_db=-3.0),
    Plan(lead="saxophone", style="shuffle", form="short", tempo_bpm=86, before_s=0.8, fade_s=8.0),
    Plan(lead="violin", style="waltz", form="waltz", tempo_bpm=168, lead_db=-3.0),
    Plan(lead="distorted guitar", style="rock", form="late", tempo_bpm=135, before_s=2.0,
         after_s=1.0),
)  # fmt: skip
