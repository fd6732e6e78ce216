"""The annotated playlist, read and played by Liquidsoap: once, for it plays in real time."""

import json
import subprocess
from pathlib import Path

import pytest

from dj import session
from tests.judges.require import program
from tests.judges.twenty import Exported

pytestmark = [pytest.mark.judge, pytest.mark.slow]
Twenty = tuple[Exported, ...]
Facts = dict[str, str]

SCRIPT = """
settings.init.allow_root.set(true)
settings.log.stdout.set(false)
settings.log.file.set(false)
def resolve(uri) =
  r = request.create(uri)
  if request.resolve(r) then
    print("READ #{json.stringify(compact=true, request.metadata(r))}")
  else
    print("REFUSED #{uri}")
  end
  request.destroy(r)
end
lines = string.split(separator="\\n", file.contents("REQUESTS"))
list.iter(resolve, list.filter(fun (line) -> line != "", lines))
s = playlist(mode="normal", loop=false, reload_mode="never", "session.annotate.txt")
s = cue_cut(s)
s.on_metadata(fun (facts) -> print("PLAYED #{json.stringify(compact=true, facts)}"))
output.file(fallible=true, on_stop={shutdown()}, %wav, "SOUND", s)
"""
BYTES_PER_S = 44_100 * 4


@pytest.fixture(scope="module")
def heard(
    exported: Twenty, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[Facts], list[Facts], Path]:
    """All requests as read, those of the first session as played, and its sound."""
    liquidsoap, place = program("liquidsoap"), tmp_path_factory.mktemp("liquidsoap")
    requests, sound, script = place / "requests", place / "sound.wav", place / "script.liq"
    requests.write_text("\n".join(line for one in exported for line in absolute(one)))
    text = SCRIPT.replace("REQUESTS", str(requests)).replace("SOUND", str(sound))
    script.write_text(text)
    done = subprocess.run(
        [liquidsoap, str(script)], cwd=exported[0].folder, capture_output=True, text=True,
        timeout=90, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "REFUSED" not in done.stdout
    return rows(done.stdout, "READ"), rows(done.stdout, "PLAYED"), sound


def absolute(one: Exported) -> list[str]:
    """The requests of a session, readable from elsewhere."""
    paths = [track.path for track in one.manifest.tracks]
    paths.insert(1, one.manifest.takes[0].path)
    lines = one.file("session.annotate.txt").read_text("utf-8").splitlines()
    return [
        f"{line.removesuffix(path)}{one.folder}/{path}"
        for line, path in zip(lines, paths, strict=True)
    ]


def rows(text: str, kind: str) -> list[Facts]:
    marked = [line for line in text.splitlines() if line.startswith(f"{kind} ")]
    return [dict(json.loads(line.removeprefix(f"{kind} "))) for line in marked]


def test_every_request_is_read_and_its_file_found(
    heard: tuple[list[Facts], list[Facts], Path], exported: Twenty
) -> None:
    read, _, _ = heard
    songs = [facts for facts in read if "dj_reason" in facts]
    tracks = [track for one in exported for track in one.manifest.tracks]
    assert len(read) == len(tracks) + len(exported)
    assert [facts["title"] for facts in songs] == [session.one_line(t.title) for t in tracks]
    assert {facts["artist"] for facts in songs} == {"Somebody"}
    words = session.one_line(exported[0].manifest.script.breaks[0].wordings[0].text)
    assert [f["dj_words"] for f in read if "dj_words" in f] == [words] * len(exported)


def test_a_session_is_played_to_its_end_with_its_cue_points(
    heard: tuple[list[Facts], list[Facts], Path], exported: Twenty
) -> None:
    _, played, sound = heard
    one = exported[0].manifest
    assert [facts["filename"] for facts in played if "dj_reason" in facts] == [
        track.path for track in one.tracks
    ]
    cuts = [float(f["liq_cue_out"]) - float(f["liq_cue_in"]) for f in played]
    # Its WAV header states no length while it is written.
    assert sound.stat().st_size / BYTES_PER_S == pytest.approx(sum(cuts), abs=0.1)
