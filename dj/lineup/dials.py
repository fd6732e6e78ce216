"""What a listener's dials do to a show. In the middle nothing changes; each works one way only."""

from dataclasses import replace

from dj.lineup.signals import weights_of
from dj.model.controls import Dials
from dj.model.show import Rules, Show

FAMILIAR = ("affinity", "artist_affinity", "artist_hour_affinity", "hour_affinity", "repeat",
            "saves")  # fmt: skip
"""Signals that pull towards what is played most."""
FAMILIAR_PULL = 4.0
"""Their weights are multiplied by this at 1; at 0 they weigh nothing."""
NOVELTY_PULL = 1.0
"""Added to the weight of `novelty` at 1, taken away at 0."""
VARIETY_PULL = 4.0
"""Weight of `variety` at 1, and of `unity` at 0."""
MOST_DISCOVERIES = 0.9
"""Least share of discoveries that can be asked for."""
MOST_NEW_ARTISTS = 0.6
"""Least share of songs by artists never heard that can be asked for."""
APART = 2.0
"""Artist separation is multiplied by this at the greatest diversity."""


def dialled(show: Show, dials: Dials) -> Show:
    """Let a listener's dials change a show's weights and rules.

    Raises:
        ConfigError: if the show weighs a signal that does not exist.
    """
    if dials == Dials(talk=dials.talk):
        return show
    weights = weights_of(show)
    side = _side(dials.familiarity)
    pull = FAMILIAR_PULL**side if side > 0 else 1.0 + side
    weights |= {name: round(weights[name] * pull, 6) for name in FAMILIAR}
    weights["novelty"] += NOVELTY_PULL * _side(dials.discovery)
    weights["variety"] += VARIETY_PULL * max(0.0, _side(dials.diversity))
    weights["unity"] += VARIETY_PULL * max(0.0, -_side(dials.diversity))
    return replace(show, weights=weights, rules=_rules(show.rules, dials))


def _side(dial: float) -> float:
    """Distance from the middle, −1 to 1."""
    return 2.0 * dial - 1.0


def _rules(rules: Rules, dials: Dials) -> Rules:
    further = _side(dials.discovery)
    songs = _moved(rules.discovery_share, further, MOST_DISCOVERIES)
    # A show that asks for no band of new artists gets none from the dial.
    most = MOST_NEW_ARTISTS if rules.new_artists[0] > 0 else 0.0
    wider = 1.0 + (APART - 1.0) * max(0.0, _side(dials.diversity))
    return replace(rules, discovery_share=songs,
                   new_artists=_moved(rules.new_artists, further, most),
                   artist_separation=round(rules.artist_separation * wider))  # fmt: skip


def _moved(band: tuple[float, float], further: float, most: float) -> tuple[float, float]:
    """Lower a band towards nothing, or raise it until at least `most` is asked for."""
    low, high = band
    if further < 0:
        return round(low * (1.0 + further), 6), round(high * (1.0 + further) ** 2, 6)
    raised = low + (max(low, most) - low) * further
    return round(raised, 6), round(high + (1.0 - high) * further, 6)
