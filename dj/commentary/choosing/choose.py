"""Choose wordings: a seeded draw among the true ones, no variant twice, nothing nearly alike."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from math import sqrt

import numpy as np

from dj.commentary.bench import Bench, Rendered
from dj.commentary.choosing.clauses import clauses, grounded, reason_id
from dj.commentary.choosing.drawn import Candidate, Drawn
from dj.commentary.choosing.eligible import is_for, is_honest, is_personal, is_true_here, known
from dj.commentary.choosing.memory import Memory
from dj.commentary.choosing.places import Place
from dj.commentary.choosing.ranking import SHORT_S, depth, is_slight, richness
from dj.commentary.choosing.rested import Ledger
from dj.commentary.lines import Line, Pack
from dj.commentary.words.situation import Programme
from dj.model.script import BreakKind, Wording

DRAWN = 9
"""Wordings rendered for each situation a place might take."""
DRAWN_SHORT = 6
"""Wordings rendered in addition because their sources are short."""
KINDS_TRIED = 5
"""Situations of a place that are tried before it only announces, or says nothing."""
QUIET = 0.4
"""Talk dial below which a break that could only give names is left out."""

Weigh = Callable[[Line], float]
"""What a line weighs in the draw, above 0."""

_FALLBACKS = (BreakKind.FRONT_ANNOUNCE, BreakKind.BACK_ANNOUNCE)
_ENDS = (BreakKind.OPENING, BreakKind.SIGN_OFF)


@dataclass(slots=True, kw_only=True)
class Chooser:
    """Chooses for one session; remembers what the session has used."""

    programme: Programme
    pack: Pack
    ledger: Ledger
    """What the listener heard in sessions before."""
    rng: np.random.Generator
    seconds: Callable[[Wording], float]
    never: Collection[tuple[str, int]] = frozenset()
    """Wordings that are not spoken at all."""
    personal: bool = True
    """Whether anything may be said of the listener's own listening."""
    voice: bool = True
    """Whether the words are spoken; if not, none may claim to be."""
    memory: Memory = field(default_factory=Memory)
    reasons: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def scales(self, shares: Mapping[str, float]) -> Weigh:
        """Weigh lines for the draws of a session; each comes to several, and is weighed once.

        Args:
            shares: Word → share of the session's joins at which it has a value, 0 to 1.
        """
        weights: dict[tuple[str, int], float] = {}

        def weigh(line: Line) -> float:
            if line.key not in weights:
                fresh = max(1e-3, self.ledger.freshness(line, self._pack))
                weights[line.key] = richness(line, shares) * fresh
            return weights[line.key]

        return weigh

    def draw(self, place: Place, weigh: Weigh) -> list[Line]:
        """Draw lines for the situations a place might take, best first."""
        kinds = [*place.kinds[:KINDS_TRIED]]
        if place.kinds[0] not in _ENDS:
            kinds += [kind for kind in _FALLBACKS if kind in place.kinds and kind not in kinds]
        return [line for kind in kinds for line in self._drawn(kind, place, weigh)]

    def may_say(self, line: Line, place: Place) -> bool:
        """Tell whether a line is meant for this host, true at a place, and sound."""
        talk, host = self.programme.show.talk, self.programme.persona
        if line.key in self.never or not is_honest(line, voice=self.voice):
            return False
        if not self.personal and is_personal(line, place.values):
            return False
        return (
            is_for(line, place.values, host.name, talk)
            and is_true_here(line, place.values, self._reasons(place.after + 1))
            and line.is_sound
        )

    def remember(self, after: int, said: Sequence[Candidate]) -> None:
        """Take note of wordings that were picked elsewhere, so that nothing like them is."""
        for candidate in said:
            self.memory.take(candidate.wording)
        self.memory.lead(after, said[0].wording)

    def render(self, bench: Bench, draws: Sequence[tuple[Place, Sequence[Line]]]) -> list[Drawn]:
        """Render all draws of a session in one batch."""
        jobs = [(line.source, place.values) for place, lines in draws for line in lines]
        answers = iter(bench.render(jobs))
        return [
            Drawn(rendered=[(line, next(answers)) for line in lines],
                  finished=partial(self._candidate, place))
            for place, lines in draws
        ]  # fmt: skip

    def pick(self, place: Place, drawn: Drawn) -> list[Candidate]:
        """Pick two or three wordings, best first, one of them short; none if nothing is left."""
        for kind in place.kinds:
            found = self._pick_kind(kind, place, drawn)
            if found:
                self.memory.lead(place.after, found[0].wording)
                return found
        return []

    def _drawn(self, kind: BreakKind, place: Place, weigh: Weigh) -> list[Line]:
        lines = self._eligible(kind, place)
        if not lines:
            return []
        sizes: dict[str, int] = {}
        for line in lines:
            sizes[line.name] = sizes.get(line.name, 0) + 1
        chances = self.rng.random(len(lines))
        keys = [
            float(chance) ** (sqrt(sizes[line.name]) / weigh(line))
            for chance, line in zip(chances, lines, strict=True)
        ]
        order = sorted(range(len(lines)), key=lambda i: (-keys[i], lines[i].key))
        best = [lines[i] for i in order[:DRAWN]]
        rest = sorted((lines[i] for i in order[DRAWN:]), key=lambda line: len(line.source) // 12)
        return best + rest[:DRAWN_SHORT]

    def _eligible(self, kind: BreakKind, place: Place) -> list[Line]:
        spoken = self.pack.spoken(kind, self.programme.persona.language)
        there = known(place.values)
        # Most lines of a pack rely on something that is not known here, and that is soon seen.
        near = (line for line in spoken if line.relies_on <= there)
        lines = [line for line in near if self.may_say(line, place)]
        fresh = [line for line in lines if not self.ledger.rests(line, self._pack)]
        fresh = self.ledger.in_turn(fresh, self._pack)
        return fresh or (self._longest_rested(lines) if kind in _ENDS else [])

    def _longest_rested(self, lines: Sequence[Line]) -> list[Line]:
        """Where a greeting must be, the one that was heard longest ago is heard again."""
        return sorted(lines, key=lambda line: self.ledger.turn(line, self._pack))[:DRAWN]

    @property
    def _pack(self) -> str:
        return self.pack.name

    def _reasons(self, position: int) -> tuple[str, ...]:
        """List the reasons that may be named at a join; asked once for every line there."""
        if position not in self.reasons:
            slots = self.programme.lineup.slots
            known = slots[position].decision.top_reasons() if position < len(slots) else ()
            self.reasons[position] = known
        return self.reasons[position]

    def _candidate(self, place: Place, line: Line, rendered: Rendered) -> Candidate | None:
        if rendered.error or not any(char.isalnum() for char in rendered.text):
            return None
        traces = grounded(rendered.traces, place.values)
        parts = clauses(rendered.text, traces, line, place.values, self._reason_ids(line, place))
        wording = Wording(line=line.name, variant=line.variant, text=rendered.text,
                          traces=traces, reason=line.front.reason, pack=self._pack,
                          content=line.content, clauses=parts)  # fmt: skip
        length_s = self.seconds(wording)
        if length_s > line.front.max_s:
            return None
        return Candidate(line=line, wording=replace(wording, estimated_s=length_s))

    def _reason_ids(self, line: Line, place: Place) -> list[str]:
        if not line.front.reason:
            return []
        slot = self.programme.lineup.slots[place.after + 1]
        return [reason_id(slot.track_id, line.front.reason)]

    def _pick_kind(self, kind: BreakKind, place: Place, drawn: Drawn) -> list[Candidate]:
        own = sorted(drawn.of((kind,)), key=lambda c: self._order(c, place))
        lead = self._take(own, lambda c: self._is_worth_it(c))
        if lead is None and kind in _ENDS:
            lead = self._take(own, lambda _: True, again=True)
        if lead is None:
            return []
        length_s = lead.wording.estimated_s
        second = self._take(own, lambda c: c.wording.estimated_s < length_s)
        chosen = [c for c in (lead, second) if c is not None]
        if len(chosen) < 2 or not any(map(_is_short, chosen)):
            spare = self._fallback(own, drawn)
            chosen += [spare] if spare else []
        return chosen

    def _order(self, candidate: Candidate, place: Place) -> tuple[bool, bool, int]:
        """Sort first what fits, then what can lead, then what says most and repeats least."""
        wording = candidate.wording
        fits = place.limit_s is None or wording.estimated_s <= place.limit_s
        stale = self.memory.staleness(place.after, wording)
        return not fits, is_slight(candidate.line, wording.estimated_s), stale - depth(wording)

    def _is_worth_it(self, candidate: Candidate) -> bool:
        """For a listener who wants few words, names alone are none."""
        if self.programme.talk >= QUIET or candidate.line.front.situation in _ENDS:
            return True
        return depth(candidate.wording) > 0

    def _fallback(self, own: Sequence[Candidate], drawn: Drawn) -> Candidate | None:
        """Take a short wording of the same situation, else one that only announces."""
        return self._take(own, _is_short) or self._take(drawn.of(_FALLBACKS), _is_short)

    def _take(
        self,
        candidates: Sequence[Candidate],
        suits: Callable[[Candidate], bool],
        *,
        again: bool = False,
    ) -> Candidate | None:
        for candidate in candidates:
            wording = candidate.wording
            if candidate.line.key in self.memory.used or not suits(candidate):
                continue
            heard = not again and self.ledger.frames.like(wording.frame)
            if not heard and not self.memory.frames.like(wording.frame):
                self.memory.take(wording)
                return candidate
        return None


def _is_short(candidate: Candidate) -> bool:
    return candidate.wording.estimated_s <= SHORT_S
