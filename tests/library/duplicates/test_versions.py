from dataclasses import replace

from dj.library.duplicates.versions import differ
from dj.model.analysis import Song
from dj.testing.examples import song


def titled(title: str, *, number: int = 1, sung: bool = True, source: str = "") -> Song:
    made = song(number, title=title, post_s=12.0 if sung else None)
    provenance = {"title": source} if source else {}
    return replace(made, track=replace(made.track, provenance=provenance))


def test_one_with_a_voice_and_one_without_are_two_versions() -> None:
    assert differ(titled("Harbour"), titled("Harbour", sung=False))
    assert not differ(titled("Harbour", sung=False), titled("Harbour", sung=False))


def test_titles_tell_versions_apart() -> None:
    for other in ("Harbour (Live)", "Harbour - Acoustic", "Harbour (Night Remix)"):
        assert differ(titled("Harbour"), titled(other))
    for same in ("Harbour (2011 Remaster)", "HARBOUR", "Harbour (Radio Edit)"):
        assert not differ(titled("Harbour"), titled(same))
    assert not differ(titled("Live Forever"), titled("Live Forever (Remastered)"))


def test_the_name_of_a_file_is_no_word_about_the_version() -> None:
    assert not differ(titled("Harbour"), titled("harbour live", source="file name"))
