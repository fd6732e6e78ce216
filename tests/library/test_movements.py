from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.library.movements import place_in_title, place_in_work
from dj.library.tags import TagSet, read_tags
from tests.library.conftest import MakeAudio

MUTAGEN: Any = import_module("mutagen")
ID3: Any = import_module("mutagen.id3")
MP4: Any = import_module("mutagen.mp4")


@pytest.mark.parametrize(
    ("title", "work", "number", "movement"),
    [
        ("Symphony No. 5 in C minor, Op. 67: II. Andante con moto",
         "Symphony No. 5 in C minor, Op. 67", 2, "Andante con moto"),
        ("Suite for Orchestra No. 3 in D major, BWV 1068: III. Air",
         "Suite for Orchestra No. 3 in D major, BWV 1068", 3, "Air"),
        ("Sinfonie Nr. 9 d-Moll - IV. Finale", "Sinfonie Nr. 9 d-Moll", 4, "Finale"),
        ("Winter: 1. Allegro non molto", "Winter", 1, "Allegro non molto"),
        ("Etudes, Op. 10: No. 3, in E major", "Etudes, Op. 10", 3, "in E major"),
        ("Requiem in D minor, K. 626: Lacrimosa", "Requiem in D minor, K. 626", None, "Lacrimosa"),
        ("Requiem: IIIa. Dies irae", "Requiem", 3, "Dies irae"),
        ("Interlude: XIV", "Interlude", 14, ""),
        ("Epilogue, Pt. 2", "Epilogue", 2, "Pt. 2"),
        ("Song (Part II)", "Song", 2, "Part II"),
        ("Long Way Part Two: The Road", "Long Way", 2, "The Road"),
        ("Just a Dream (The Mixes Pt. 1)", "Just a Dream (The Mixes)", 1, "Pt. 1"),
        ("Shine (Parts I–V)", "Shine", 1, "Parts I–V"),
        ("Op. 27 No. 2 - I. Adagio", "Op. 27 No. 2", 1, "Adagio"),
        ("Sonata in A: (ii) Largo", "Sonata in A", 2, "Largo"),
        ("Sonata (iii)", "Sonata", 3, ""),
        ("Symphonie Nr. 5: 2. Satz: Andante", "Symphonie Nr. 5", 2, "Andante"),
        ("Symphony No. 5, Mvt. II", "Symphony No. 5", 2, ""),
        ("Suite Bergamasque, L. 75: III. Clair de lune", "Suite Bergamasque, L. 75", 3,
         "Clair de lune"),
    ],
)  # fmt: skip
def test_a_title_in_the_usual_form_names_work_and_movement(
    title: str, work: str, number: int | None, movement: str
) -> None:
    place = place_in_title(title)
    assert (place.work, place.number, place.movement) == (work, number, movement)


@pytest.mark.parametrize(
    "title",
    [
        "Symphony No. 9", "Song 2", "99 Problems", "Part II", "Part of Your World", "Party 2",
        "Symphony of Destruction: Live", "Mission: Impossible", "Love: I'm yours", "Apt. 3",
        "Me, Myself & I", "It's Me, I", "U2 - I. Will Follow", "2 Become 1", "Live, 1999",
        "Blade Runner - 2049", "Counterparts 2", "", "Disc 1 - 3. Morning",
        "CD2: 4. Noon", "Ana - 03. Harbour", "Untitled (1)", "(ii) Largo", "Part 1",
    ],
)  # fmt: skip
def test_other_titles_belong_to_no_work(title: str) -> None:
    assert place_in_title(title).work == ""


@given(st.text(alphabet="aIVXPtOp. ,:;-–()[]12Noér\0", max_size=400))
def test_any_title_can_be_read(title: str) -> None:
    place = place_in_title(title)
    assert bool(place.work) == bool(place.source)
    assert place.number is None or 1 <= place.number <= 40


def place(tags: TagSet) -> tuple[str, int | None, str]:
    return tags.work, tags.movement_number, tags.movement


def test_vorbis_comments_name_work_and_movement(make_audio: MakeAudio) -> None:
    path = make_audio("a.flac")
    file = MUTAGEN.File(path)
    file["title"], file["work"] = "Anything: I. Else", "Suite"
    file["movementname"], file["movement"] = "Air", "3"
    file.save()
    tags = read_tags(path)
    assert place(tags) == ("Suite", 3, "Air")
    assert "work" not in tags.provenance


@pytest.mark.parametrize("group", [True, False])
def test_id3_names_work_and_movement(make_audio: MakeAudio, group: bool) -> None:
    path = make_audio("a.mp3")
    id3 = ID3.ID3()
    frames = [ID3.TIT2(encoding=3, text="Air"), ID3.TIT1(encoding=3, text="Suite"),
              ID3.MVNM(encoding=3, text="Air"), ID3.MVIN(encoding=3, text="3/6")]  # fmt: skip
    for frame in [*frames, *([ID3.GRP1(encoding=3, text="baroque")] if group else [])]:
        id3.add(frame)
    id3.save(path)
    assert place(read_tags(path)) == ("Suite", 3, "Air")


def test_mp4_names_work_and_movement(make_audio: MakeAudio) -> None:
    path = make_audio("a.m4a")
    file = MP4.MP4(path)
    file["\xa9nam"], file["\xa9wrk"], file["\xa9mvn"], file["\xa9mvi"] = "Air", "Suite", "Air", [3]
    file.save()
    assert place(read_tags(path)) == ("Suite", 3, "Air")


def test_a_grouping_without_a_movement_is_no_work(make_audio: MakeAudio) -> None:
    path = make_audio("a.mp3")
    id3 = ID3.ID3()
    id3.add(ID3.TIT2(encoding=3, text="Song"))
    id3.add(ID3.TIT1(encoding=3, text="Party"))
    id3.save(path)
    assert place(read_tags(path)) == ("", None, "")


def test_a_composition_of_the_songs_own_name_is_no_larger_work(make_audio: MakeAudio) -> None:
    path = make_audio("a.flac")
    file = MUTAGEN.File(path)
    file["title"], file["work"] = "Yesterday Morning", "Yesterday morning"
    file.save()
    assert place(read_tags(path)) == ("", None, "")


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Part 1", ("Bells", 1, "Part 1")),
        ("Pt. II: The Storm", ("Bells", 2, "The Storm")),
        ("Part of It", ("", None, "")),
        ("Ana Lee - 3. Harbour", ("", None, "")),
        ("Suite: 3. Air", ("Suite", 3, "Air")),
    ],
)
def test_a_part_alone_is_one_of_its_album_and_an_artist_is_no_work(
    title: str, found: tuple[str, int | None, str]
) -> None:
    fields = {"album": "Bells", "artist": "Ana Lee"}

    def first(*names: str) -> str:
        return next((fields[name] for name in names if name in fields), "")

    told = place_in_work(first, title)
    assert (told.work, told.number, told.movement) == found


def test_what_a_title_told_is_marked(make_audio: MakeAudio) -> None:
    path = make_audio("a.flac")
    file = MUTAGEN.File(path)
    file["title"] = "Suite: III. Air"
    file.save()
    tags = read_tags(path)
    assert place(tags) == ("Suite", 3, "Air")
    assert tags.provenance["work"] == tags.provenance["movement"] == "title"
