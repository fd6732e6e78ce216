"""Everything decided about a session before there is a sound: songs, words, times.

The programme is planned a few times, each time aiming where the last one missed the length.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np

from dj import analysis, commentary, editorial, library, lineup, mix, resources, speech
from dj import session as keep
from dj.briefing import as_scheduled, briefed, merged
from dj.errors import LibraryError
from dj.inputs import marks
from dj.model.albums import Neighbour
from dj.model.analysis import Song
from dj.model.brief import Brief
from dj.model.controls import Controls
from dj.model.editorial import Fact
from dj.model.edits import Edits
from dj.model.feedback import SoFar
from dj.model.ledger import Said
from dj.model.lineup import Decision, Lineup
from dj.model.listening import Taste
from dj.model.manifest import Manifest
from dj.model.request import Request
from dj.model.script import Script, Wording
from dj.model.show import Show, TalkLevel
from dj.model.take import Take
from dj.portrait import as_decided, decided, portrait, what_could_play
from dj.speakable import need_standing
from dj.units import PROGRAMME_RATE_HZ, TrackId

LENGTH_TOLERANCE_S = 15.0
"""A plan this near to the length asked for is not planned again."""
LENGTH_TRIES = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Given:
    """What is settled before the planner begins; nothing at all, for a new session."""

    pins: Mapping[int, TrackId] = field(default_factory=dict)
    """Position → track that plays there."""
    count: int | None = None
    """Number of songs; None takes as many as fill the length."""
    without: frozenset[TrackId] = frozenset()
    """Tracks that shall not play."""
    decisions: Mapping[TrackId, Decision] = field(default_factory=dict)
    """Why songs were chosen that are there already."""
    edits: Edits = field(default_factory=Edits)
    talk_after: frozenset[int] | None = None
    """Positions after which the host talks; None leaves it to the show."""
    words: Mapping[int, tuple[Wording, ...]] = field(default_factory=dict)
    """Position → wordings that stay there while they are true."""
    spoken: Mapping[tuple[Wording, ...], Take] = field(default_factory=dict)
    """Takes of wordings that have been spoken."""
    so_far: SoFar | None = None
    """How the session went, if it is being heard and its rest is planned."""
    less: frozenset[str] = frozenset()
    """What the planner does without, by the names of `lineup.removable`."""


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Desk:
    """What lies ready on the desk while one session is planned."""

    overrides: editorial.Overrides
    stock: lineup.Stock
    taste: Taste
    request: Request
    """As the show's own rules and what was asked for have changed it."""
    brief: Brief
    facts: Mapping[TrackId, tuple[Fact, ...]]
    running: Mapping[TrackId, Neighbour]
    """Tracks that run into the next of their album."""
    said: tuple[Said, ...]
    """What this listener has heard in sessions before."""
    given: Given
    shelf: mix.Shelf
    controls: Controls
    marks: Mapping[str, str]
    """What the plan is made from, marked."""
    seconds: Callable[[Wording], float]
    """Estimates how long the host takes for a wording."""
    notes: tuple[str, ...] = ()
    """What became of a wish for other music, and what is wrong with facts, in plain words."""


def plan(store: library.Store, request: Request, given: Given = NOTHING_GIVEN) -> keep.Planned:
    """Decide everything about a session, with the talk at its estimated length."""
    desk = desk_for(store, request, given)
    request = desk.request
    wanted = request.show.length_s
    drafts: list[keep.Planned] = []
    counted = given.count is not None or request.show.songs is not None or bool(desk.brief.order)
    for attempt in range(1 if counted else LENGTH_TRIES):
        drafts.append(_draft(store, request, desk, replace(request.show, length_s=wanted)))
        missing = request.show.length_s - drafts[-1].timeline.duration_s
        if abs(missing) <= LENGTH_TOLERANCE_S or (missing > 0 and _plays_all(drafts[-1].lineup)):
            break
        # Smaller steps each time, so that two orders that miss on either side do not take turns.
        wanted = max(60.0, wanted + missing * 0.8**attempt)
    best = min(drafts, key=lambda d: abs(request.show.length_s - d.timeline.duration_s))
    return replace(best, show=request.show)


