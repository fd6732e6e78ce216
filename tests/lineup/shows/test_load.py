import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from dj import resources
from dj.documents import in_yaml
from dj.errors import ConfigError
from dj.lineup import check_show, load_show, show_files, show_schema
from dj.model.filter import Filter, Heard
from dj.model.show import Needs, Refresh, Show, Theme


def written(folder: Path, text: str) -> Path:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_packaged_show_loads_with_five_themes_and_the_models_defaults() -> None:
    show = load_show(resources.find("assets/shows", "dj.yaml"))
    plain = Show(name="dj", title="")
    assert {part.theme for part in show.clock} == set(Theme) - {Theme.EDITORS}
    assert all(part.title and 3 <= part.songs <= 5 for part in show.clock)
    assert (show.mixing, show.arc, show.talk) == (plain.mixing, plain.arc, plain.talk)


@pytest.mark.parametrize("name", sorted(show_files()))
def test_every_packaged_show_is_sound_and_fits_the_shipped_schema(name: str) -> None:
    path = show_files()[name]
    assert check_show(path) == ()
    shipped = json.loads(resources.find("assets/schema", "show.schema.json").read_text("utf-8"))
    jsonschema.validate(yaml.safe_load(path.read_text("utf-8")), shipped)


def test_the_shipped_schema_is_that_of_the_code() -> None:
    shipped = json.loads(resources.find("assets/schema", "show.schema.json").read_text("utf-8"))
    assert shipped == json.loads(json.dumps(show_schema())), "run tests/write_schemas.py"


def test_what_is_left_out_keeps_its_default(tmp_path: Path) -> None:
    assert load_show(written(tmp_path, "name: a\ntitle: A\n")) == Show(name="a", title="A")


def test_every_field_of_the_language_is_read(tmp_path: Path) -> None:
    show = load_show(
        written(
            tmp_path,
            """
name: a
title: A
filter: {genres: [latin], years: [1990, 1999], heard: artist-never}
pool: kitchen
songs: 30
refresh: week
needs: words
weights: {novelty: off}
rules: {new_artists: [0.2, 0.4], works_whole: false, discovery_share: [0.2, 0.6]}
""",
        )
    )
    assert show.filter == Filter(genres=("latin",), years=(1990, 1999), heard=Heard.ARTIST_NEVER)
    assert (show.pool, show.songs) == ("kitchen", 30)
    assert (show.refresh, show.needs) == (Refresh.WEEK, Needs.WORDS)
    assert show.weights == {"novelty": 0.0}
    assert show.rules.new_artists == (0.2, 0.4)
    assert not show.rules.works_whole


@pytest.mark.parametrize("name", sorted(show_files()))
def test_a_show_that_is_printed_is_the_same_show(tmp_path: Path, name: str) -> None:
    show = load_show(show_files()[name])
    path = tmp_path / f"{name}.yaml"
    path.write_text(in_yaml(show))
    assert load_show(path) == show


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("title: A", "a.yaml:1:1", "field `name` is missing"),
        ("name: a\ntitle: A\nlenght_s: 3", ":3:1: lenght_s", "no such field"),
        ("name: a\ntitle: A\nrules: {artist: 3}", "rules.artist", "no such field"),
        ("name: a\ntitle: A\nclock: [{theme: mood, songs: 3, x: 1}]", "clock[0].x", "no such"),
        ("name: a\ntitle: A\nclock: [{theme: jazz, songs: 3}]", "clock[0].theme", "jazz"),
        ("name: a\ntitle: A\nclock: [{theme: mood, songs: 99}]", "clock[0].songs", "1 to 10"),
        ("name: a\ntitle: A\nlength_s: soon", "length_s", "must be a number"),
        ("name: a\ntitle: A\nlength_s: .nan", "length_s", "must be a number"),
        ("name: a\ntitle: A\nlength_s: 0", "length_s", "above 0"),
        ("name: A B\ntitle: A", "name", "lower-case"),
        ("name: b\ntitle: A", "name", "must be the file's name"),
        ("name: a\ntitle: A\nweights: {moon: 1}", "weights", "affinity"),
        ("name: a\ntitle: A\npulls: {stars: 1}", "pulls", "neighbours"),
        ("name: a\ntitle: A\nseeds: [stars]", "seeds[0]", "neighbours"),
        ("name: a\ntitle: A\narc: [2]", "arc[0]", "-1 to 1"),
        ("name: a\ntitle: A\nrules: {discovery_share: [0.9, 0.1]}", "discovery_share", "smaller"),
        ("name: a\ntitle: A\nrules: {min_song_s: 1000}", "min_song_s", "below max_song_s"),
        ("name: a\ntitle: A\nmixing: {target_lufs: 3}", "mixing.target_lufs", "LUFS"),
        ("name: a\ntitle: A\nneeds: pool\npool: b", "needs", "settled already"),
    ],
)
def test_a_mistake_is_named_with_place_and_remedy(
    tmp_path: Path, text: str, field: str, said: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load_show(written(tmp_path, text))
    assert field in caught.value.where
    assert said in caught.value.message + caught.value.hint


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_show(tmp_path / "none.yaml")


def test_a_pool_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    path = written(tmp_path, "name: a\ntitle: A\npool: nowhere")
    assert load_show(path).pool == "nowhere"
    assert [(one.code, one.field) for one in check_show(path)] == [("SHW050", "pool")]


def test_a_users_show_hides_a_packaged_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "assets" / "shows"
    folder.mkdir(parents=True)
    (folder / "dj.yaml").write_text("name: dj\ntitle: Mine\n")
    monkeypatch.chdir(tmp_path)
    assert load_show(show_files()["dj"]).title == "Mine"


def test_the_house_show_writes_out_every_field_that_an_editor_may_set() -> None:
    path = resources.find("assets/shows", "dj.yaml")
    written_out = yaml.safe_load(path.read_text("utf-8"))
    assert set(written_out) == set(show_schema()["properties"])
    for part in ("rules", "mixing"):
        assert set(written_out[part]) == set(show_schema()["properties"][part]["properties"])
