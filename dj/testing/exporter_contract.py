"""What every exporter must do; inherit it and give it the exporter's entry-point name.

    class TestMyExporter(ExporterContract):
        name = "mine"

Titles are other people's text, and the folder is the listener's: an exporter writes whole files
inside it, the same ones each time, and touches nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, cast
from uuid import UUID

from dj import plugins
from dj.interfaces import EXPORTERS, Ask, Exporter
from dj.model.manifest import Manifest, ManifestSound
from dj.model.timeline import Event, EventKind
from dj.model.track import Skipped
from dj.testing import examples

HOSTILE_TITLES = (
    'She said "go"',
    "#1 with a bullet",
    "a --> b",
    "<b>bold</b> & co",
    "two\nlines\r\tand\x00more",
    "=semi; colon\\ # end",
    "{{ 7 * 7 }}{% raw %}",
    "שיר ערב \u202e",
    "東京の夜",
    "🎷 👩\u200d🎤",
    "Cafe\u0301",
    "x" * 5_000,
    " ",
    "]]> %41 100 %",
    "[00:01.00] <00:02.00>",
    "\ud800 lone \udfff",
    "\ufffe\uffff\u2028\x85",
)
"""Quotes, comments, markup, control and direction characters, other scripts, halves, length."""
_MARK = b"not the exporter's"


def manifest(titles: Sequence[str] = ("First light", "Second wind"), **more: str) -> Manifest:
    """An example session whose songs are known to MusicBrainz."""
    record = examples.manifest(titles, **more)
    tracks = tuple(
        replace(track, ids={"mbid": str(UUID(int=number))})
        for number, track in enumerate(record.tracks, start=1)
    )
    return replace(record, tracks=tracks)


class ExporterContract:
    """Inherit in a test module; the class name must begin with ``Test``."""

    name: ClassVar[str]
    """Entry-point name in ``dj.exporters``."""
    needs_mix: ClassVar[bool] = False
    """True if a plan without a mix gives no file."""
    answers: ClassVar[Mapping[Ask, str]] = {
        "base_url": "https://example.org/session/",
        "music_root": "/",
    }
    """What it is told, as far as it asks."""

    def kind(self) -> type[Exporter]:
        """Load the exporter."""
        return cast("type[Exporter]", plugins.load(EXPORTERS, self.name))

    def run(self, record: Manifest, folder: Path) -> Sequence[Path | Skipped]:
        """Run the exporter in a folder with a mix."""
        folder.mkdir(exist_ok=True)
        (folder / "mix.flac").write_bytes(_MARK)
        told = {ask: self.answers[ask] for ask in self.kind().asks}
        return cast("Callable[..., Exporter]", self.kind())(**told).export(record, folder)

    def export(self, record: Manifest, folder: Path) -> Sequence[Path]:
        """Run the exporter and give the files it wrote."""
        return [item for item in self.run(record, folder) if isinstance(item, Path)]

    def test_a_format_that_must_be_told_something_is_not_written_by_default(self) -> None:
        """`dj make` has nobody to ask."""
        assert isinstance(self.kind().by_default, bool)
        assert not (self.kind().by_default and self.kind().asks)

    def test_files_are_written_into_the_folder_and_nowhere_else(self, tmp_path: Path) -> None:
        """What is returned is what is there, no scratch file remains, the record is not touched."""
        outside, inside = tmp_path / "outside", tmp_path / "session" / "session.json"
        mix = inside.parent / "mix.flac"
        outside.write_bytes(_MARK)
        inside.parent.mkdir()
        inside.write_bytes(_MARK)
        paths = self.export(manifest(HOSTILE_TITLES), inside.parent)
        assert paths
        files = {path for path in tmp_path.rglob("*") if path.is_file()}
        assert files == {*paths, outside, inside, mix}
        assert all(path.resolve().is_relative_to(inside.parent.resolve()) for path in paths)
        assert {path.read_bytes() for path in (outside, inside, mix)} == {_MARK}

    def test_the_same_session_gives_the_same_bytes(self, tmp_path: Path) -> None:
        """In another folder, and over the files of before."""
        record = manifest(HOSTILE_TITLES)
        first = self._bytes(record, tmp_path / "a")
        assert self._bytes(record, tmp_path / "b") == first
        assert self._bytes(record, tmp_path / "a") == first

    def test_another_session_replaces_what_was_there(self, tmp_path: Path) -> None:
        """No line of the session before remains."""
        self.export(manifest(HOSTILE_TITLES), tmp_path / "a")
        again = self._bytes(manifest(), tmp_path / "a")
        assert again == self._bytes(manifest(), tmp_path / "b")

    def test_hostile_text_anywhere_is_written_as_utf_8(self, tmp_path: Path) -> None:
        """In titles, artists, the words, the session's title, its notes, the host and the paths."""
        for text in HOSTILE_TITLES:
            for content in self._bytes(_everywhere(text), tmp_path / "a").values():
                content.decode("utf-8")

    def test_a_title_of_another_script_comes_through(self, tmp_path: Path) -> None:
        """What the listener's songs are called stands in the files, not question marks."""
        written = self._bytes(manifest(["東京の夜", "שיר ערב"]), tmp_path / "a")
        whole = b"".join(written.values()).decode("utf-8")
        for title in ("東京の夜", "שיר ערב"):
            assert title in whole or title.encode("unicode_escape").decode() in whole

    def test_a_plan_without_a_mix_is_exported_or_left_out(self, tmp_path: Path) -> None:
        """Never a file that points at a mix which is not there; what is left out is said."""
        made = self.run(manifest(mix=""), tmp_path / "a")
        paths = [item for item in made if isinstance(item, Path)]
        assert bool(paths) is not self.needs_mix
        assert all(b"mix.flac" not in path.read_bytes() for path in paths)
        assert paths or all(item.reason for item in made if isinstance(item, Skipped))
        assert made

    def test_a_session_without_talk_is_exported(self, tmp_path: Path) -> None:
        """A host may have nothing to say."""
        assert self.export(_without_talk(manifest()), tmp_path / "a")

    def test_beds_and_idents_are_taken_as_they_come(self, tmp_path: Path) -> None:
        """Not everything that sounds is a song or a word."""
        assert self.export(_with_sounds(manifest()), tmp_path / "a")

    def _bytes(self, record: Manifest, folder: Path) -> dict[str, bytes]:
        paths = self.export(record, folder)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _everywhere(text: str) -> Manifest:
    record = manifest([text, text], words=text)
    tracks = tuple(
        replace(track, artist=text, album=text, path=f"../music/{text}.flac")
        for track in record.tracks
    )
    return replace(record, title=text, persona=text, notes=(text,), tracks=tracks)


def _with_sounds(record: Manifest) -> Manifest:
    rate = record.timeline.sample_rate_hz
    ident = ManifestSound(
        id="imaging/ident", path="sounds/ident.wav", sha256="cd" * 32, frames=rate,
        loudness_lufs=-16.0, title="Station ident",
    )  # fmt: skip
    added = [
        Event(id=name, kind=kind, source_id=source, at_frame=rate * 7, source_in_frame=0,
              source_out_frame=rate)
        for name, kind, source in (
            ("i00", EventKind.IMAGING, ident.id),
            ("s00", EventKind.BED, record.tracks[0].id),
            ("s01", EventKind.BED, ident.id),
        )
    ]  # fmt: skip
    events = sorted((*record.timeline.events, *added), key=lambda e: (e.at_frame, e.kind, e.id))
    timeline = replace(record.timeline, events=tuple(events))
    return replace(record, sounds=(ident,), timeline=timeline)


def _without_talk(record: Manifest) -> Manifest:
    music = tuple(event for event in record.timeline.events if event.kind != "speech")
    return replace(
        record,
        takes=(),
        script=replace(record.script, breaks=()),
        timeline=replace(record.timeline, events=music),
    )
