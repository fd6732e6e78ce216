"""What a song sounds like, in words: its measurements and its places in time."""

from collections.abc import Iterable, Iterator

from dj import analysis
from dj.dossier import Dossier
from dj.model.analysis import Analysis, Ending, Region
from dj.units import place_text

Row = tuple[str, str, str]
"""Name, value, and where the value comes from."""
SPELT = {
    "album_artist": "album by", "disc_number": "disc", "track_number": "track",
    "movement_number": "movement no.",
}  # fmt: skip
_ENDINGS = {
    Ending.COLD: "cold: it stops", Ending.FADE: "fade: it grows softer",
    Ending.SEGUE: "segue: still playing where the file stops",
}  # fmt: skip
_TOLD = 0.01
"""Lighter candidates are left to the picture and --json."""
_MOST = 40
"""Regions and sections that are listed; a picture and --json have all of them."""


def chapters(found: Dossier) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield headings with rows about the sound; nothing if it was not analysed."""
    if found.song is None or found.track is None:
        return
    sound = found.song.analysis
    source = _Sources(found)
    yield "Sound", list(_sound(sound, source))
    yield "Places", list(_places(sound, source))


class _Sources:
    """Tells where a measured value comes from."""

    def __init__(self, found: Dossier) -> None:
        self._corrected = found.track.provenance if found.track else {}
        self._measured = found.measured.analysis if found.measured else None
        self._givers = analysis.measured_by()

    def __call__(self, name: str, *others: str) -> str:
        """Name the correction or the analyser with its version."""
        for field in (name, *others):
            if field in self._corrected:
                return self._corrected[field]
        giver = self._givers.get("cues" if name in _CUES else name, "")
        version = self._measured.analysers.get(giver, "") if self._measured else ""
        return f"{giver} {version}".strip()


_CUES = frozenset({"cue_in_s", "post_s", "outro_s", "cue_out_s", "ending"})


def _sound(a: Analysis, source: _Sources) -> Iterator[Row]:
    yield "length", place_text(a.duration_s), a.decoder
    yield "tempo", tempo(a), source("tempo_bpm")
    yield "beats", _beats(a), source("beats_s", "tempo_bpm")
    yield "key", key(a), source("key")
    yield "tuning", f"{a.tuning_cents:+.0f} cents from A4 = 440 Hz", source("tuning_cents")
    loudness = f"{a.loudness_lufs:.1f} LUFS, range {a.loudness_range_lu:.1f} LU"
    yield "loudness", loudness, source("loudness_lufs")
    peak = a.true_peak_dbtp
    unknown = "not measured until a session needs it"
    yield "true peak", unknown if peak is None else f"{peak:.1f} dBTP", ""
    yield "energy", f"{a.energy:.2f}, from 0 (still) to 1 (driving)", source("energy")
    for tag in a.sound_tags:
        yield "sounds like", f"{tag.name} {tag.score:.2f}", tag.model


def _places(a: Analysis, source: _Sources) -> Iterator[Row]:
    cues = a.cues
    yield "cue-in", place_text(cues.cue_in_s), source("cue_in_s", "never_talk_over")
    sung = ("post_s", "instrumental", "never_talk_over")
    if cues.post_s is None:
        yield "post", "none: nobody sings", source(*sung)
    else:
        yield "ramp", f"{cues.ramp_s:.1f} s one may talk over", source(*sung)
        yield "post", f"{place_text(cues.post_s)}, where the voice enters", source(*sung)
    yield "breaks", _spans(a.breaks), source("vocal_regions")
    outro_s = cues.cue_out_s - cues.outro_s
    yield (
        "outro",
        f"{place_text(cues.outro_s)}, {outro_s:.1f} s long",
        source("outro_s", "never_talk_over"),
    )
    yield "cue-out", place_text(cues.cue_out_s), source("cue_out_s", "never_talk_over")
    yield "ending", _ENDINGS[cues.ending], source("ending")
    yield "full from", _full(cues.loud_from_s, cues.loud_until_s), source("cues")
    yield "pause", f"{a.pause_s:.1f} s of silence inside" if a.pause_s else "", source("pause_s")
    yield "vocals", _vocals(a), source("vocal_regions", *sung)
    yield "sections", _sections(a), source("sections")


def tempo(a: Analysis) -> str:
    """Tell the tempo, how far it is trusted, and its rivals."""
    if a.tempo_bpm is None:
        return "no pulse"
    rivals = [(bpm, w) for bpm, w in a.tempo_candidates if bpm != a.tempo_bpm and w >= _TOLD]
    others = [f"{bpm:.1f} ({weight:.2f})" for bpm, weight in rivals]
    also = f"; or {', '.join(others)}" if others else ""
    return f"{a.tempo_bpm:.1f} BPM, trust {a.tempo_confidence:.2f}{also}"


def _beats(a: Analysis) -> str:
    if not len(a.beats_s):
        return ""
    return (
        f"{len(a.beats_s)} in {len(a.downbeats_s)} bars of {a.beats_per_bar}, "
        f"from {place_text(float(a.beats_s[0]))} to {place_text(float(a.beats_s[-1]))}"
    )


def key(a: Analysis) -> str:
    """Tell the key in two spellings, how far it is trusted, and its rivals."""
    if a.key is None:
        return "no key"
    rivals = [(k, weight) for k, weight in a.key_candidates if k != a.key and weight >= _TOLD]
    others = [f"{k} {k.open_key} ({weight:.2f})" for k, weight in rivals]
    also = f"; or {', '.join(others)}" if others else ""
    return f"{a.key}, Open Key {a.key.open_key}, trust {a.key_confidence:.2f}{also}"


def _full(loud_from_s: float | None, loud_until_s: float | None) -> str:
    if loud_from_s is None or loud_until_s is None:
        return ""
    return f"{place_text(loud_from_s)} until {place_text(loud_until_s)}: near the song's own level"


def _vocals(a: Analysis) -> str:
    if not a.vocal_regions:
        return "none"
    share = sum(r.end_s - r.start_s for r in a.vocal_regions) / a.duration_s
    return f"{share:.0%} of it: {_spans(a.vocal_regions)}"


def _sections(a: Analysis) -> str:
    return _listed([f"{s.label} {place_text(s.start_s)}" for s in a.sections])


def _spans(regions: tuple[Region, ...]) -> str:
    return _listed([f"{place_text(r.start_s)}–{place_text(r.end_s)}" for r in regions])


def _listed(items: list[str]) -> str:
    more = len(items) - _MOST
    return ", ".join(items[:_MOST]) + (f" and {more} more" if more > 0 else "")
