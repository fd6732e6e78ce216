"""Lines to speak and sing: small sentences put together by chance."""

import numpy as np

_WHO = (
    "you",
    "my darling",
    "the river",
    "every stranger",
    "her brother",
    "this old town",
    "we",
    "nobody here",
    "the moonlight",
    "a thousand voices",
    "your shadow",
    "the children",
)
_DOES = (
    "carried me home",
    "keeps on running",
    "will never let go",
    "was waiting outside",
    "painted it blue",
    "could break in two",
    "taught me to fly",
    "sleeps in the valley",
    "danced until morning",
    "is calling me back",
    "chased the thunder",
    "forgot my name",
)
_WHERE = (
    "over the hill",
    "under a violet sky",
    "through fire and snow",
    "on the edge of the sea",
    "when the lights go down",
    "in the heat of July",
    "behind these eyes",
    "down by the station",
    "with nothing to lose",
    "before the rain",
    "like a burning match",
    "all through the night",
)
_CALLS = (
    "Oh, oh, oh!",
    "Yeah, yeah!",
    "La la la, la la.",
    "Hey, hey, baby.",
    "Na na na, hey!",
    "Ooh, I know.",
    "Come on, come on.",
    "Doo doo doo.",
    "Why, oh why?",
    "Ah, ah.",
)
_ENDS = (".", ".", "!", "?")  # fmt: skip


def line(rng: np.random.Generator) -> str:
    """Return one line, a sentence or now and then a call."""
    if rng.random() < 0.2:
        return str(rng.choice(_CALLS))
    who, does, where = (str(rng.choice(words)) for words in (_WHO, _DOES, _WHERE))
    text = f"{who} {does}" if rng.random() < 0.3 else f"{who} {does} {where}"
    return text[0].upper() + text[1:] + str(rng.choice(_ENDS))


def lines(rng: np.random.Generator, count: int) -> list[str]:
    """Return several lines."""
    return [line(rng) for _ in range(count)]
