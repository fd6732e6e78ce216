import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from dj import editorial, resources
from dj.errors import ConfigError
from dj.model.filter import Filter
from dj.model.pool import PoolOrder, PoolSong

HEAD = "name: a\ntitle: A\neditor: Rosa\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_field_of_a_pool_is_read(tmp_path: Path) -> None:
    pool = editorial.load_pool(
        written(
            tmp_path,
            HEAD
            + """
note: for late hours
songs:
  - {artist: Ana Lee, title: 1979, note: the one}
  - {id: 12345678}
filter: {genres: [jazz], energy: [0, 0.5]}
must: [{artist: Ana Lee, title: No}]
never: [{artist: Bo, title: Loud}]
first: [{artist: Ana Lee, title: Dawn, album: Days}]
last: [{artist: Ana Lee, title: Dusk}]
order: editor
days: [fri-sun, Tuesday]
hours: 22:00-04:30
since: 2026-12-01
until: 2026-12-24
""",
        )
    )
    assert pool.songs == (PoolSong(artist="Ana Lee", title="1979", note="the one"),
                          PoolSong(id="12345678"))  # fmt: skip
    assert pool.must == (PoolSong(artist="Ana Lee", title="No"),)
    assert pool.filter == Filter(genres=("jazz",), energy=(0.0, 0.5))
    assert (pool.order, pool.days, pool.hours) == (PoolOrder.EDITOR, (1, 4, 5, 6), (22.0, 4.5))
    assert (pool.since, pool.until) == (date(2026, 12, 1), date(2026, 12, 24))
    assert len(pool.digest) == 64


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        ("name: a\ntitle: A", "POL004", ""),
        (HEAD, "POL008", ""),
        (HEAD + "song: []", "POL002", "song"),
        (HEAD + "songs: [{title: Harbour}]", "POL008", "songs[0]"),
        (HEAD + "songs: [{artist: ' ', title: Harbour}]", "POL008", "songs[0]"),
        (HEAD + "songs: [{id: xyz}]", "POL005", "songs[0].id"),
        (HEAD + "songs: [Ana Lee - Salt]", "POL003", "songs[0]"),
        (HEAD + "filter: {years: [1999, 1990]}", "POL005", "filter.years"),
        (HEAD + "filter: {genre: jazz}", "POL002", "filter.genre"),
        (HEAD + "filter: {genres: [jazz]}\ndays: [someday]", "POL005", "days[0]"),
        (HEAD + "filter: {genres: [jazz]}\nhours: 22-25", "POL005", "hours"),
        (HEAD + "filter: {genres: [jazz]}\nsince: 2026-12-24\nuntil: 2026-12-01", "POL008",
         "until"),
        (HEAD + "must: [{artist: A, title: B}]\nnever: [{artist: a, title: b}]", "POL008",
         "must[0]"),
        (HEAD.replace("name: a", "name: b") + "filter: {genres: [x]}", "POL007", "name"),
        (HEAD + "songs: [{artist: A, title: B}, {artist: a, title: b}]", "POL050", "songs[1]"),
        (HEAD + "order: editor\nfilter: {genres: [x]}", "POL050", "filter"),
        (HEAD + "order: editor\nsongs: [{artist: A, title: B}, {artist: A, title: C}]\n"
         "first: [{artist: a, title: c}]", "POL050", "first"),
        (HEAD + "order: editor\nsongs: [{artist: A, title: B}]\nmust: [{artist: A, title: C}]\n"
         "last: [{artist: a, title: b}]", "POL050", "last"),
        (HEAD + "hours: 9:00-9:00\nfilter: {genres: [x]}", "POL050", "hours"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_pool_has_a_code_and_a_place(
    tmp_path: Path, text: str, code: str, field: str
) -> None:
    path = written(tmp_path, text)
    found = editorial.check_pool(path)
    assert [(one.code, one.field) for one in found] == [(code, field)]
    if code != "POL050":
        with pytest.raises(ConfigError):
            editorial.load_pool(path)


def test_a_pool_of_bans_alone_is_a_pool(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "never: [{artist: A, title: B}]\nuntil: 2026-12-01")
    assert editorial.check_pool(path) == ()


@pytest.mark.parametrize("name", sorted(editorial.pool_files()))
def test_every_packaged_pool_is_sound_and_fits_the_shipped_schema(name: str) -> None:
    path = editorial.pool_files()[name]
    assert editorial.check_pool(path) == ()
    shipped = json.loads(resources.find("assets/schema", "pool.schema.json").read_text("utf-8"))
    jsonschema.validate(yaml.safe_load(path.read_text("utf-8")), shipped)


def test_the_shipped_schema_is_that_of_the_code() -> None:
    shipped = json.loads(resources.find("assets/schema", "pool.schema.json").read_text("utf-8"))
    assert shipped == json.loads(json.dumps(editorial.pool_schema())), "run tests/write_schemas.py"
