import numpy as np
import pytest

from dj.interfaces import Utterance
from dj.model.audio import Audio
from dj.model.take import Sentence
from dj.speech.captions import captions, line_ends
from dj.speech.spoken import Line

LINES = (
    Line(caption="In 1994.", spoken="In nineteen ninety-four."),
    Line(caption="B.", spoken="B."),
)


def _utterance(*ends: float) -> Utterance:
    sentences = tuple(Sentence(text="x", start_s=0.0, end_s=end) for end in ends)
    audio = Audio(samples=np.zeros((10, 1), np.float32), sample_rate_hz=10)
    return Utterance(audio=audio, sentences=sentences)


def test_ends_move_by_what_was_cut_off_the_start() -> None:
    assert line_ends(_utterance(1.0, 2.0), 2, 0.25) == (0.75, 1.75)


def test_an_engine_that_does_not_tell_sentences_apart_gives_no_ends() -> None:
    assert line_ends(_utterance(2.0), 2, 0.0) == ()


def test_captions_show_the_written_text_at_the_engines_times() -> None:
    one, other = captions(LINES, 3.0, (2.0, 3.2))
    assert (one.text, one.start_s, one.end_s) == ("In 1994.", 0.0, 2.0)
    assert (other.text, other.start_s, other.end_s) == ("B.", 2.0, 3.0)


def test_without_times_sentences_share_the_clip_by_their_length() -> None:
    one, other = captions(LINES, 3.0)
    assert one.end_s == other.start_s
    assert one.end_s > 2.0
    assert other.end_s == pytest.approx(3.0)


def test_nothing_said_has_no_captions() -> None:
    assert captions((), 0.0) == ()
