"""What was understood, said part by part: clauses for programs, sentences for people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dj.lineup.filters import holds
from dj.lineup.wishes.liking import LIKE
from dj.lineup.wishes.meaning import Here
from dj.lineup.wishes.names import Names
from dj.lineup.wishes.parts import Part, Sort
from dj.lineup.wishes.settling import LONGEST_S, MOST_SONGS, SHORTEST_S
from dj.lineup.wishes.telling import described, likely_described, listed, minutes, quoted, songs
from dj.lineup.wishes.tokens import Token
from dj.lineup.wishes.weighing import Weighed
from dj.model.filter import Filter
from dj.model.wish import Clause, Missing, Use


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Speaker:
    """Says what became of the parts of one wish."""

    text: str
    cut: Sequence[Token]
    here: Here
    names: Names

    def words(self, part: Part) -> str:
        """Quote a part as it was written."""
        return quoted(self.text[self._start(part) : self._end(part)])

    def clause(self, one: Weighed) -> Clause:
        """Put a part into the form that programs read."""
        part = one.part
        return Clause(
            words=self.words(part)[1:-1],
            start=self._start(part),
            end=self._end(part),
            meaning=self._meaning(one),
            use=one.use,
            wants=(one.wanted,) if one.wanted != Filter() else (),
            passing=None if one.passing is None else int(one.passing.sum()),
            read_as=part.read_as,
            why=one.why,
        )

    def missing(self, part: Part, *, ask: bool) -> Missing:
        """Name what the library does not have, with what looks like it if that shall be asked."""
        words = tuple(part.name.split()) if ask else ()
        if part.sort is Sort.MISSING_TITLE:
            nearest = self.names.nearest_titles(words, part.artist)
        else:
            nearest = self.names.nearest(words)
        return Missing(name=self.words(part)[1:-1], start=self._start(part), end=self._end(part),
                       nearest=nearest)  # fmt: skip

    def sentences(self, one: Weighed) -> Iterator[str]:
        """Say what a part does, and how a slip of the pen in it was read."""
        said = self.words(one.part)
        if one.part.read_as:
            yield f"{said} was read as {quoted(one.part.read_as)}."
        yield f"{said}: {self._effect(one)}."

    def _start(self, part: Part) -> int:
        return self.cut[part.first].start

    def _end(self, part: Part) -> int:
        return self.cut[part.last - 1].end

    def _meaning(self, one: Weighed) -> str:
        part, meaning = one.part, self.here.meaning(one.part)
        name = self.names.written(part.name) if part.sort in (Sort.ARTIST, Sort.LIKE) else ""
        if part.sort is Sort.LIKE:
            return f"like {name}"
        if part.sort is Sort.ARTIST:
            return f"by {name}"
        if part.sort in (Sort.TITLE, Sort.LIKE_TITLE):
            return f"{'like ' if part.sort is Sort.LIKE_TITLE else ''}{self._titled(part)}"
        if part.sort is Sort.SOUND:
            return f"with the sound {part.name}"
        if part.sort in (Sort.LENGTH, Sort.COUNT):
            return _size(part)
        asks = described(self._as_here(one.wanted))
        if meaning is None:
            return asks
        return meaning.means if asks in ("", meaning.means) else f"{meaning.means}: {asks}"

    def _as_here(self, wanted: Filter) -> Filter:
        """Write names as people do; of a genre's only those that the library has, or the first."""
        known = self.here.catalogue.genres.names
        artists = tuple(map(self.names.written, wanted.artists))
        tongues = tuple(self.here.vocabulary.languages[tag][0] for tag in wanted.languages)
        there = [name for name in wanted.genres if any(holds(own, name) for own in known)]
        return replace(wanted, genres=tuple(there) or wanted.genres[:1], artists=artists,
                       languages=tuple(map(str.capitalize, tongues)))  # fmt: skip

    def asks(self, group: Sequence[Weighed]) -> str:
        """Say what songs must be like, any of which is enough; or must not."""
        said = listed(list(dict.fromkeys(map(self._asks, group))), "or")
        return f"but those {said}" if group[0].use is Use.NOT else said

    def _asks(self, one: Weighed) -> str:
        return described(self._as_here(one.wanted)) or self._meaning(one)

    def _titled(self, part: Part) -> str:
        track = self.here.catalogue.songs[part.titles[0]].track
        return f"the song {quoted(track.title)} by {track.artist or 'nobody known'}"

    def _effect(self, one: Weighed) -> str:
        meaning = self._meaning(one)
        if one.use is Use.NOTHING:
            return f"{meaning or 'understood'}, but {one.why}; it changes nothing"
        if one.use is Use.SHOW:
            return _on_show(one, f"{meaning}{self._leaning(one.part)}")
        if one.use is Use.EXCEPT:
            return self._kept(one)
        if one.part.sort is Sort.TITLE:
            plays = "does not play" if one.part.negated else "plays"
            return f"{meaning} {plays}{self._but(one)}{self._others(one)}"
        if one.use is Use.NUDGE:
            return self._nudge(one, meaning)
        count = int(one.passing.sum()) if one.passing is not None else 0
        if one.part.sort in LIKE and not one.part.negated:
            return f"of all that fits, only the {songs(count)} that sound most {meaning}"
        known = f"{count:,} of {len(self.here.catalogue):,}" if count else "there is none"
        if one.use is Use.NOT:
            return f"nothing {self._asks(one)}{self._but(one)} ({songs(count)} left out)"
        more = f"; best with {likely_described(one.likely)}" if one.nice is not None else ""
        return f"only songs {self._asks(one)}{self._but(one)} ({known}){more}"

    def _nudge(self, one: Weighed, meaning: str) -> str:
        if one.why:
            return f"{meaning}, but {one.why}"
        if one.part.sort in LIKE:
            return f"songs that sound {meaning} come first"
        place = "last" if one.part.negated else "first"
        if one.wanted or one.part.sort is Sort.SOUND:
            return f"songs {self._asks(one)}{self._but(one)} come {place}"
        return f"what is {meaning} comes {place}; here that means {likely_described(one.likely)}"

    def _leaning(self, part: Part) -> str:
        meaning = self.here.meaning(part)
        if meaning is None or not meaning.lean:
            return ""
        names = [name.replace("_", " ") for name in meaning.lean]
        factors = listed([f"{factor:g}" for factor in dict.fromkeys(meaning.lean.values())])
        return f": {listed(names)} count {factors} times as much"

    def _others(self, one: Weighed) -> str:
        tracks = [self.here.catalogue.songs[row].track for row in one.part.titles[1:]]
        artists = dict.fromkeys(track.artist for track in tracks)
        return f"; there is one by {listed(list(artists)[:3])}, too" if artists else ""

    def _kept(self, one: Weighed) -> str:
        """Say what an exception keeps; one of several parts at once is said as a whole."""
        parts = one.excepted[0]
        whole = not all(other.part.chosen for other in parts[1:])
        if whole and one.part != parts[0].part:
            return "belongs to the same exception"
        said = self._exception(parts if whole else (one,))
        kept = f"{songs(one.kept)} kept" if one.kept else "none of them was left out"
        return f"{said} may play all the same ({kept})"

    def _but(self, one: Weighed) -> str:
        said = listed([self._exception(parts) for parts in one.excepted], "or")
        how = ", or" if one.use is Use.MUST else " except"
        return f"{how} {said}" if said else ""

    def _exception(self, parts: Sequence[Weighed]) -> str:
        """Say what an exception asks for, all of it at once."""
        joins = ("", *(" or " if one.part.chosen else " and " for one in parts[1:]))
        said = "".join(join + self._asks(one) for join, one in zip(joins, parts, strict=True))
        return said if parts[0].part.sort is Sort.TITLE else f"songs {said}"


def _size(part: Part) -> str:
    if part.sort is Sort.COUNT:
        return songs(int(min(part.low, MOST_SONGS)))
    return minutes(min(max(part.low, SHORTEST_S), LONGEST_S))


def _on_show(one: Weighed, meaning: str) -> str:
    if one.part.sort is Sort.LENGTH:
        cut = not SHORTEST_S <= one.part.low <= LONGEST_S
        ends = f", as sessions last {minutes(SHORTEST_S)} to {minutes(LONGEST_S)}" if cut else ""
        return f"the session lasts {meaning}{ends}"
    if one.part.sort is Sort.COUNT:
        most = f", as sessions have {MOST_SONGS} at most" if one.part.low > MOST_SONGS else ""
        return f"the session has {meaning}{most}"
    if one.part.negated:
        return f"not {meaning}; the show stays as it is"
    return meaning
