from pathlib import Path

import pytest

from dj.errors import ConfigError
from dj.lineup import load_show
from dj.model.show import Show, Theme
from dj.resources import find


def written(folder: Path, text: str) -> Path:
    path = folder / "show.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_packaged_show_loads_with_all_five_themes() -> None:
    show = load_show(find("assets/shows", "dj.yaml"))
    assert show.name == "dj"
    assert {part.theme for part in show.clock} == set(Theme) - {Theme.EDITORS}
    assert all(part.title and 3 <= part.songs <= 5 for part in show.clock)


def test_the_packaged_show_keeps_the_defaults_of_the_model() -> None:
    show = load_show(find("assets/shows", "dj.yaml"))
    plain = Show(name="dj", title="")
    assert (show.rules, show.mixing, show.arc, show.talk) == (
        plain.rules,
        plain.mixing,
        plain.arc,
        plain.talk,
    )


def test_what_is_left_out_keeps_its_default(tmp_path: Path) -> None:
    assert load_show(written(tmp_path, "name: a\ntitle: A\n")) == Show(name="a", title="A")


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("title: A", "top of the file", "missing required field `name`"),
        ("name: a\ntitle: A\nlenght_s: 3", "lenght_s", "no such field"),
        ("name: a\ntitle: A\nrules: {artist: 3}", "rules.artist", "no such field"),
        ("name: a\ntitle: A\nclock: [{theme: mood, songs: 3, x: 1}]", "clock[0].x", "no such"),
        ("name: a\ntitle: A\nclock: [{theme: jazz, songs: 3}]", "clock[0].theme", "jazz"),
        ("name: a\ntitle: A\nclock: [{theme: mood, songs: 99}]", "clock", "1 to 10"),
        ("name: a\ntitle: A\nlength_s: soon", "length_s", "Expected `float`"),
        ("name: a\ntitle: A\nlength_s: .nan", "length_s", "seconds"),
        ("name: a\ntitle: A\nlength_s: 0", "length_s", "seconds"),
        ("name: A B\ntitle: A", "name", "lower-case"),
        ("name: a\ntitle: A\nweights: {moon: 1}", "weights", "affinity"),
        ("name: a\ntitle: A\nweights: {style: .inf}", "weights", "finite"),
        ("name: a\ntitle: A\nseeds: [stars]", "seeds", "neighbours"),
        ("name: a\ntitle: A\narc: [2]", "arc", "-1 to 1"),
        ("name: a\ntitle: A\nrules: {discovery_share: [0.9, 0.1]}", "discovery_share", "smaller"),
        ("name: a\ntitle: A\nrules: {min_song_s: 1000}", "min_song_s", "below max_song_s"),
        ("name: a\ntitle: A\nmixing: {target_lufs: 3}", "mixing.target_lufs", "LUFS"),
        ("name: [a", "show.yaml", "not a YAML file"),
        ("", "show.yaml", "holds no fields"),
        ("[" * 1000, "show.yaml", "not a YAML file"),
    ],
)
def test_a_mistake_is_named_with_file_field_and_remedy(
    tmp_path: Path, text: str, field: str, said: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load_show(written(tmp_path, text))
    assert "show.yaml" in caught.value.where
    assert field in caught.value.where
    assert said in caught.value.message + caught.value.hint
    assert caught.value.hint


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_show(tmp_path / "none.yaml")


def test_code_in_yaml_is_not_run(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not a YAML file"):
        load_show(written(tmp_path, "name: !!python/object/apply:os.getcwd []\ntitle: A"))