def _plays_all(order: Lineup) -> bool:
    """Tell whether every song there was to choose from plays: it cannot be any longer."""
    return len(order.slots) >= order.considered > 0


def desk_for(store: library.Store, request: Request, given: Given = NOTHING_GIVEN) -> Desk:
    """Gather what a session is planned from, before anything is decided."""
    controls = decided(store, request.listener)
    request = as_scheduled(as_decided(controls, request))
    return _followed(_desk(store, request, given, controls))


def _as_of(request: Request, given: Given) -> Request:
    """Ask for the taste of the latest word in a session that is being heard."""
    latest = given.so_far.as_of if given.so_far else None
    zone = request.at.tzinfo
    return replace(request, at=max(request.at, latest.astimezone(zone))) if latest else request


def _followed(desk: Desk) -> Desk:
    """Let the rest of a session that is being heard follow what was said in it."""
    if desk.given.so_far is None:
        return desk
    given, so_far = desk.given, desk.given.so_far
    found = lineup.turned(desk.stock.catalogue, desk.taste, so_far, given.edits.turns,
                          desk.request.show.length_s)  # fmt: skip
    edits = replace(given.edits, turns=found.turns)
    return replace(desk, taste=found.taste, notes=(*desk.notes, *found.notes), given=replace(
        given, without=given.without | found.without, edits=edits))  # fmt: skip


def _desk(store: library.Store, request: Request, given: Given, controls: Controls) -> Desk:
    there = what_could_play(store, given.pins.values(), request)
    heard = given.so_far.heard if given.so_far else ()
    known = editorial.known([song.track for song in there.songs], request.at.date())
    stock = lineup.stock(there.songs, store.vectors_folder)
    liked = portrait(store, _as_of(request, given), controls, there, unbarred=heard)
    taste = lineup.lessened(liked, given.less)
    found = briefed(request, there, stock, taste)
    show, brief = lineup.narrowed(found.request.show, found.brief, given.less)
    return Desk(
        overrides=there.overrides,
        stock=stock,
        taste=taste,
        request=replace(found.request, show=show),
        brief=brief,
        facts=known.facts,
        running=there.running,
        said=store.said(request.listener, request.at) if controls.profiling else (),
        given=given,
        shelf=_shelf(request),
        controls=controls,
        marks=marks(there.songs, taste, show, brief),
        seconds=speech.estimator(request.persona),
        notes=known.notes,
    )  # fmt: skip


def _shelf(request: Request) -> mix.Shelf:
    if request.show.talk is TalkLevel.NONE:
        return mix.Shelf()
    return mix.shelf(request.cache / "imaging", PROGRAMME_RATE_HZ)


def _draft(store: library.Store, request: Request, desk: Desk, show: Show) -> keep.Planned:
    given = desk.given
    brief = merged(desk.brief, given.pins, given.count, given.without)
    order = lineup.plan(desk.stock, show, desk.taste, at=request.at, seed=request.seed,
                        brief=brief)  # fmt: skip
    order = replace(order, length_s=show.length_s, versions={**order.versions, **desk.marks})
    order = _as_decided(order, given.decisions, given.edits.placed)
    songs = {
        slot.track_id: _song(store, slot.track_id, desk.running, desk.overrides)
        for slot in order.slots
    }
    script = commentary.write(
        order, songs, _as_wanted(show, desk.controls.talk_kinds), request.persona,
        taste=desk.taste, facts=desk.facts, at=request.at,
        asked=request.asked, brief=desk.brief, ledger=desk.said,
        rng=np.random.default_rng([request.seed, 1]), seconds=desk.seconds,
        pack=resources.find("prompts", request.persona.prompt_pack),
        joins=given.talk_after, keep=given.words,
        never={(one.line, one.variant) for one in desk.controls.withdrawn if one.line},
    )  # fmt: skip
    paper = speech.paper_takes(script, request.persona, PROGRAMME_RATE_HZ)
    voice = desk.controls.switches.voice
    takes = _as_spoken(script, paper, given.spoken) if voice else paper
    return keep.Planned(
        at=request.at, time_zone=desk.taste.time_zone, listener=request.listener,
        listens=desk.taste.listens, seed=request.seed, show=show, persona=request.persona,
        songs=songs, lineup=order, script=script, takes=takes,
        timeline=mix.arrange(order, songs, script, takes if voice else (), show,
                             edits=given.edits, sounds=desk.shelf.sounds),
        notes=(*keep.turned_off(desk.controls), *desk.taste.notes, *desk.brief.notes, *desk.notes,
               *order.relaxed,
               *desk.shelf.notes),
        edits=given.edits, sounds=desk.shelf.sounds, voice=voice, private=desk.controls.private,
        asked=request.asked,
    )  # fmt: skip


