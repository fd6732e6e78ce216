import pytest

from tests.lineup.wishes.shorthand import read


@pytest.mark.parametrize(
    "words",
    [
        "no rap", "non-rap", "rap-free", "free of rap", "hold the rap", "anything but rap",
        "all but rap", "all the songs but rap", "music that isn't rap", "-rap", "rap? no thanks",
        "I don't like rap", "everything except rap", "kein Rap", "keine Rap", "bloß kein Rap",
        "bitte nicht Rap", "ohne Rap", "alles außer Rap", "sem rap", "sans rap", "pas de rap",
        "tout sauf rap", "senza rap", "geen rap", "utan rap", "без rap",
    ],
)  # fmt: skip
def test_a_refusal_is_heard_in_many_words_and_languages(words: str) -> None:
    assert read(words) == "-genre:rap"


@pytest.mark.parametrize(
    "words", ["sin rap", "nada de rap", "no rap", "todo menos rap", "no me gusta rap", "menos rap"]
)
def test_a_refusal_is_heard_in_spanish(words: str) -> None:
    assert read(words, "Spanish") == "-genre:rap"


@pytest.mark.parametrize(
    "words",
    ["only rap", "nothing but rap", "nothing except rap", "don't forget the rap", "why not rap",
     "nur Rap", "nichts außer Rap", "rien que rap", "free rap"],
)  # fmt: skip
def test_what_sounds_like_a_refusal_need_not_be_one(words: str) -> None:
    assert "-genre:rap" not in read(words)
    assert "genre:rap" in read(words)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("no rap except Northgate", "-genre:rap +artist:northgate"),
        ("no rap (except Northgate)", "-genre:rap +artist:northgate"),
        ("no rap but Northgate", "-genre:rap +artist:northgate"),
        ("no rap unless it's by Northgate", "-genre:rap +artist:northgate"),
        ("no rap except Northgate or Blue", "-genre:rap +artist:northgate |+artist:blue"),
        ("no rap except Northgate, except Blue", "-genre:rap +artist:northgate +artist:blue"),
        ("no rap except Northgate, mellow", "-genre:rap +artist:northgate meaning:mellow"),
        ("kein Rap außer von Northgate", "-genre:rap +artist:northgate"),
        ("rien que rap sauf Northgate", "genre:rap -artist:northgate"),
        ("jazz except Northgate", "genre:jazz -artist:northgate"),
        ("except Northgate", "-artist:northgate"),
        ("no songs but Northgate", "artist:northgate"),
        ("no vocals except Northgate", "meaning:instrumental +artist:northgate"),
        ("no rap except yodeling", "-genre:rap +unknown:yodeling"),
    ],
)
def test_an_exception_to_a_refusal_is_no_refusal(words: str, parts: str) -> None:
    assert read(words) == parts


@pytest.mark.parametrize("word", ["excepto", "salvo", "menos", "aparte de"])
def test_an_exception_is_heard_in_spanish(word: str) -> None:
    assert read(f"nada de rap {word} Northgate", "Spanish") == "-genre:rap +artist:northgate"
    assert read(f"jazz {word} Northgate", "Spanish") == "genre:jazz -artist:northgate"


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("jazz -rap rock", "genre:jazz -genre:rap genre:rock"),
        ("non-rap jazz", "-genre:rap genre:jazz"),
        ("no rap - jazz please", "-genre:rap genre:jazz"),
        ("rap and rock free, mellow", "-genre:rap |-genre:rock meaning:mellow"),
        ("jazz, rock-free", "genre:jazz |-genre:rock"),
    ],
)
def test_a_hyphen_refuses_one_thing_and_a_dash_ends_a_refusal(words: str, parts: str) -> None:
    assert read(words) == parts
