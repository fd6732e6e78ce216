"""The same programme for other renderers: ffmpeg's filter graph, pydub, Liquidsoap."""

import sys
from itertools import pairwise
from pathlib import Path

from benchmarks.render_programme import DUCK_DB, OVERLAP_S, RATE_HZ, VOICE_S, songs
from dj.model.timeline import Event, Timeline

BITRATES = {"m4a": "192k", "opus": "128k", "mp3": "192k"}
"""As ours."""


def ffmpeg(timeline: Timeline, folder: Path, output: Path) -> list[str]:
    """Write the graph and give the command."""
    inputs = [word for e in timeline.events for word in ("-i", str(folder / e.source_id))]
    script = folder / "graph.txt"
    script.write_text(_graph(timeline))
    form = output.suffix.removeprefix(".")
    head = ["ffmpeg", "-v", "error", "-y", "-threads", "1", "-filter_complex_threads", "1"]
    rate = "48000" if form == "opus" else str(RATE_HZ)
    tail = ["-filter_complex_script", str(script), "-map", "[out]", "-ar", rate]
    bitrate = ["-b:a", BITRATES[form]] if form in BITRATES else []
    return [*head, *inputs, *tail, *bitrate, str(output)]


def _graph(timeline: Timeline) -> str:
    chains = [_chain(number, event) for number, event in enumerate(timeline.events)]
    names = "".join(f"[e{number}]" for number in range(len(timeline.events)))
    limit = 10 ** (timeline.max_true_peak_dbtp / 20)
    last = f"{names}amix=inputs={len(timeline.events)}:normalize=0:dropout_transition=0"
    return ";".join([*chains, f"{last},alimiter=limit={limit:.4f}:level=false[out]"])


def _chain(number: int, event: Event) -> str:
    chain = [f"atrim=end_sample={event.source_out_frame}", f"volume={event.gain_db}dB"]
    chain += ["aformat=channel_layouts=stereo:sample_fmts=fltp"]
    if event.fade_in_frames:
        chain.append(f"afade=t=in:ss=0:ns={event.fade_in_frames}:curve=qsin")
    if event.fade_out_frames:
        start = event.length_frames - event.fade_out_frames
        chain.append(f"afade=t=out:ss={start}:ns={event.fade_out_frames}:curve=qsin")
    chain += [_volume(event)] if event.duck else []
    chain.append(f"adelay=delays={event.at_frame}S:all=1")
    return f"[{number}]{','.join(chain)}[e{number}]"


def _volume(event: Event) -> str:
    a, b, c, d = ((p.at_frame - event.at_frame) / RATE_HZ for p in event.duck)
    low = event.duck[1].gain_db
    depth = (
        f"if(lt(t,{a}),0,if(lt(t,{b}),{low}*(t-{a})/{b - a},"
        f"if(lt(t,{c}),{low},if(lt(t,{d}),{low}*({d}-t)/{d - c},0))))"
    )
    return f"volume='pow(10,({depth})/20)':eval=frame"


_PYDUB = """
import sys
from pydub import AudioSegment
folder, output, form, bitrate, *rows = sys.argv[1:]
voice = AudioSegment.from_file(f"{folder}/voice.wav")
whole = None
for row in rows:
    name, gain_db, voice_db = row.split(":")
    song = AudioSegment.from_file(f"{folder}/{name}").apply_gain(float(gain_db))
    start, end = OVERLAP_MS, OVERLAP_MS + len(voice)
    song = song[:start] + song[start:end].apply_gain(DUCK_DB) + song[end:]
    song = song.overlay(voice.apply_gain(float(voice_db)), position=start)
    whole = song if whole is None else whole.append(song, crossfade=OVERLAP_MS)
whole.export(output, format=form, bitrate=bitrate or None)
"""


def pydub(timeline: Timeline, folder: Path, output: Path) -> list[str]:
    """Give the command that mixes in memory, as pydub's manual shows it."""
    form = output.suffix.removeprefix(".")
    voice_db = next(e.gain_db for e in timeline.events if e.source_id == "voice.wav")
    rows = [f"{e.source_id}:{e.gain_db}:{voice_db}" for e in songs(timeline)]
    script = _PYDUB.replace("OVERLAP_MS", str(OVERLAP_S * 1000)).replace("DUCK_DB", str(DUCK_DB))
    kind = "ipod" if form == "m4a" else form
    words = [str(folder), str(output), kind, BITRATES.get(form, "")]
    return [sys.executable, "-c", script, *words, *rows]


_ENCODERS = {
    "mp3": "%mp3(bitrate=192)",
    "flac": "%flac",
    "opus": "%opus(bitrate=128, vbr=\"unconstrained\", samplerate=48000)",
    "m4a": "%ffmpeg(format=\"ipod\", %audio(codec=\"aac\", b=\"192k\"))",
}  # fmt: skip


def liquidsoap(timeline: Timeline, folder: Path, output: Path) -> list[str]:
    """Write the script and give the command: a list of requests, crossfaded, voice on top."""
    form = output.suffix.removeprefix(".")
    listing = folder / "list.m3u"
    listing.write_text(
        "".join(
            f'annotate:liq_amplify="{e.gain_db} dB":{folder / e.source_id}\n'
            for e in songs(timeline)
        )
    )
    voice = folder / "voice.wav"
    gaps = [e.at_frame / RATE_HZ for e in timeline.events if e.source_id == "voice.wav"]
    pauses = [gaps[0], *(b - a - VOICE_S for a, b in pairwise(gaps))]
    voice_db = next(e.gain_db for e in timeline.events if e.source_id == "voice.wav")
    spoken = ", ".join(f'blank(duration={p:.3f}), once(single("{voice}"))' for p in pauses)
    script = folder / "mix.liq"
    script.write_text(
        f"""settings.init.allow_root.set(true)
settings.log.stdout.set(false)
settings.log.level.set(1)
music = amplify(1., override="liq_amplify", playlist("{listing}", mode="normal", loop=false))
def join(a, b) =
  add(normalize=false, [fade.out(duration={OVERLAP_S}., type="sin", a.source),
                        fade.in(duration={OVERLAP_S}., type="sin", b.source)])
end
music = cross(duration={OVERLAP_S}., join, music)
voice = rms(duration=0.05, amplify({10 ** (voice_db / 20):.4f}, sequence([{spoken}])))
music = amplify({{if voice.rms() > 0.001 then {10 ** (DUCK_DB / 20):.3f} else 1. end}}, music)
mixed = add(normalize=false, [music, voice])
clock.assign_new(sync="none", [mixed])
output.file({_ENCODERS[form]}, fallible=true, on_stop=shutdown, "{output}", mixed)
"""
    )
    return ["liquidsoap", str(script)]