def _as_wanted(show: Show, wanted: Mapping[str, float]) -> Show:
    """Let a listener's own wishes change how likely a show's kinds of talk are."""
    kinds = {name: show.kinds.get(name, 1.0) * weight for name, weight in wanted.items()}
    return replace(show, kinds={**show.kinds, **kinds})


def _as_decided(
    order: Lineup, decisions: Mapping[TrackId, Decision], placed: Collection[TrackId]
) -> Lineup:
    """Let songs that were there before keep their reasons; what a hand put in has no other."""
    return replace(order, slots=tuple(
        replace(slot, decision=replace(
            decisions.get(slot.track_id, slot.decision), slot=slot.position,
            by_hand=slot.track_id in placed))
        for slot in order.slots
    ))  # fmt: skip


def _as_spoken(
    script: Script, paper: Sequence[Take], spoken: Mapping[tuple[Wording, ...], Take]
) -> tuple[Take, ...]:
    """Put takes that are there already in the place of those on paper."""
    wordings = {talk.id: talk.wordings for talk in script.breaks}
    return tuple(
        replace(spoken[wordings[take.break_id]], break_id=take.break_id)
        if wordings[take.break_id] in spoken else take
        for take in paper
    )  # fmt: skip


def show_of(manifest: Manifest) -> Show:
    """Give the show of a session as it was asked for."""
    show = lineup.load_show(resources.find("assets/shows", f"{manifest.show}.yaml"))
    # A session that does not tell, and says nothing, was made without talk.
    usual = show.talk if manifest.script.breaks else TalkLevel.NONE
    length_s = manifest.length_s or manifest.timeline.duration_s
    return replace(show, length_s=length_s, talk=manifest.talk or usual, title=manifest.title,
                   titles={}, songs=show.songs if length_s == show.length_s else None)  # fmt: skip


def planned_before(store: library.Store, manifest: Manifest) -> keep.Planned:
    """Take the decisions of a session file as they stand, if its words may be spoken today.

    Raises:
        ManifestError: if no editor stands for some of them, or for a fact they tell.
        LibraryError: if a song is not in this library.
    """
    overrides = editorial.load_overrides(editorial.find_overrides())
    running = library.runs_on(editorial.apply(overrides, store.songs(analysis.versions())))
    persona = speech.load_persona(resources.find("voices", f"{manifest.persona}.yaml"))
    if manifest.voice:
        need_standing(store, manifest, persona.prompt_pack)
    return keep.Planned(
        at=datetime.fromisoformat(manifest.at), time_zone=manifest.time_zone,
        listener=manifest.listener, listens=manifest.listens, seed=manifest.seed,
        show=show_of(manifest), persona=persona,
        songs={track.id: _song(store, track.id, running, overrides) for track in manifest.tracks},
        lineup=manifest.lineup, script=manifest.script, timeline=manifest.timeline,
        takes=() if manifest.voice else speech.paper_takes(manifest.script, persona,
                                                           PROGRAMME_RATE_HZ),
        notes=manifest.notes, edits=manifest.edits, voice=manifest.voice,
        private=decided(store, manifest.listener).private, asked=manifest.asked,
    )  # fmt: skip


def _song(
    store: library.Store,
    track_id: TrackId,
    running: Mapping[TrackId, Neighbour],
    overrides: editorial.Overrides,
) -> Song:
    song = store.song(track_id)
    if song is None:
        raise LibraryError(
            f"the track {track_id[:8]}… is not in this library.",
            where=str(store.folder), hint="Scan the folder that holds it with `dj scan`.",
        )  # fmt: skip
    return library.as_on_album(editorial.apply(overrides, [song])[0], running)
