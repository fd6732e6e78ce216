from pathlib import Path

import pytest

from dj import resources
from dj.errors import ConfigError
from dj.speech import load_persona, personas

CARD = """
licence:
  kind: synthetic
  voice_source: a test
  licence: Apache-2.0
  consent: computed
"""


def _file(folder: Path, text: str, name: str = "kim") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["ava", "quiet", "robin"])
def test_each_packaged_host_loads_with_a_full_licence_card(name: str) -> None:
    persona = load_persona(resources.find("voices", f"{name}.yaml"))
    card = persona.licence
    assert persona.name == name
    assert all((card.kind, card.voice_source, card.licence, card.consent))


def test_the_list_has_every_host() -> None:
    assert {"alma", "ava", "lena", "quiet", "robin"} <= {persona.name for persona in personas()}


def test_a_full_file_is_read_whole(tmp_path: Path) -> None:
    text = (
        "name: kim\ntitle: Kim\nlanguage: es\nengine: auto\nfallbacks: [pyttsx3]\n"
        "voice: {voice: es, rate: 1.2}\nlexicon: {Sade: Sharday}\ntraits: [calm]\n" + CARD
    )
    persona = load_persona(_file(tmp_path, text))
    assert persona.voice.rate == 1.2
    assert persona.fallbacks == ("pyttsx3",)
    assert persona.lexicon == {"Sade": "Sharday"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name: kim\ntitle: Kim\n", "licence"),
        ("name: kim\ntitle: 3\n" + CARD, r"\$\.title"),
        ("name: kim\ntitle: Kim\nfallback: []\n" + CARD, "Did you mean `fallbacks`"),
        ("name: kim\ntitle: Kim\nvoice: {speed: 2}\n" + CARD, "`voice.speed`"),
        ("name: kim\ntitle: Kim\nvoice: {rate: 3}\n" + CARD, "0.5 to 2"),
        ("name: kim\ntitle: Kim\nvoice: {rate: .nan}\n" + CARD, "0.5 to 2"),
        ("name: kim\ntitle: Kim\nvoice: [a]\n" + CARD, r"\$\.voice"),
        ("name: ava\ntitle: Kim\n" + CARD, "the file is 'kim'"),
        ("a: &x [1]\nb: *x\n", "aliases"),
        ("- a\n- b\n", "field: value"),
        ("name: [\n", "not valid YAML"),
        ("2026-99-99", "YAML"),
        ("[" * 5000, "not valid YAML"),
        ("", "field: value"),
        ("name: " + "x" * 300_000, "larger"),
    ],
)
def test_a_wrong_file_is_refused_with_file_and_field(tmp_path: Path, text: str, says: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(ConfigError, match=says) as caught:
        load_persona(path)
    assert str(path) in str(caught.value)
    assert caught.value.hint


def test_a_missing_file_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_persona(tmp_path / "nobody.yaml")


def test_a_file_that_is_not_text_is_a_configuration_error(tmp_path: Path) -> None:
    path = tmp_path / "kim.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError):
        load_persona(path)
