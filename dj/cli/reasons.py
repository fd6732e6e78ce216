"""One choice of the planner in plain sentences, with the numbers that stand behind them."""

from collections.abc import Iterator, Mapping, Sequence

from dj.cli.programme import label
from dj.model.lineup import Decision, JoinCost, Lineup, RunnerUp
from dj.model.manifest import Manifest

_REASONS = 3
_PARTS = ("tempo", "key", "energy", "timbre", "habit")


def explain(manifest: Manifest, position: int) -> str:
    """Tell why one song has its place, in a few lines."""
    slot, track = manifest.lineup.slots[position], manifest.tracks[position]
    lines = [
        *_score(slot.decision),
        *_proposed(slot.decision, manifest.lineup),
        f"Its energy is {track.energy:.2f}; {slot.energy_target:.2f} was asked for.",
        *(_join(slot.join) if slot.join else ()),
        *_nearly(slot.decision.runners_up),
        *(f"Rule: {rule}" for rule in slot.decision.constraints),
    ]
    return "\n".join([f"{position + 1}. {label(track)}", *(f"   {line}" for line in lines)])


def reason(name: str) -> str:
    """Say what a signal says, as an explanation to the listener; its name if it has gone."""
    from dj.lineup.signals import SIGNALS

    return SIGNALS[name].meaning if name in SIGNALS else name.replace("_", " ")


def _score(decision: Decision) -> Iterator[str]:
    """Three reasons with their share of all that speaks for the song, then the rest."""
    speaking = sum(value for value in decision.signals.values() if value > 0)
    top = decision.top_reasons(_REASONS)
    if decision.by_hand:
        yield f"You put it in by hand; of itself it scores {decision.score:.3f}."
    elif not top:
        yield f"Nothing speaks for it: score {decision.score:.3f}."
    else:
        said = [f"{reason(name)} ({decision.signals[name]:+.3f}, "
                f"{decision.signals[name] / speaking:.0%})" for name in top]  # fmt: skip
        yield f"Because {'; '.join(said)}: score {decision.score:.3f}."
    rest = {name: value for name, value in decision.signals.items() if name not in top}
    if rest:
        yield f"{'For and against it' if decision.by_hand else 'Also'} {_values(rest)}."


def _values(signals: Mapping[str, float]) -> str:
    ranked = sorted(signals.items(), key=lambda item: (-abs(item[1]), item[0]))
    return ", ".join(f"{name.replace('_', ' ')} {value:+.3f}" for name, value in ranked)


def _proposed(decision: Decision, lineup: Lineup) -> Iterator[str]:
    by = sorted(decision.proposals.items(), key=lambda item: (-item[1], item[0]))
    names = [f"{name} ({value:.4f})" for name, value in by] or [
        name for name in decision.sources if name != "library"]  # fmt: skip
    among = f", among {lineup.considered} songs that were weighed" if lineup.considered else ""
    yield f"Proposed by {', '.join(names) or 'no source: it filled the choice up'}{among}."
    if decision.editors:
        yield f"Editors stand for it: {decision.editors}."


def _join(join: JoinCost) -> Iterator[str]:
    parts = ", ".join(f"{name} {getattr(join, name):.2f}" for name in _PARTS
                      if name != "habit" or join.habit)  # fmt: skip
    yield f"Coming from the song before costs {join.total:.2f} ({parts})."


def _nearly(others: Sequence[RunnerUp]) -> Iterator[str]:
    if others:
        yield f"Nearly: {'; '.join(map(_runner_up, others))}."


def _runner_up(other: RunnerUp) -> str:
    """Name a song that nearly had the place, and the difference that spoke most for or against."""
    said = f"{other.label or other.track_id[:8]} {other.score:.3f}"
    if other.cost is None:
        return said
    said += f", {other.cost:.3f} dearer here"
    away = sorted(other.differences.items(), key=lambda item: (-abs(item[1]), item[0]))
    return f"{said} ({away[0][0].replace('_', ' ')} {away[0][1]:+.3f})" if away else said
