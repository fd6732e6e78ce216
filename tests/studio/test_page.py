from dataclasses import replace

from dj.model.manifest import Manifest
from dj.studio.page import SongRow, TalkRow, page_data
from dj.testing.examples import manifest


def songs(record: Manifest) -> list[SongRow]:
    rows = page_data(record)["songs"]
    assert isinstance(rows, list)
    return rows


def talks(record: Manifest) -> list[TalkRow]:
    rows = page_data(record)["talks"]
    assert isinstance(rows, list)
    return rows


def test_the_moment_is_told_in_the_listeners_zone() -> None:
    record = replace(manifest(), at="2026-11-23T23:30Z", time_zone="Asia/Tokyo")
    assert page_data(record)["when"] == "Tuesday 24 November 2026, 08:30 (Asia/Tokyo)"


def test_an_unknown_zone_leaves_the_moment_as_it_is_written() -> None:
    for zone in ("Moon/Base", "../../etc/passwd", "", "x" * 400):
        record = replace(manifest(), time_zone=zone)
        assert str(page_data(record)["when"]).startswith("2026-11-23T07:30Z")


def test_reasons_are_sentences_for_the_listener() -> None:
    assert songs(manifest())[0].reasons == "it sounds like your music, you like this song"


def test_a_reason_of_a_guest_is_told_by_its_name() -> None:
    record = manifest()
    slot = record.lineup.slots[0]
    decision = replace(slot.decision, signals={"full_moon": 1.0})
    slots = (replace(slot, decision=decision), *record.lineup.slots[1:])
    record = replace(record, lineup=replace(record.lineup, slots=slots))
    assert songs(record)[0].reasons == "full moon"


def test_what_is_said_in_one_break_stands_together() -> None:
    take = replace(manifest().takes[0], captions=((0, 900, "One."), (900, 3900, "Two.")))
    (row,) = talks(replace(manifest(), takes=(take,)))
    assert (row.text, row.start_s, row.end_s) == ("One. Two.", 1.0, 5.0)


def test_a_mix_that_is_not_among_the_files_is_no_mix() -> None:
    assert page_data(manifest())["mix"] == ""


def test_a_song_without_a_name_has_one_on_the_page() -> None:
    assert songs(manifest(["\x00\n"]))[0].title == "Untitled"


def test_a_session_without_a_synthetic_voice_has_no_badge() -> None:
    record = manifest()
    silent = replace(record.disclosure, synthetic_voice=False)
    data = page_data(replace(record, disclosure=silent))
    assert data["badge"] == ""
    assert data["disclosure"] == "This session has no host."
