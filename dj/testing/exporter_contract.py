"""What every exporter must do; inherit it and give it the exporter's entry-point name.

    class TestMyExporter(ExporterContract):
        name = "mine"

Titles are other people's text, and the folder is the listener's: an exporter writes whole files
inside it, the same ones each time, and touches nothing else.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, cast

from dj import plugins
from dj.interfaces import EXPORTERS, Exporter
from dj.model.manifest import Manifest
from dj.testing.examples import manifest

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
)
"""Quotes, comments, markup, control and direction characters, other scripts, length."""
_MARK = b"not the exporter's"


class ExporterContract:
    """Inherit in a test module; the class name must begin with ``Test``."""

    name: ClassVar[str]
    """Entry-point name in ``dj.exporters``."""
    needs_mix: ClassVar[bool] = False
    """True if a plan without a mix gives no file."""

    def export(self, record: Manifest, folder: Path) -> Sequence[Path]:
        """Run the exporter."""
        kind = cast("type[Exporter]", plugins.load(EXPORTERS, self.name))
        folder.mkdir(exist_ok=True)
        return kind().export(record, folder)

    def test_files_are_written_into_the_folder_and_nowhere_else(self, tmp_path: Path) -> None:
        """What is returned is what is there, no scratch file remains, the record is not touched."""
        outside, inside = tmp_path / "outside", tmp_path / "session" / "session.json"
        outside.write_bytes(_MARK)
        inside.parent.mkdir()
        inside.write_bytes(_MARK)
        paths = self.export(manifest(HOSTILE_TITLES), inside.parent)
        assert paths
        files = {path for path in tmp_path.rglob("*") if path.is_file()}
        assert files == {*paths, outside, inside}
        assert all(path.resolve().is_relative_to(inside.parent.resolve()) for path in paths)
        assert outside.read_bytes() == inside.read_bytes() == _MARK

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
        """Never a file that points at a mix which is not there."""
        paths = self.export(manifest(mix=""), tmp_path / "a")
        assert bool(paths) is not self.needs_mix
        assert all(b"mix.flac" not in path.read_bytes() for path in paths)

    def test_a_session_without_talk_is_exported(self, tmp_path: Path) -> None:
        """A host may have nothing to say."""
        assert self.export(_without_talk(manifest()), tmp_path / "a")

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


def _without_talk(record: Manifest) -> Manifest:
    music = tuple(event for event in record.timeline.events if event.kind != "speech")
    return replace(
        record,
        takes=(),
        script=replace(record.script, breaks=()),
        timeline=replace(record.timeline, events=music),
    )
