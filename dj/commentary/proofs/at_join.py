"""One line at one join: what it would say, which way it takes, and why it may not be said now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from dj.commentary.bench import Rendered, Values
from dj.commentary.bench import rehearse as render
from dj.commentary.choosing.choose import Chooser
from dj.commentary.choosing.clauses import conditions
from dj.commentary.choosing.eligible import holds, is_personal
from dj.commentary.choosing.places import Place, limit_s, starts_s
from dj.commentary.context import implied
from dj.commentary.lines import Line
from dj.commentary.proofs.branches import marked, taken
from dj.commentary.proofs.coverage import place as place_of
from dj.commentary.words.situation import situation
from dj.commentary.words.spoken_time import later
from dj.model.names import primary_language
from dj.model.rehearsal import Rehearsed
from dj.model.script import BreakKind, VoicedFact, Wording


def rehearse(
    chooser: Chooser, line: str, joins: Sequence[int], at: datetime
) -> tuple[Rehearsed, ...]:
    """Try every variant of a line at joins of a session.

    Args:
        chooser: The host of the session, who knows all that may be said in it.
        line: Line set, such as ``front_announce/tempo``.
        joins: Songs before which it is tried, from 1; see `Rehearsed.join`.
        at: When the session starts, aware, local.
    """
    variants = chooser.pack.named(line)
    if not variants:
        return ()
    kind = variants[0].front.situation
    places = [_place(chooser, kind, join - 2, at) for join in joins]
    tries = [_Tried(chooser=chooser, line=one, place=place) for place in places for one in variants]
    plain = render([(one.line.source, one.place.values) for one in tries])
    ways = render([(marked(one.line.source)[0], one.place.values) for one in tries])
    return tuple(one.rehearsed(*answers) for one, *answers in zip(tries, plain, ways, strict=True))


def possible_joins(line: str, songs: int) -> tuple[int, ...]:
    """List the joins of a session at which a line can stand at all, by its situation."""
    kind = line.partition("/")[0]
    if kind == BreakKind.OPENING:
        return (1,)
    if kind == BreakKind.SIGN_OFF:
        return (songs + 1,)
    return tuple(range(2, songs + 1))


def _place(chooser: Chooser, kind: BreakKind, after: int, at: datetime) -> Place:
    session = chooser.programme
    values = situation(session, after, later(at, starts_s(session, after)))
    return Place(after=after, kinds=(kind,), values=values,
                 limit_s=limit_s(session.songs, after))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """A variant at a place, with the host who would say it."""

    chooser: Chooser
    line: Line
    place: Place

    def rehearsed(self, plain: Rendered, way: Rendered) -> Rehearsed:
        line, place, front = self.line, self.place, self.line.front
        wording = Wording(line=line.name, variant=line.variant, text=plain.text,
                          traces=plain.traces, reason=front.reason)  # fmt: skip
        seconds = self.chooser.seconds(wording) if plain.text else 0.0
        told = {trace.word for trace in plain.traces} | conditions(line)
        return Rehearsed(
            line=line.name, variant=line.variant, join=place.after + 2, text=plain.text,
            branches=tuple(self.branches(way)), traces=plain.traces,
            facts=_facts(place.values, told), seconds=round(seconds, 2), limit_s=place.limit_s,
            not_now=tuple(self.not_now(wording, seconds, plain.error)),
        )  # fmt: skip

    def branches(self, way: Rendered) -> Iterator[str]:
        file, first = place_of(self.line)
        for number in sorted(taken(way.text)):
            branch = marked(self.line.source)[1][number]
            yield f"{file}:{first + branch.line - 1} {branch.says}"

    def not_now(self, wording: Wording, seconds: float, error: str) -> Iterator[str]:
        """Give every reason against it; a refusal that none of them explains is told as such."""
        found = [*self.untrue(), *self.unfit(), *self.worn(wording)]
        if error and not found:
            found.append(f"it cannot be rendered: {error}")
        if not found and not self.chooser.may_say(self.line, self.place):
            found.append("the host leaves it out here")
        yield from found
        if seconds > self.line.front.max_s:
            yield f"it takes {seconds:.1f} s, more than its max_s of {self.line.front.max_s:g}"
        if self.place.limit_s is not None and seconds > self.place.limit_s:
            yield f"there is room for {self.place.limit_s:.1f} s only"

    def untrue(self) -> Iterator[str]:
        values, front = self.place.values, self.line.front
        for need in (*implied(front.situation), *front.needs):
            if not holds(need, values):
                yield f"{need} does not hold: {_stands(need, values)}"
        reasons = self.reasons()
        if front.reason and front.reason not in reasons:
            yield (f"{front.reason} is not among the reasons for the song: "
                   f"{', '.join(reasons) or 'there are none'}")  # fmt: skip
        for word in sorted(self.line.words & values.keys()):
            if values[word].tier > front.tier:
                yield f"{word} is of tier {values[word].tier}, the line's is {front.tier}"

    def unfit(self) -> Iterator[str]:
        front, host = self.line.front, self.chooser.programme.persona
        show = self.chooser.programme.show
        if self.line not in self.chooser.pack.spoken(front.situation, host.language):
            yield _unspoken(self.line, host.language)
        if front.persona not in {"", host.name}:
            yield f"it is for {front.persona} alone"
        part = self.place.values["clock.part"].value
        if front.daypart and part not in front.daypart:
            yield f"it is for {' and '.join(front.daypart)}, and it is {part}"
        if front.talk and show.talk not in front.talk:
            yield f"it is for a show that talks {' or '.join(front.talk)}"
        if not self.chooser.personal and is_personal(self.line, self.place.values):
            yield "personal remarks are turned off"

    def worn(self, wording: Wording) -> Iterator[str]:
        ledger, pack = self.chooser.ledger, self.chooser.pack.path.name
        if self.line.key in self.chooser.never:
            yield "the listener does not want to hear it again"
        if ledger.rests(self.line, pack):
            yield f"it rests: said on {ledger.last(self.line, pack):%Y-%m-%d}"
        elif wording.text and ledger.frames.like(wording.frame):
            yield "a sentence like it was said in one of the last sessions"

    def reasons(self) -> tuple[str, ...]:
        slots, after = self.chooser.programme.lineup.slots, self.place.after
        return slots[after + 1].decision.top_reasons(3) if after + 1 < len(slots) else ()


def _unspoken(line: Line, language: str) -> str:
    front = line.front
    if front.status != "approved":
        return f"its status is {front.status}"
    if primary_language(front.locale) != primary_language(language):
        return f"it is in {front.locale}, and the host speaks {language}"
    return "no editor stands for it: `dj prompts approve`"


def _stands(need: str, values: Values) -> str:
    value = values.get(need.partition(" is ")[0])
    return "it is not known here" if value is None else f"it is {value.value!r}"


def _facts(values: Values, words: set[str]) -> dict[str, VoicedFact]:
    found = {name: fact for word in sorted(words) if word in values
             for name, fact in values[word].facts.items()}  # fmt: skip
    return dict(sorted(found.items()))
