from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.model.names import fold
from dj.model.romanise import SCRIPTS, script_of, skeleton


@pytest.mark.parametrize(
    ("native", "latin", "script"),
    [
        ("Щука", "Shchuka", "cyrillic"), ("Щука", "Schuka", "cyrillic"),
        ("Юность", "Junost'", "cyrillic"), ("Юность", "Yunost", "cyrillic"),
        ("Хорошо", "Khorosho", "cyrillic"), ("Хорошо", "Horosho", "cyrillic"),
        ("Чужой", "Chuzhoy", "cyrillic"), ("Чужой", "Chuzhoj", "cyrillic"),
        ("Мумий Тролль", "Mumiy Troll", "cyrillic"), ("Ёлка", "Yolka", "cyrillic"),
        ("Київ", "Kyiv", "cyrillic"), ("Ξένος", "Xenos", "greek"), ("Ξένος", "Ksenos", "greek"),
        ("Ουρανός", "Ouranos", "greek"), ("Φωτιά", "Photia", "greek"), ("ギター", "Gitā", "kana"),
        ("ギター", "Gitaa", "kana"), ("ロボット", "Robotto", "kana"), ("ﾛﾎﾞｯﾄ", "robotto", "kana"),
        ("しょうじょ", "Shōjo", "kana"), ("しょうじょ", "Shoujo", "kana"),
        ("ファイト", "Faito", "kana"),
        ("さんぽ", "Sampo", "kana"), ("チェリー", "Cherī", "kana"), ("きゃりー", "Kyarii", "kana"),
    ],
)  # fmt: skip
def test_the_usual_schemes_share_a_skeleton(native: str, latin: str, script: str) -> None:
    assert script_of(fold(native)) == script
    assert skeleton(fold(native), script) == skeleton(fold(latin), script) != ""


@pytest.mark.parametrize("text", ["東京", "사랑", "שלום", "حب", "東京タワー"])
def test_letters_that_do_not_tell_their_sound_have_no_skeleton(text: str) -> None:
    assert all(skeleton(fold(text), script) == "" for script in SCRIPTS)


def test_two_scripts_in_one_name_are_none() -> None:
    assert script_of("ночь", "νύχτα") == ""
    assert script_of("plain") == ""
    assert script_of("кино", "rock") == "cyrillic"


@given(st.text(max_size=20), st.sampled_from(SCRIPTS))
def test_a_skeleton_is_plain_and_has_no_doubled_letters(text: str, script: str) -> None:
    bones = skeleton(fold(text), script)
    assert bones.isascii()
    assert all(one != other for one, other in pairwise(bones))
