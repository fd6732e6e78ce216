"""Choose wordings: a seeded draw among the true ones, no variant twice, nothing nearly alike."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from math import sqrt

import numpy as np

from dj.commentary.bench import Bench, Rendered
from dj.commentary.eligible import is_bare, is_for, is_personal, is_true_here, names_voice, richness
from dj.commentary.lines import Line, Pack
from dj.commentary.places import Place
from dj.commentary.situation import Programme
from dj.model.script import BreakKind, Trace, Wording

DRAWN = 9
"""Wordings rendered for each situation a place might take."""
DRAWN_SHORT = 6
"""Wordings rendered in addition because their sources are short."""
SHORT_S = 4.0
"""Longest a fallback may be, in estimated seconds."""
LEAST_LEAD_S = 2.0
"""A shorter wording leads only where there is no other, in estimated seconds."""
ALIKE = 0.9
"""Similarity of two texts, names masked, from which they count as the same; 0 to 1."""
LINE_REST = 3
"""Breaks before another variant of the same file may lead."""
MASK = "□"

_FALLBACKS = (BreakKind.FRONT_ANNOUNCE, BreakKind.BACK_ANNOUNCE)
_ENDS = (BreakKind.OPENING, BreakKind.SIGN_OFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One rendered wording with the line it came from."""

    line: Line
    wording: Wording


