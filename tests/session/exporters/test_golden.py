"""Every format as it was last looked at, in ``golden/``.

After a change that is meant, ``python -m tests.session.exporters.test_golden`` writes them again;
read the difference like code.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dj import plugins, session
from dj.interfaces import EXPORTERS
from dj.model.manifest import Manifest, ManifestSound
from dj.model.timeline import Event, EventKind
from dj.testing.examples import RATE_HZ, manifest

GOLDEN = Path(__file__).parent / "golden"
TITLES = ('She said "go" & left', "#1; 100 % = [live]", "東京の夜 \\ שיר")
MBID = "f27ec8db-af05-4f36-916e-3d57f91ecf5e"


def example() -> Manifest:
    """Three songs, one of them known to MusicBrainz, a word over the first, an ident."""
    record = manifest(TITLES, words='Next: "#1" --> <b>Salt & Pepper</b>.')
    ident = ManifestSound(
        id="imaging/ident", path="sounds/ident.wav", sha256="cd" * 32, frames=2 * RATE_HZ,
        loudness_lufs=-16.0, title="Station ident",
    )  # fmt: skip
    event = Event(id="i00", kind=EventKind.IMAGING, source_id=ident.id, at_frame=54 * RATE_HZ,
                  source_in_frame=0, source_out_frame=2 * RATE_HZ)  # fmt: skip
    events = sorted((*record.timeline.events, event), key=lambda e: (e.at_frame, e.kind, e.id))
    known = replace(record.tracks[0], ids={"mbid": MBID}, path="../music/#1 a b.flac")
    return replace(
        record, sounds=(ident,), tracks=(known, *record.tracks[1:]),
        timeline=replace(record.timeline, events=tuple(events)),
    )  # fmt: skip


def written(place: Path) -> Mapping[str, str]:
    """All files of all formats."""
    folder = place / "session"
    folder.mkdir()
    (folder / "mix.flac").write_bytes(b"mix")
    told = {
        "base_url": "https://example.org/night/",
        "music_root": f"{place}=/Volumes/Music",
    }
    session.project(example(), folder, plugins.available(EXPORTERS), told)  # type: ignore[arg-type]
    (folder / "mix.flac").unlink()
    return {path.name: path.read_bytes().decode() for path in sorted(folder.iterdir())}


def test_every_format_is_as_it_was_looked_at(tmp_path: Path) -> None:
    looked_at = {path.name: path.read_bytes().decode() for path in sorted(GOLDEN.iterdir())}
    assert written(tmp_path) == looked_at


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for name, text in written(Path(scratch)).items():
            (GOLDEN / name).write_bytes(text.encode())
