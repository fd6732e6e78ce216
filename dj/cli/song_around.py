"""What stands around a song, in words: its album, its corrections and who measured it."""

from collections.abc import Iterator

from dj.cli.song_words import Row, key, tempo
from dj.dossier import Beside, Dossier
from dj.model.albums import Link
from dj.model.analysis import Analysis
from dj.units import place_text

_LINKS = {
    Link.GAPLESS: "the sound goes on without a gap", Link.SEGUE: "runs on without a pause",
    Link.APART: "apart: a pause or an ending between", None: "",
}  # fmt: skip


def around(found: Dossier) -> Iterator[Row]:
    """Yield what the song stands beside: album, neighbours, work, copies."""
    album, track = found.album, found.track
    if album is not None and track is not None:
        by = f" by {album.artist}" if album.artist else ""
        at = f"{album.tracks.index(track.id) + 1} of the {len(album.tracks)} that are here"
        yield "album", f"{album.title}{by}", at
    yield "before it", *_neighbour(found.before)
    yield "after it", *_neighbour(found.after)
    if found.work is not None:
        yield "work", f"{found.work.title}", f"{len(found.work.movements)} movements"
    for copy in found.copies:
        yield "copy", f"{copy.id}  {copy.path}", "the best" if copy.id == found.best else ""


def _neighbour(beside: Beside | None) -> tuple[str, str]:
    return ("", "") if beside is None else (beside.track.label, _LINKS[beside.link])


def corrections(found: Dossier) -> Iterator[Row]:
    """Yield the entries of the overrides file that are about the song, and what was measured."""
    name = found.overrides.name if found.overrides else ""
    for entry in found.corrections:
        yield f"line {entry.line}", entry.says, name
    if found.song is None or found.measured is None:
        return
    now, before = found.song.analysis, found.measured.analysis
    for label, words in (("tempo", tempo), ("key", key), ("places", _cues)):
        if words(now) != words(before):
            yield label, f"measured: {words(before)}", ""


def _cues(a: Analysis) -> str:
    cues = a.cues
    post = "none" if cues.post_s is None else place_text(cues.post_s)
    return (
        f"cue-in {place_text(cues.cue_in_s)}, post {post}, outro {place_text(cues.outro_s)}, "
        f"cue-out {place_text(cues.cue_out_s)}"
    )


def measured_by(found: Dossier) -> Iterator[Row]:
    """Yield decoder and analysers with their versions."""
    if found.song is None:
        return
    a = found.song.analysis
    yield "decoder", a.decoder, ""
    for name, version in sorted(a.analysers.items()):
        yield (
            name,
            version,
            "other by now: the next scan measures again" if (name in found.outdated) else "",
        )
    for name in found.outdated:
        if name not in a.analysers:
            yield name, "not yet", "the next scan measures it"
