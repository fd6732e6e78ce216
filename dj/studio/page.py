"""What the page shows: plain values for its template, made from the session file."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dj.lineup.signals import SIGNALS
from dj.model.lineup import Slot
from dj.model.manifest import Manifest
from dj.session import (
    Chapter,
    chapters,
    disclosed,
    host_name,
    one_line,
    promotion,
    spoken_captions,
    talk_spans,
)
from dj.studio.overview import bars, dial
from dj.units import clock_text


@dataclass(frozen=True, slots=True, kw_only=True)
class SongRow:
    """One song in the list."""

    number: int
    """Position from 1."""
    start_s: float
    """Where its chapter begins."""
    start: str
    length: str
    title: str
    artist: str
    details: str
    """Year, tempo and key, as far as known."""
    reasons: str
    """Why it was chosen, strongest reason first."""
    new: bool
    """True if the listener has a history and never heard it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRow:
    """What the host says at one place."""

    start_s: float
    end_s: float
    start: str
    text: str


def page_data(
    manifest: Manifest, *, live: bool = False, answers: bool = False
) -> dict[str, object]:
    """Collect the template's words.

    Args:
        manifest: The session.
        live: True if it is heard before it has a mix.
        answers: True if somebody takes what the listener says.
    """
    kinds = {file.path: file.media_type for file in manifest.files}
    host, words = host_name(manifest), disclosed(manifest.script.language)
    return {
        "title": one_line(manifest.title),
        "when": _when(manifest),
        "length": clock_text(manifest.timeline.duration_s),
        "length_s": round(manifest.timeline.duration_s, 3),
        "mix": manifest.mix if manifest.mix in kinds else "",
        "mix_type": kinds.get(manifest.mix, ""),
        "live": live and not (manifest.mix and manifest.mix in kinds),
        "answers": answers,
        "has_captions": "captions.vtt" in kinds,
        "has_chapters": "chapters.vtt" in kinds,
        "songs": _songs(manifest),
        "talks": _talks(manifest),
        "bars": bars(manifest),
        "dial": dial(manifest),
        "host": host,
        "badge": words.badge.format(host=host) if manifest.disclosure.synthetic_voice else "",
        "disclosure": _disclosure(manifest, host),
        "notes": tuple(dict.fromkeys((*manifest.lineup.relaxed, *manifest.notes))),
    }


def _when(manifest: Manifest) -> str:
    try:
        zone, name = ZoneInfo(manifest.time_zone), manifest.time_zone
        moment = datetime.fromisoformat(manifest.at).astimezone(zone)
    except (KeyError, ValueError, OSError):
        # A session file from elsewhere may name a zone that this machine does not know.
        return one_line(f"{manifest.at} ({manifest.time_zone})")
    return f"{moment:%A} {moment.day} {moment:%B %Y, %H:%M} ({name})"


def _songs(manifest: Manifest) -> list[SongRow]:
    rows = zip(chapters(manifest), manifest.lineup.slots, strict=True)
    rate = manifest.timeline.sample_rate_hz
    return [_song(number, chapter, slot, rate) for number, (chapter, slot) in enumerate(rows, 1)]


def _song(number: int, chapter: Chapter, slot: Slot, rate_hz: int) -> SongRow:
    track = chapter.track
    tempo = f"{track.tempo_bpm:.0f} BPM" if track.tempo_bpm else ""
    return SongRow(
        number=number,
        start_s=round(chapter.start_frame / rate_hz, 3),
        start=clock_text(chapter.start_frame / rate_hz),
        length=clock_text((chapter.end_frame - chapter.start_frame) / rate_hz),
        title=one_line(track.title) or "Untitled",
        artist=one_line(track.artist),
        details=" · ".join(filter(None, (str(track.year or ""), tempo, track.key or ""))),
        reasons="put in by hand"
        if slot.decision.by_hand
        else ", ".join(_reason(name) for name in slot.decision.top_reasons(3)),
        new=slot.new_to_listener,
    )


def _reason(name: str) -> str:
    return SIGNALS[name].meaning if name in SIGNALS else name.replace("_", " ")


def _talks(manifest: Manifest) -> list[TalkRow]:
    said = list(spoken_captions(manifest))
    rows = []
    for start_ms, end_ms in talk_spans(manifest):
        texts = [text for start, _, text in said if start_ms <= start < end_ms]
        if texts:
            rows.append(
                TalkRow(
                    start_s=start_ms / 1000,
                    end_s=end_ms / 1000,
                    start=clock_text(start_ms / 1000),
                    text=" ".join(texts),
                )
            )
    return rows


def _disclosure(manifest: Manifest, host: str) -> str:
    said, words = manifest.disclosure, disclosed(manifest.script.language)
    if not said.synthetic_voice:
        return words.session_without
    made = words.made.format(host=host, engine=said.engine)
    return f"{made} {said.copy} {promotion(words, said.promotion)}"
