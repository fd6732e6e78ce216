"""Works, sets of discs and compilations, told by the tags of real files of each kind."""

import json
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from tests.acceptance.house import Home

MUTAGEN: Any = import_module("mutagen")
ID3: Any = import_module("mutagen.id3")

pytestmark = pytest.mark.slow

SUITES = {"flac": "Suite in Free Form", "mp3": "Suite of Frames", "m4a": "Suite of Atoms",
          "ogg": "Suite in Ogg"}  # fmt: skip
"""A work of two movements in each kind of file, named by tags made for it."""
TITLED = {
    "Symphonies": ("Symphony No. 5: I. Allegro con brio", "Symphony No. 5: II. Andante",
                   "Symphony No. 6: I. Allegro ma non troppo", "Symphony No. 6: II. Andante molto"),
    "Sonatas": ("Op. 27 No. 2 - I. Adagio", "Op. 27 No. 2 - II. Allegretto", "Encore"),
    "Bells": ("Part 1", "Part 2"),
    "Roads": ("Long Road, Pt. 1", "Long Road, Pt. 2", "Short Road"),
    "Chamber": ("Trio: (i) Lento", "Trio: (ii) Vivace"),
    "Untidy": ("Ana - 1. Morning", "Ana - 2. Evening"),
}  # fmt: skip


def write(path: Path, seed: int) -> Path:
    """Write a second and a half of noise of a kind that its ending names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    wave = path.with_suffix(".wav")
    samples = 0.1 * np.random.default_rng(seed).standard_normal(12_000)
    soundfile.write(wave, samples.astype(np.float32), 8_000)
    if path.suffix == ".m4a":
        subprocess.run(["ffmpeg", "-v", "error", "-i", str(wave), str(path)], check=True)
    else:
        kinds = {".flac": "FLAC", ".mp3": "MP3", ".ogg": "OGG"}
        soundfile.write(path, samples.astype(np.float32), 8_000, format=kinds[path.suffix])
    wave.unlink()
    return path


def tag(path: Path, **tags: str) -> None:
    file = MUTAGEN.File(path, easy=True)
    if file.tags is None:
        file.add_tags()
    for name, value in tags.items():
        file[name] = value
    file.save()


def tag_movement(path: Path, work: str, name: str, number: int) -> None:
    file = MUTAGEN.File(path)
    if path.suffix == ".mp3":
        for frame in (ID3.TIT1(encoding=3, text=work), ID3.MVNM(encoding=3, text=name),
                      ID3.MVIN(encoding=3, text=f"{number}/2")):  # fmt: skip
            file.tags.add(frame)
    elif path.suffix == ".m4a":
        file["\xa9wrk"], file["\xa9mvn"], file["\xa9mvi"] = work, name, [number]
    else:
        file["work"], file["movementname"], file["movement"] = work, name, str(number)
    file.save()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("works"))
    seeds = iter(range(1000))
    for ending, work in SUITES.items():
        for number, name in enumerate(("Prelude", "Gigue"), start=1):
            path = write(home.music / ending / f"{number}.{ending}", next(seeds))
            tag(path, title=f"{name} of {ending}", artist="Bo", album=work, tracknumber=str(number))
            tag_movement(path, work, name, number)
    for album, found in TITLED.items():
        for number, title in enumerate(found, start=1):
            path = write(home.music / album / f"{number}.flac", next(seeds))
            tag(path, title=title, artist="Ana", albumartist="Ana", album=album,
                tracknumber=str(number))  # fmt: skip
    for disc in (1, 2, 3):
        for number in (1, 2):
            path = write(home.music / "Box" / f"CD{disc}" / f"{number}.mp3", next(seeds))
            tag(path, title=f"Piece {disc}{number}", artist="Bo", albumartist="Bo", album="Box",
                tracknumber=f"{number}/2", discnumber=f"{disc}/3")  # fmt: skip
    for number, artist in enumerate(("Ana", "Bo", "Cy"), start=1):
        path = write(home.music / "Mixed" / f"{number}.ogg", next(seeds))
        tag(path, title=f"Hit {number}", artist=artist, albumartist="Various Artists",
            album="Hits", tracknumber=str(number))  # fmt: skip
        path = write(home.music / "Loose" / f"{number}.flac", next(seeds))
        tag(path, title=f"Find {number}", artist=artist, album="Finds", tracknumber=str(number))
    home.good("scan", "music", "--no-analyse")
    return home


@pytest.fixture(scope="module")
def document(home: Home) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(home.good("library", "albums", "--json"))
    return found


def test_movements_make_works_and_untidy_titles_do_not(document: dict[str, Any]) -> None:
    movements = {work["title"]: len(work["movements"]) for work in document["works"]}
    assert movements == {
        **dict.fromkeys(SUITES.values(), 2), "Symphony No. 5": 2, "Symphony No. 6": 2,
        "Op. 27 No. 2": 2, "Bells": 2, "Long Road": 2, "Trio": 2,
    }  # fmt: skip


def test_tags_made_for_it_name_work_movement_and_number(document: dict[str, Any]) -> None:
    rows = {row["title"]: row for album in document["albums"] for row in album["tracks"]}
    for ending, work in SUITES.items():
        row = rows[f"Gigue of {ending}"]
        assert (row["work"], row["movement"], row["movement_number"]) == (work, "Gigue", 2), ending


def test_a_set_of_discs_is_one_album_in_order(document: dict[str, Any]) -> None:
    (box,) = (album for album in document["albums"] if album["title"] == "Box")
    assert [row["title"] for row in box["tracks"]] == [
        f"Piece {disc}{number}" for disc in (1, 2, 3) for number in (1, 2)
    ]
    assert box["missing"] == []


def test_a_compilation_is_one_album_of_nobody_in_particular(document: dict[str, Any]) -> None:
    artists = {album["title"]: (album["artist"], len(album["tracks"]))
               for album in document["albums"]}  # fmt: skip
    assert artists["Hits"] == ("Various Artists", 3)
    assert artists["Finds"] == ("", 3)


def test_people_see_numbers_and_works(home: Home) -> None:
    told = home.good("library", "albums")
    assert "Bo - Box (6 tracks)\n    1-1  Piece 11" in told
    assert "Various Artists - Hits (3 tracks)" in told
    assert "Work: Symphony No. 5\n      1  Allegro con brio\n      2  Andante\n" in told
    assert "Work: Bells\n      1  Part 1\n      2  Part 2\n" in told
