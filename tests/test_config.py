from pathlib import Path

import pytest

from dj import config
from dj.errors import ConfigError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "dj-session").mkdir()
    return tmp_path / "dj-session"


def test_later_layers_win_and_each_value_knows_its_origin(home: Path) -> None:
    (home / "config.toml").write_text('voice = "robin"\ntalk = "lots"\nmusic = ["~/m"]\n')
    found = config.load({"talk": "none", "show": None}, {"DJ_VOICE": "quiet"})
    assert (found.settings.voice, found.settings.talk, found.settings.show) == (
        "quiet", "none", "dj",
    )  # fmt: skip
    assert found.settings.music == (Path("~/m").expanduser(),)
    assert found.origins["voice"] == "DJ_VOICE"
    assert found.origins["talk"] == "--talk"
    assert found.origins["show"] == "default"
    assert found.origins["music"].endswith("config.toml")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("voise = 'x'", "there is no setting 'voise'"),
        ("processes = 'many'", "processes has a wrong value"),
        ("processes = 0", "1 to 256"),
        ("talk = 'loud'", "talk must be one of"),
        ("listener = '../x'", "listener must be"),
        ("voice = ", "cannot be read"),
    ],
)
def test_a_wrong_file_says_what_and_where(home: Path, text: str, says: str) -> None:
    (home / "config.toml").write_text(text)
    with pytest.raises(ConfigError, match=says) as caught:
        config.load({}, {})
    assert "config.toml" in str(caught.value)


def test_a_path_given_as_a_flag_is_taken(tmp_path: Path) -> None:
    assert config.load({"data": tmp_path}, {}).settings.data == tmp_path
