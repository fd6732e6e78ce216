"""A wording takes as long as its text, for those who know no voice."""

from dj.commentary.spoken_length import estimate, estimated
from dj.model.script import Wording


def test_a_wording_takes_as_long_as_its_text() -> None:
    assert estimated(Wording(line="x", variant=0, text="One more.")) == estimate("One more.") > 0


def test_nothing_takes_no_time() -> None:
    assert estimate("") == estimate("... !") == 0.0
