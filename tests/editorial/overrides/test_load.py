import re
from pathlib import Path

import pytest

from dj.editorial.overrides.load import find_overrides, load_overrides
from dj.errors import ConfigError
from dj.model.tonality import Key, Mode

FULL = """\
artists:
  - name: Beyoncé
    aliases: [Beyonce Knowles]
  - credit: Ana & Bo
    artists: [Ana, Bo]
  - name: Nirvana
    becomes: Nirvana (UK)
    match: {path: "*/Nirvana UK/*"}
  - {name: Somebody, ban: true}
albums:
  - match: {album: Best of, artist: Ana}
    set: {year: 1975, language: pt-BR}
tracks:
  - match: {artist: Ana, title: Harbour}
    set:
      title: The Harbour
      year: null
      tempo_bpm: x1/2
      key: 8A
      post_s: 12
      explicit: false
  - match: {id: 0123abcd}
    set: {tempo_bpm: 93.5, never_talk_over: true, ban: true}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "overrides.yaml"
    path.write_text(text, "utf-8")
    return path


def test_every_kind_of_entry_is_read_with_its_line(tmp_path: Path) -> None:
    found = load_overrides(write(tmp_path, FULL))
    assert [(n.name, n.instead_of, n.ban, n.line) for n in found.names] == [
        ("Beyoncé", ("Beyonce Knowles",), False, 2),
        ("Nirvana (UK)", ("Nirvana",), False, 6),
        ("Somebody", (), True, 9),
    ]
    assert [(c.credit, c.artists, c.line) for c in found.credits] == [
        ("Ana & Bo", ("Ana", "Bo"), 4)
    ]
    assert found.albums[0].values == {"year": 1975, "language": "pt-BR"}
    track = found.tracks[0]
    assert track.values["year"] is None
    assert track.values["tempo_bpm"] == "x0.5"
    assert track.values["key"] == Key(tonic=9, mode=Mode.MINOR)
    assert track.lines["tempo_bpm"] == 18
    assert found.origin(18) == "overrides.yaml: line 18"
    assert found.tracks[1].values == {"tempo_bpm": 93.5, "never_talk_over": True, "ban": True}


def test_without_a_file_or_entries_there_is_nothing_to_apply(tmp_path: Path) -> None:
    assert not load_overrides(None)
    for text in ("", "# nothing\n", "tracks: []\n"):
        assert not load_overrides(write(tmp_path, text))


def test_titles_and_identities_that_look_like_numbers_are_text(tmp_path: Path) -> None:
    text = """tracks:
  - match: {artist: No, title: 1979}
    set: {title: 007, genres: [1e3, Yes], album: ~}
  - match: {id: 12345678}
    set: {year: 1979}
  - match: {id: 1234e567}
    set: {year: 1979}
"""
    one, two, three = load_overrides(write(tmp_path, text)).tracks
    assert (one.match.artist, one.match.title) == ("No", "1979")
    assert one.values == {"title": "007", "genres": ("1e3", "Yes"), "album": "~"}
    assert (two.match.id, three.match.id) == ("12345678", "1234e567")


TRACK = "tracks:\n  - match: {artist: A, title: B}\n    set: {%s}\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (TRACK % "yeer: 1990", 3, "Did you mean 'year'"),
        ("tracks:\n  - match: {artist: A, titel: B}\n    set: {year: 1990}\n", 2, "'title'"),
        ("track: []\n", 1, "Did you mean 'tracks'"),
        ("tracks:\n  - match: {artist: A, title: B}\n    sets: {}\n", 3, "'set'"),
        (TRACK % "year: nineteen", 3, "year: expected"),
        (TRACK % "year: 1500", 3, ">= 1860"),
        (TRACK % "tempo_bpm: fast", 3, "x2"),
        (TRACK % "tempo_bpm: 2", 3, "20 to 400"),
        (TRACK % "tempo_bpm: .nan", 3, "20 to 400"),
        (TRACK % "tempo_bpm: x9", 3, "x2"),
        (TRACK % "key: H dur", 3, "must look like"),
        (TRACK % "post_s: 30, outro_s: 20", 3, "outro_s must not be before post_s"),
        (TRACK % "post_s: -1", 3, "post_s: expected"),
        (TRACK % "instrumental: true, post_s: 3", 3, "no post"),
        (TRACK % "language: portuguese please", 3, "expected a language tag such as en or pt-BR"),
        ("tracks:\n  - match: {id: 3F9C}\n    set: {ban: true}\n", 2, "id: expected 8 to 64 signs"),
        (TRACK % "", 3, "sets nothing"),
        (TRACK % "year: 1990, year: 1991", 3, "written twice"),
        ("tracks:\n  - match: {}\n    set: {year: 1990}\n", 2, "names nothing"),
        ("tracks:\n  - match: {title: B}\n    set: {year: 1990}\n", 2, "Name the artist too"),
        ("albums:\n  - match: {artist: A}\n    set: {year: 1990}\n", 2, "Name the album"),
        ("albums:\n  - match: {album: A}\n    set: {post_s: 3}\n", 3, "knows no 'post_s'"),
        ("artists:\n  - {}\n", 2, "needs a name"),
        ("artists:\n  - {name: A}\n", 2, "aliases"),
        ("artists:\n  - {credit: A & B}\n", 2, "list of artists"),
        ("artists:\n  - {name: A, becomes: B}\n", 2, "needs a match"),
        ("a: [\n", 2, "not valid YAML"),
        ("tracks: &x\n  - *x\n", 1, "anchor"),
        ("!!python/object/apply:os.system ['x']\n", 1, "uses a tag"),
        ("[]\n", 1, "expected"),
        ("tracks: 3\n", 1, "expected"),
        ("\0", 1, "not valid YAML"),
        ("? [a]\n: b\n", 1, "not a word"),
        ("a: " + "[" * 40 + "]" * 40, 1, "nested too deep"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_what_to_do(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_overrides(path)
    assert caught.value.where == f"{path}: line {line}"
    assert says in str(caught.value)
    assert caught.value.hint


def test_a_file_that_cannot_be_opened_or_is_huge_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_overrides(tmp_path)
    with pytest.raises(ConfigError, match="larger than"):
        load_overrides(write(tmp_path, "#" * 5_000_000))


def test_deep_nesting_ends_in_a_message(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        load_overrides(write(tmp_path, "[" * 200_000))


def test_the_projects_file_hides_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user, project = tmp_path / "config" / "dj-session", tmp_path / "project"
    user.mkdir(parents=True)
    project.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(project)
    assert find_overrides() is None
    write(user, FULL)
    assert find_overrides() == user / "overrides.yaml"
    write(project, FULL)
    assert find_overrides() == project / "overrides.yaml"


def test_the_example_of_the_documentation_is_valid(tmp_path: Path) -> None:
    page = Path(__file__).parents[3] / "docs" / "overrides.md"
    example, *_ = re.findall(r"```yaml\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    found = load_overrides(write(tmp_path, example))
    assert (len(found.names), len(found.credits), len(found.albums), len(found.tracks)) == (
        4, 2, 1, 3,
    )  # fmt: skip
