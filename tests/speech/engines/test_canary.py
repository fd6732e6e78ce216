"""Two hundred traps: an engine says of each what it says of its bare letters, and nothing else."""

import ctypes
import random
import re
from collections.abc import Callable

import pytest

from dj.speech.text.lexicon import Lexicon
from dj.speech.text.names import say_name
from tests.acceptance.hostile_titles import title

pytestmark = [pytest.mark.engine, pytest.mark.slow]
EMPTY = Lexicon(entries={})
Engine = Callable[[], Callable[[str], str]]
"""Starts an engine and gives what it reads from a text, in its phonemes."""


def canaries() -> list[str]:
    """What the voice gets for two hundred hostile titles, no two the same."""
    rng = random.Random(5)  # noqa: S311
    found: dict[str, None] = {}
    while len(found) < 200:
        said = say_name(title(rng)[:300], "next.title", EMPTY)
        if not said.is_lost and len(said.text) < 80:
            found[said.text] = None
    return list(found)


def bare(text: str, commas: str) -> str:
    """Its letters and digits alone, and the points that are read as "dot"."""
    return " ".join(re.sub(rf"[^\w'.{commas}]|_|(?<!\w)\.|\.(?!\w)", " ", text).split())


def espeak() -> Callable[[str], str]:
    """The phonemes that espeak reads from a text in plain mode, as its driver gives it the text."""
    loader = pytest.importorskip("espeakng_loader")
    library = ctypes.cdll.LoadLibrary(loader.get_library_path())
    library.espeak_Initialize(2, 0, str(loader.get_data_path()).encode(), 0)
    library.espeak_SetVoiceByName(b"en-us")
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def phonemes(text: str) -> str:
        left = ctypes.c_char_p(f"{text} and done.".encode())  # it keeps back a last single letter
        parts = []
        while left.value:
            parts.append(library.espeak_TextToPhonemes(ctypes.byref(left), 1, 0).decode())
        return "".join(re.sub(r"[^\w@&]|_", "", part) for part in parts)

    return phonemes


def hibari() -> Callable[[str], str]:
    """The phonemes that hibari reads."""
    g2p = pytest.importorskip("hibari.g2p").G2P()
    return lambda text: re.sub(r"[^\w]|[ˈˌ]", "", g2p(text))


@pytest.mark.parametrize(("engine", "commas"), [(espeak, ""), (hibari, ",")])
def test_a_trap_is_read_as_its_bare_letters(engine: Engine, commas: str) -> None:
    """Commas stay for hibari, which takes the sounds of a word from those around it."""
    phonemes = engine()
    read = [(said, phonemes(said), phonemes(bare(said, commas))) for said in canaries()]
    assert [one for one in read if one[1] != one[2]] == []


@pytest.mark.parametrize("engine", [espeak, hibari])
def test_the_trap_itself_would_have_been_obeyed(engine: Engine) -> None:
    """Without our steps the engines do obey, so the test above can fail."""
    phonemes = engine()
    traps = ("Tide [[f'Vk]]", "[Tide](/faɪt/)")
    assert any(phonemes(trap) != phonemes(bare(trap, "")) for trap in traps)
