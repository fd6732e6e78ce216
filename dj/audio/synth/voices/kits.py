"""Drum kits: which drum sounds how, how loud, and where it sits between the loudspeakers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np

from dj.audio.synth.samples import Mono, gain
from dj.audio.synth.voices import drums

Strike = Callable[[np.random.Generator], Mono]

TAKES: Final = 3
"""Recordings of each drum, played in turn, so that no two strokes in a row are the same."""


@dataclass(frozen=True, slots=True)
class Drum:
    """One instrument of a kit."""

    strike: Strike
    level_db: float = 0.0
    pan: float = 0.0
    loose: bool = True
    """Whether a player's timing varies; kick and snare hold the grid."""

    def takes(self, seed: int) -> tuple[Mono, ...]:
        """Return `TAKES` recordings at the drum's level."""
        level = np.float32(gain(self.level_db))
        return tuple(
            self.strike(np.random.default_rng([seed, take])) * level for take in range(TAKES)
        )


def _kit(**changed: Drum) -> Mapping[str, Drum]:
    return MappingProxyType({**_STANDARD, **changed})


_STANDARD: Final[Mapping[str, Drum]] = {
    "kick": Drum(partial(drums.kick), 0.0, 0.0, loose=False),
    "snare": Drum(partial(drums.snare), -3.0, 0.0, loose=False),
    "ghost": Drum(partial(drums.snare, wires=0.9, length_s=0.12), -9.0, 0.05),
    "clap": Drum(partial(drums.clap), -5.0, 0.0, loose=False),
    "rim": Drum(partial(drums.rim), -8.0, -0.15),
    "hat": Drum(partial(drums.cymbal, length_s=0.06), -12.0, 0.25),
    "open": Drum(partial(drums.cymbal, length_s=0.32), -13.0, 0.25),
    "ride": Drum(partial(drums.cymbal, length_s=0.9, metal=0.75, low_hz=4500.0), -16.5, -0.35),
    "crash": Drum(partial(drums.cymbal, length_s=2.2, metal=0.25, low_hz=3500.0), -11.0, -0.2),
    "swell": Drum(
        partial(drums.cymbal, length_s=2.4, metal=0.2, low_hz=3500.0, attack_s=1.6), -12.0, 0.2
    ),
    "low_tom": Drum(partial(drums.tom, tone_hz=88.0, length_s=0.5), -4.0, 0.4),
    "mid_tom": Drum(partial(drums.tom, tone_hz=128.0), -4.0, 0.1),
    "high_tom": Drum(partial(drums.tom, tone_hz=176.0), -4.0, -0.25),
    "shaker": Drum(partial(drums.shaker), -12.5, 0.45),
    "tambourine": Drum(
        partial(drums.cymbal, length_s=0.16, metal=0.35, low_hz=8000.0), -12.5, -0.45
    ),
    "conga": Drum(partial(drums.tom, tone_hz=205.0, length_s=0.26), -7.0, -0.4),
    "high_conga": Drum(partial(drums.tom, tone_hz=310.0, length_s=0.18), -8.0, -0.25),
    "bongo": Drum(partial(drums.tom, tone_hz=430.0, length_s=0.12), -10.0, 0.35),
    "clave": Drum(partial(drums.bell, tone_hz=2400.0, length_s=0.09), -14.0, 0.5),
    "cowbell": Drum(partial(drums.bell, tone_hz=560.0, length_s=0.22), -14.0, 0.3),
    "triangle": Drum(partial(drums.bell, tone_hz=4300.0, length_s=0.7), -20.0, 0.5),
    "brush": Drum(partial(drums.brush), -13.0, -0.2),
}

KITS: Final[Mapping[str, Mapping[str, Drum]]] = MappingProxyType(
    {
        "acoustic": _kit(
            kick=Drum(
                partial(drums.kick, low_hz=56.0, high_hz=130.0, length_s=0.26, click=0.5),
                -1.0,
                loose=False,
            ),
            snare=Drum(
                partial(drums.snare, tone_hz=205.0, wires=0.85, length_s=0.26), -3.5, loose=False
            ),
        ),
        "electro": _kit(
            kick=Drum(partial(drums.kick, low_hz=46.0, high_hz=220.0, length_s=0.42), loose=False),
            snare=Drum(
                partial(drums.snare, tone_hz=175.0, wires=1.0, length_s=0.34, bright_hz=9000.0),
                -2.5,
                loose=False,
            ),
        ),
        "club": _kit(
            kick=Drum(
                partial(drums.kick, low_hz=45.0, high_hz=260.0, drop_s=0.05, drive=2.2),
                0.5,
                loose=False,
            ),
            hat=Drum(partial(drums.cymbal, length_s=0.045, metal=0.6), -10.5, 0.15),
        ),
        "breaks": _kit(
            kick=Drum(
                partial(drums.kick, low_hz=58.0, high_hz=200.0, length_s=0.2, drive=2.0),
                -0.5,
                loose=False,
            ),
            snare=Drum(
                partial(drums.snare, tone_hz=225.0, wires=0.9, length_s=0.19, bright_hz=9500.0),
                -1.0,
                loose=False,
            ),
        ),
        "dusty": _kit(
            kick=Drum(
                partial(drums.kick, low_hz=55.0, high_hz=120.0, length_s=0.24, click=0.12),
                0.0,
                loose=False,
            ),
            snare=Drum(
                partial(drums.snare, tone_hz=170.0, wires=0.7, length_s=0.2, bright_hz=4200.0),
                -3.0,
                loose=False,
            ),
            hat=Drum(partial(drums.cymbal, length_s=0.05, metal=0.2, low_hz=4500.0), -17.0, 0.2),
        ),
        "brushes": _kit(
            kick=Drum(
                partial(drums.kick, low_hz=62.0, high_hz=105.0, length_s=0.22, click=0.1),
                -5.0,
                loose=False,
            ),
            snare=Drum(
                partial(drums.snare, tone_hz=230.0, wires=0.95, length_s=0.12, bright_hz=5500.0),
                -10.0,
            ),
        ),
    }
)
"""Every kit that a score can name; each has every drum."""
