"""A session as people read it: the programme table, the closing words, one choice explained."""

import os
import shlex
import textwrap
from pathlib import Path

from dj.cli import console
from dj.model.lineup import Slot
from dj.model.manifest import Manifest, ManifestTrack
from dj.model.timeline import EventKind, Join
from dj.units import clock_text, counted


def programme(manifest: Manifest) -> None:
    """Print the whole programme as a readable list with every word that is said."""
    out = console.out()
    width = min(out.width, 110)
    rate = manifest.timeline.sample_rate_hz
    joins = {join.position: join for join in manifest.timeline.joins}
    speech = {e.source_id: e for e in manifest.timeline.events if e.kind is EventKind.SPEECH}
    music = [e for e in manifest.timeline.events if e.kind is EventKind.MUSIC]
    out.print(f"[bold]{_plain(manifest.title)}[/bold]  {_headline(manifest)}", soft_wrap=True)
    takes = {take.break_id: take for take in manifest.takes}
    for position in range(-1, len(manifest.tracks)):
        if position >= 0:
            slot, track = manifest.lineup.slots[position], manifest.tracks[position]
            start = clock_text(music[position].at_frame / rate)
            out.print()
            out.print(f"[bold]{start:>7}  {_plain(label(track))}[/bold]", soft_wrap=True)
            out.print(_indent(_sound(slot, track, joins.get(position)), width), soft_wrap=True)
            out.print(_indent(f"because {_because(slot)}", width), soft_wrap=True)
        for talk in manifest.script.breaks:
            if talk.after_position == position and talk.id in takes:
                spoken = speech.get(talk.id)
                at = clock_text(spoken.at_frame / rate) if spoken else "shown"
                wording = talk.wordings[takes[talk.id].wording]
                body = textwrap.fill(
                    f"“{wording.text}”", width, initial_indent=f"{at:>7}  ",
                    subsequent_indent=" " * 9,
                )  # fmt: skip
                out.print(f"[cyan]{_plain(body)}[/cyan]", soft_wrap=True)
    _closing(manifest)


def finished(manifest: Manifest, folder: Path) -> None:
    """Say what was made, how it measures and how to hear it."""
    measured = manifest.measured
    console.tell(f"{manifest.title}: {folder}")
    print(f"  {_headline(manifest)}")
    if measured:
        print(
            f"  {manifest.mix}: {clock_text(measured.length_ms / 1000)}, "
            f"{measured.loudness_lufs:.1f} LUFS, {measured.true_peak_dbtp:.1f} dBTP"
        )
    for note in manifest.notes:
        console.tell(f"  note: {note}")
    called_as = os.environ.get("DJ_CALLED_AS", "dj")
    place = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    print(f"  listen:  {called_as} preview {shlex.quote(str(place))}")
    print(f"  reasons: {called_as} why {shlex.quote(str(place))}")


def _headline(manifest: Manifest) -> str:
    spoken = sum(e.kind is EventKind.SPEECH for e in manifest.timeline.events)
    return (
        f"{clock_text(manifest.timeline.duration_s)} · {counted(len(manifest.tracks), 'song')} · "
        f"{counted(spoken, 'talk break')} · for {manifest.at} "
        f"({manifest.time_zone}) · seed {manifest.seed}"
    )


def _closing(manifest: Manifest) -> None:
    plan = manifest.lineup
    out = console.out()
    out.print()
    out.print(
        f"cost {plan.cost:.2f}, no order can be below {plan.lower_bound:.2f} "
        f"(gap {plan.gap:.0%}); neighbours: {plan.index}",
        soft_wrap=True,
    )
    for note in dict.fromkeys((*plan.relaxed, *manifest.notes)):
        out.print(f"note: {_plain(note)}", soft_wrap=True)


def _sound(slot: Slot, track: ManifestTrack, join: Join | None) -> str:
    tempo = f"{track.tempo_bpm:.0f} BPM" if track.tempo_bpm else "no pulse"
    parts = [slot.theme.value, tempo, track.key or "no key", f"energy {track.energy:.2f}"]
    if join and slot.join:
        parts.append(f"{join.kind} {slot.join.total:.2f} ({join.reason.rstrip('.')})")
    return " · ".join(parts)


def _because(slot: Slot) -> str:
    reasons = slot.decision.top_reasons(3)
    said = ", ".join(
        f"{name.replace('_', ' ')} {slot.decision.signals[name]:+.2f}" for name in reasons
    )
    return "you put it in" if slot.decision.by_hand else said or "nothing better was left"


def label(track: ManifestTrack) -> str:
    """Write ``Artist - Title``, or the title alone."""
    return f"{track.artist} - {track.title}" if track.artist else track.title


def _indent(text: str, width: int) -> str:
    body = textwrap.fill(text, width, initial_indent=" " * 9, subsequent_indent=" " * 9)
    return f"[dim]{_plain(body)}[/dim]"


def _plain(text: str) -> str:
    """Keep a title from being read as markup or by the terminal."""
    return console.plain(text).replace("[", r"\[")
