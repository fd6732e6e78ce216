"""The whole answer to a wish: what plays, what does not, and why no session can be made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dj.lineup.wishes.doubts import Doubt
from dj.lineup.wishes.parts import NOT_HERE, Part, Sort
from dj.lineup.wishes.sentences import Speaker
from dj.lineup.wishes.settling import SHORTEST_S, brief_of, titles
from dj.lineup.wishes.telling import listed, minutes, quoted, songs
from dj.lineup.wishes.tokens import WISH_LIMIT
from dj.lineup.wishes.weighing import Left, Weighed
from dj.model.show import Show
from dj.model.wish import Missing, Understood, Use

_MOST_UNKNOWN = 12
"""Words nobody knows that are told one by one."""
MOST_PARTS = 40
"""Parts of a wish that are used; nobody wishes for more at once."""
_ASKED = 3
"""Names that are not here for which others are offered."""
_EMPTY = "the wish holds no words."
_WRITE = "Write what music is like, such as: mellow 90s latin, no rap, 40 minutes."


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """All about one wish, before it is told."""

    speaker: Speaker
    parts: Sequence[Part]
    weighed: Sequence[Weighed]
    remains: Left
    show: Show
    """As the wish changed it."""
    doubt: Doubt | None = None
    """What may be meant as its opposite."""

    def told(self) -> Understood:
        """Tell what was understood."""
        speaker, rows = self.speaker, self.remains.rows
        unknown = tuple(speaker.words(part) for part in self.parts if part.sort is Sort.UNKNOWN)
        lost = [part for part in self.parts if part.sort in NOT_HERE]
        missing = tuple(speaker.missing(part, ask=n < _ASKED) for n, part in enumerate(lost))
        play_s = float(speaker.here.catalogue.play_s[rows].sum())
        problem, hint = self._problem(missing)
        show = self.show
        if self.remains.limits and not problem and play_s < show.length_s:
            show = replace(show, length_s=max(SHORTEST_S, play_s))
        brief = brief_of(self.weighed, self.remains, speaker.here, speaker.names)
        notes = (*self._sentences(), *self._lost(unknown, missing), *self._short(play_s))
        return Understood(
            words=speaker.text,
            clauses=tuple(map(speaker.clause, self.weighed)),
            unknown=tuple(words[1:-1] for words in unknown),
            missing=missing,
            songs=int(rows.sum()),
            songs_s=play_s,
            removed=self._removed(),
            show=show,
            brief=replace(brief, notes=notes),
            problem=problem,
            hint=hint,
        )

    def _sentences(self) -> Iterator[str]:
        for one in self.weighed:
            yield from self.speaker.sentences(one)
        if len(self.weighed) == MOST_PARTS:
            yield f"Only the first {MOST_PARTS} parts of the wish are used."
        if len(self.speaker.text) > WISH_LIMIT:
            yield f"Only the first {WISH_LIMIT:,} characters of the wish were read."

    def _lost(self, unknown: Sequence[str], missing: Sequence[Missing]) -> Iterator[str]:
        if unknown:
            more = (
                f" and {len(unknown) - _MOST_UNKNOWN} more" if len(unknown) > _MOST_UNKNOWN else ""
            )
            yield f"Not understood: {', '.join(unknown[:_MOST_UNKNOWN])}{more}."
        parts = [part for part in self.parts if part.sort in NOT_HERE]
        for part, one in zip(parts, missing, strict=True):
            yield self._not_here(part, one)

    def _not_here(self, part: Part, one: Missing) -> str:
        if part.sort is Sort.MISSING:
            told = f"{quoted(one.name)}: nobody in this library is called so"
        else:
            told = f"{quoted(one.name)}: there is no such song here"
        asked = listed([quoted(name) for name in one.nearest], "or")
        return f"{told}. Did you mean {asked}?" if asked else f"{told}."

    def _removed(self) -> dict[str, int]:
        remains = self.remains
        counts = {self._group(number): remains.without(number)
                  for number in range(len(remains.groups))}  # fmt: skip
        return {words: count for words, count in counts.items() if count}

    def _group(self, number: int) -> str:
        group = self.remains.groups[number]
        said = " or ".join(dict.fromkeys(self.speaker.words(one.part) for one in group))
        return f"not {said}" if group[0].use is Use.NOT else said

    def _short(self, play_s: float) -> Iterator[str]:
        """Say what the wish leaves, if that is too little for the length."""
        count = self._count()
        if not self.remains.limits or not count or self._enough(play_s):
            return
        yield (f"That leaves {songs(count)}, {minutes(play_s)}: the session {self._than()}.")
        yield from self._most()

    def _enough(self, play_s: float) -> bool:
        wanted = self.show.songs
        return play_s >= self.show.length_s if wanted is None else self._count() >= wanted

    def _count(self) -> int:
        return int(self.remains.rows.sum())

    def _than(self) -> str:
        """Say what it falls short of: what was asked for, or what the show lasts by itself."""
        if self.show.songs is not None:
            return f"has fewer songs than the {self._of(Sort.COUNT, f'{self.show.songs:,}')}"
        return f"is shorter than the {self._of(Sort.LENGTH, minutes(self.show.length_s))}"

    def _of(self, sort: Sort, size: str) -> str:
        asked = any(one.part.sort is sort and one.part.wished for one in self.weighed)
        return f"{size} asked for" if asked else f"{size} of the show"

    def _most(self) -> Iterator[str]:
        removed = self._removed()
        if len(self.remains.groups) > 1 and removed:
            words = max(removed, key=lambda name: (removed[name], name))
            yield f"What leaves out most is {words}: without it, {songs(removed[words])} more."

    def _problem(self, missing: Sequence[Missing]) -> tuple[str, str]:
        """Say why no session can be made of it, and what to do; two empty texts if one can."""
        if not self.weighed and not missing:
            said = quoted(self.speaker.text)
            told = f"nothing of {said} was understood." if self.speaker.cut else _EMPTY
            return told, _WRITE
        if self.doubt is not None:
            return self._doubtful(self.doubt)
        if lost := self._passed_off(missing):
            return lost
        if self.remains.limits and not self.remains.rows.any() and not self._titled():
            return (
                self._nothing_left(),
                "Ask for less at once; `dj ask` counts what each part leaves.",
            )
        return "", ""

    def _doubtful(self, doubt: Doubt) -> tuple[str, str]:
        """Refuse to play what may have been refused."""
        text, word, part = self.speaker.text, doubt.word, doubt.part
        said = self.speaker.words(part)[1:-1]
        told = f"{quoted(text[word.start : word.end])} before {quoted(said)} is not understood"
        may, plain = "and may mean that it shall", quoted(said)
        leave, let = f"Write {quoted(f'no {said}')} to leave it out", quoted(f"except {said}")
        if part.negated:
            return f"{told} {may} play all the same.", f"{leave}, or {let} to let it play."
        return f"{told} {may} not play.", f"{leave}, or {plain} alone to have it."

    def _titled(self) -> bool:
        return bool(titles(self.weighed))

    def _passed_off(self, missing: Sequence[Missing]) -> tuple[str, str] | None:
        """Refuse to play others where only songs were wished for that are not here."""
        parts = [part for part in self.parts if part.sort in NOT_HERE]
        wanted = [(p, m) for p, m in zip(parts, missing, strict=True)
                  if p.wished and not p.soft]  # fmt: skip
        found = any(one.use is Use.MUST and (one.wanted.artists or one.part.titles)
                    for one in self.weighed)  # fmt: skip
        if found:
            return None
        if not wanted:
            return self._kept_away()
        told = " ".join(self._not_here(part, one) for part, one in wanted[:3])
        return told, "Names must be written as the library has them; `dj search` finds them."

    def _kept_away(self) -> tuple[str, str] | None:
        """Refuse to play others where only songs were wished for that may not play."""
        kept = [one for one in self.weighed if one.part.sort is Sort.TITLE and one.part.wished
                and one.use is Use.NOTHING]  # fmt: skip
        if not kept:
            return None
        told = "; ".join(f"{self.speaker.words(one.part)}: {one.why}" for one in kept[:3])
        return f"{told}.", "`dj why-not` tells all that keeps a song away."

    def _nothing_left(self) -> str:
        remains, names = self.remains, self._group
        groups = remains.groups
        if not remains.masks[0].size:
            return "there is no song in the library."
        against = remains.against()
        empty = [number for number, mask in enumerate(remains.masks) if not mask.any()]
        if empty:
            asked = [self.speaker.asks(remains.groups[number]) for number in empty[:3]]
            return f"there is no song here {listed(asked, 'or')}."
        if against:
            one, other = map(names, sorted(against, key=lambda n: groups[n][0].use is Use.NOT))
            return f"no song here is {one} and {other} at once."
        if remains.mask.any():
            return "all songs that fit are forbidden by you, or too short or long for the show."
        most = "; ".join(self._most())
        return f"no song here is all of it at once. {most}".strip()
