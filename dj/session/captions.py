"""The host's words with their times on the programme: for captions, pages and transcripts."""

from collections.abc import Iterator

from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.timeline import Event, EventKind
from dj.session.disclosed import disclosed, promotion
from dj.units import ms_from_frames


def spoken_captions(manifest: Manifest) -> Iterator[tuple[int, int, str]]:
    """Yield (start ms, end ms, text) of every sentence on the programme, in order.

    Where the voice is turned off the words are shown where they would have begun.
    """
    if not manifest.voice:
        yield from _shown(manifest)
        return
    takes = {take.break_id: take for take in manifest.takes}
    for event in _talk(manifest):
        if event.source_id not in takes:
            continue
        at = ms_from_frames(event.at_frame, manifest.timeline.sample_rate_hz)
        for start, end, text in sorted(takes[event.source_id].captions):
            yield at + start, at + max(end, start + 1), one_line(text)


def talk_spans(manifest: Manifest) -> Iterator[tuple[int, int]]:
    """Yield (start ms, end ms) of every talk break, in order."""
    rate = manifest.timeline.sample_rate_hz
    for event in _talk(manifest):
        yield ms_from_frames(event.at_frame, rate), ms_from_frames(event.end_frame, rate)


def host_name(manifest: Manifest) -> str:
    """Write the persona's name for people: ``night_owl`` becomes ``Night Owl``."""
    return one_line(manifest.persona.replace("_", " ").replace("-", " ")).title()


def disclosure(manifest: Manifest) -> str:
    """Say in two sentences what a listener has the right to know, for formats with room for it."""
    said, words = manifest.disclosure, disclosed(manifest.script.language)
    engine = f" ({one_line(said.engine)})" if said.engine else ""
    kind = words.synthetic if said.synthetic_voice else words.recorded
    speaks = manifest.takes and manifest.voice
    voice = kind.format(engine=engine) if speaks else words.no_host
    return f"{voice} {promotion(words, one_line(said.promotion))}"


def _shown(manifest: Manifest) -> Iterator[tuple[int, int, str]]:
    """Words that nobody speaks: from where a song begins, or before the last one ends."""
    rate, takes = manifest.timeline.sample_rate_hz, {take.break_id: take for take in manifest.takes}
    starts = [e.at_frame for e in manifest.timeline.events if e.kind is EventKind.MUSIC]
    for talk in manifest.script.breaks:
        if (take := takes.get(talk.id)) is None:
            continue
        last_frame = max(0, manifest.timeline.length_frames - take.frames)
        at = ms_from_frames(min([last_frame, *starts[talk.after_position + 1 :][:1]]), rate)
        for start, end, text in sorted(take.captions):
            yield at + start, at + max(end, start + 1), one_line(text)


def _talk(manifest: Manifest) -> Iterator[Event]:
    return (event for event in manifest.timeline.events if event.kind is EventKind.SPEECH)