@dataclass(slots=True, kw_only=True)
class Chooser:
    """Chooses for one session; remembers what the session has used."""

    programme: Programme
    pack: Pack
    recent: Collection[tuple[str, int]]
    rng: np.random.Generator
    seconds: Callable[[str], float]
    never: Collection[tuple[str, int]] = frozenset()
    """Wordings that are not spoken at all."""
    personal: bool = True
    """Whether anything may be said of the listener's own listening."""
    voice: bool = True
    """Whether the words are spoken; if not, none may claim to be."""
    used: set[tuple[str, int]] = field(default_factory=set)
    masks: list[str] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)

    def draw(self, place: Place) -> list[Line]:
        """Draw lines for every situation a place might take, best first."""
        kinds = [*place.kinds]
        if place.kinds[0] not in _ENDS:
            kinds += [kind for kind in _FALLBACKS if kind not in kinds]
        return [line for kind in kinds for line in self._drawn(kind, place)]

    def may_say(self, line: Line, place: Place) -> bool:
        """Tell whether a line is meant for this host and true at a place."""
        talk, host = self.programme.show.talk, self.programme.persona
        if line.key in self.never or (names_voice(line) and not self.voice):
            return False
        if is_personal(line, place.values) and not self.personal:
            return False
        return is_for(line, place.values, host.name, talk) and is_true_here(
            line, place.values, self._reasons(place.after + 1)
        )

    def remember(self, said: Sequence[Candidate]) -> None:
        """Take note of wordings that were picked elsewhere, so that nothing like them is."""
        self.leaders.append(said[0].line.name)
        for candidate in said:
            self.used.add(candidate.line.key)
            self.masks.append(masked(candidate.wording.text, candidate.wording.traces))

    def render(
        self, bench: Bench, draws: Sequence[tuple[Place, Sequence[Line]]]
    ) -> list[list[Candidate]]:
        """Render all draws of a session in one batch; failures are left out."""
        jobs = [(line.source, place.values) for place, lines in draws for line in lines]
        answers = iter(bench.render(jobs))
        return [
            [c for line in lines if (c := self._candidate(line, next(answers))) is not None]
            for _, lines in draws
        ]

    def pick(self, place: Place, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Pick two or three wordings, best first, one of them short; none if nothing is left."""
        for kind in place.kinds:
            found = self._pick_kind(kind, place, candidates)
            if found:
                self.leaders.append(found[0].line.name)
                return found
        return []

    def _drawn(self, kind: BreakKind, place: Place) -> list[Line]:
        lines = self._eligible(kind, place)
        if not lines:
            return []
        sizes: dict[str, int] = {}
        for line in lines:
            sizes[line.name] = sizes.get(line.name, 0) + 1
        chances = self.rng.random(len(lines))
        keys = [
            float(chance) ** (sqrt(sizes[line.name]) / richness(line))
            for chance, line in zip(chances, lines, strict=True)
        ]
        order = sorted(range(len(lines)), key=lambda i: (-keys[i], lines[i].key))
        best = [lines[i] for i in order[:DRAWN]]
        rest = sorted((lines[i] for i in order[DRAWN:]), key=lambda line: len(line.source) // 12)
        return best + rest[:DRAWN_SHORT]

    def _eligible(self, kind: BreakKind, place: Place) -> list[Line]:
        spoken = self.pack.spoken(kind, self.programme.persona.language)
        lines = [line for line in spoken if self.may_say(line, place)]
        fresh = [line for line in lines if line.key not in self.recent]
        return fresh or (lines if kind in _ENDS else [])

    def _reasons(self, position: int) -> tuple[str, ...]:
        slots = self.programme.lineup.slots
        return slots[position].decision.top_reasons(3) if position < len(slots) else ()

    def _candidate(self, line: Line, rendered: Rendered) -> Candidate | None:
        if rendered.error or not any(char.isalnum() for char in rendered.text):
            return None
        length_s = self.seconds(rendered.text)
        if length_s > line.front.max_s:
            return None
        wording = Wording(line=line.name, variant=line.variant, text=rendered.text,
                          traces=rendered.traces, reason=line.front.reason,
                          estimated_s=length_s)  # fmt: skip
        return Candidate(line=line, wording=wording)

    def _pick_kind(
        self, kind: BreakKind, place: Place, candidates: Sequence[Candidate]
    ) -> list[Candidate]:
        own = [c for c in candidates if c.line.front.situation is kind]
        own.sort(key=lambda c: (not _fits(c, place), _is_slight(c), self._led_lately(c)))
        lead = self._take(own, lambda _: True)
        if lead is None:
            return []
        length_s = lead.wording.estimated_s
        second = self._take(own, lambda c: c.wording.estimated_s < length_s)
        chosen = [c for c in (lead, second) if c is not None]
        if len(chosen) < 2 or not any(map(_is_short, chosen)):
            spare = self._fallback(own, candidates)
            chosen += [spare] if spare else []
        return chosen

    def _fallback(
        self, own: Sequence[Candidate], candidates: Sequence[Candidate]
    ) -> Candidate | None:
        """Take a short wording of the same situation, else one that only announces."""
        others = [c for c in candidates if c.line.front.situation in _FALLBACKS]
        return self._take(own, _is_short) or self._take(others, _is_short)

    def _take(
        self, candidates: Sequence[Candidate], suits: Callable[[Candidate], bool]
    ) -> Candidate | None:
        for candidate in candidates:
            if candidate.line.key in self.used or not suits(candidate):
                continue
            mask = masked(candidate.wording.text, candidate.wording.traces)
            if not any(is_alike(mask, other) for other in self.masks):
                self.used.add(candidate.line.key)
                self.masks.append(mask)
                return candidate
        return None

    def _led_lately(self, candidate: Candidate) -> bool:
        return candidate.line.name in self.leaders[-LINE_REST:]


def _fits(candidate: Candidate, place: Place) -> bool:
    return place.limit_s is None or candidate.wording.estimated_s <= place.limit_s


def _is_slight(candidate: Candidate) -> bool:
    """Tell whether a wording should not lead: it names too little, or is over too soon."""
    greets = candidate.line.front.situation is BreakKind.OPENING
    is_brief = candidate.wording.estimated_s < LEAST_LEAD_S
    return is_brief or is_bare(candidate.line) or (greets and _is_short(candidate))


def _is_short(candidate: Candidate) -> bool:
    return candidate.wording.estimated_s <= SHORT_S


def masked(text: str, traces: Sequence[Trace]) -> str:
    """Replace what slots said by a mask, so that frames can be compared."""
    out, at = "", 0
    for trace in traces:
        out += text[at : trace.start] + MASK
        at = trace.start + len(trace.text)
    return (out + text[at:]).casefold()


def is_alike(one: str, two: str) -> bool:
    """Tell whether two masked texts are nearly the same sentence."""
    if one == two:
        return True
    if 2 * min(len(one), len(two)) < ALIKE * (len(one) + len(two)):
        return False
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
