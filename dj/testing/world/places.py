"""Countries, languages, genres and words of which a world is made."""

import numpy as np

PLACES = (
    ("US", "en", "America/New_York", 22.0), ("GB", "en", "Europe/London", 9.0),
    ("DE", "de", "Europe/Berlin", 8.0), ("BR", "pt-BR", "America/Sao_Paulo", 8.0),
    ("MX", "es", "America/Mexico_City", 7.0), ("FR", "fr", "Europe/Paris", 6.0),
    ("JP", "ja", "Asia/Tokyo", 6.0), ("IN", "hi", "Asia/Kolkata", 6.0),
    ("ES", "es", "Europe/Madrid", 4.0), ("IT", "it", "Europe/Rome", 4.0),
    ("KR", "ko", "Asia/Seoul", 4.0), ("SE", "sv", "Europe/Stockholm", 3.0),
    ("NG", "en", "Africa/Lagos", 3.0), ("PL", "pl", "Europe/Warsaw", 3.0),
    ("AU", "en", "Australia/Sydney", 3.0), ("IS", "is", "Atlantic/Reykjavik", 0.5),
)  # fmt: skip
"""Country, its language, a time zone, and its weight among artists and listeners."""
GENRES = (
    ("indie rock", 0.62, 122), ("post-punk", 0.68, 140), ("metal", 0.88, 150),
    ("folk", 0.28, 100), ("country", 0.42, 108), ("americana", 0.38, 104),
    ("house", 0.74, 124), ("techno", 0.82, 132), ("drum and bass", 0.86, 172),
    ("ambient", 0.10, 76), ("modern classical", 0.15, 80), ("piano", 0.14, 72),
    ("hip hop", 0.62, 92), ("trap", 0.66, 140), ("r&b", 0.46, 88),
    ("soul", 0.50, 98), ("funk", 0.68, 108), ("disco", 0.72, 118),
    ("jazz", 0.36, 112), ("bossa nova", 0.30, 120), ("afrobeat", 0.64, 112),
    ("synth pop", 0.66, 120), ("dream pop", 0.44, 100), ("dance pop", 0.76, 124),
)  # fmt: skip
"""Tag, usual energy 0–1, usual tempo in beats per minute; each three make a family."""
FAMILY = 3
EXPLICIT_GENRES = frozenset({"hip hop", "trap", "r&b", "metal"})
_ONSETS = (
    "b", "br", "d", "dr", "f", "g", "gl", "h", "j", "k", "kr", "l", "m", "n", "p", "r", "s",
    "sh", "st", "t", "tr", "v", "w", "y", "z",
)  # fmt: skip
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "oo")
_CODAS = ("", "n", "r", "l", "s", "th", "ck", "nd")
_WORDS = (
    "amber", "ash", "autumn", "bay", "bell", "birch", "blue", "bone", "bridge", "candle",
    "cedar", "cloud", "coal", "copper", "crow", "dawn", "deer", "delta", "dust", "echo",
    "ember", "fern", "field", "fire", "flint", "fog", "fox", "frost", "garden", "glass", "gold",
    "grain", "green", "harbor", "haze", "hill", "hollow", "honey", "ice", "iron", "ivory",
    "jade", "kite", "lake", "lantern", "leaf", "lemon", "light", "lily", "linen", "marble",
    "meadow", "mirror", "mist", "moon", "moss", "night", "north", "oak", "ocean", "orchard",
    "owl", "paper", "pearl", "pine", "plum", "rain", "raven", "reed", "ridge", "river", "road",
    "rose", "rust", "sail", "salt", "sand", "shadow", "silk", "silver", "sky", "slate", "smoke",
    "snow", "spark", "stone", "storm", "summer", "sun", "thorn", "thunder", "tide", "timber",
    "velvet", "violet", "water", "wave", "willow", "wind", "winter",
)  # fmt: skip


def artist_name(rng: np.random.Generator) -> str:
    """Make up a name of two or three syllables, sometimes with a word behind it."""
    syllables = int(rng.integers(2, 4))
    name = "".join(_pick(rng, _ONSETS) + _pick(rng, _VOWELS) for _ in range(syllables))
    name = (name + _pick(rng, _CODAS)).capitalize()
    return f"{name} {_pick(rng, _WORDS).capitalize()}" if rng.random() < 0.5 else name


def distinct_names(rng: np.random.Generator, count: int) -> tuple[str, ...]:
    """Make up so many names, no two alike however they are spelled."""
    names: dict[str, str] = {}
    while len(names) < count:
        name = artist_name(rng)
        names.setdefault(name.casefold(), name)
    return tuple(names.values())


def titles(rng: np.random.Generator, count: int) -> list[str]:
    """Make up titles of two words, or three; different songs may share one, as they do."""
    words = rng.integers(0, len(_WORDS), (count, 3))
    three = rng.random(count) < 0.4
    return [
        " ".join(_WORDS[word] for word in row[: 2 + long]).capitalize()
        for row, long in zip(words.tolist(), three.tolist(), strict=True)
    ]


def _pick(rng: np.random.Generator, words: tuple[str, ...]) -> str:
    return words[int(rng.integers(0, len(words)))]
