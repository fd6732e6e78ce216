"""What each field of a show may be."""

from dj.documents import FILTER_LIMITS, Band, Count, Keys, Limits, OneOf, Pattern, Range
from dj.lineup.signals import SIGNALS
from dj.lineup.sources import SOURCES

LONGEST_S = 24 * 3600.0
"""A show is at most a day long."""
NAME = Pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters, digits and hyphens")
_SHARES = Band(least=0, most=1, unit="shares")
_SONGS = Range(least=0, most=100, unit="songs")
_TITLE = Count(least=1, most=200, of="characters")

LIMITS: Limits = {
    "name": NAME,
    "title": _TITLE,
    "titles.*": _TITLE,
    "description": Count(most=1000, of="characters"),
    "length_s": Range(least=0, most=LONGEST_S, above=True, unit="seconds"),
    "clock": Count(most=100, of="segments"),
    "clock[].songs": Range(least=1, most=10, unit="songs"),
    "clock[].title": Count(most=200, of="characters"),
    "clock[].titles.*": _TITLE,
    "arc": Count(most=100, of="offsets"),
    "arc[]": Range(least=-1, most=1, unit="(an energy offset)"),
    "weights": Keys("signal", lambda: SIGNALS),
    "weights.*": Range(),
    "sounds.*": Range(least=0, most=1, unit="(a wish)"),
    "seeds[]": OneOf("source", lambda: SOURCES),
    "pulls": Keys("source", lambda: SOURCES),
    "pulls.*": Range(least=0),
    "pool": Pattern(rf"({NAME.pattern})?", "the name of a pool, or empty"),
    "songs": Range(least=1, most=480, unit="songs"),
    "rules.artist_separation": _SONGS,
    "rules.album_separation": _SONGS,
    "rules.min_song_s": Range(least=0, most=86_400, above=True, unit="seconds"),
    "rules.max_song_s": Range(least=0, most=86_400, above=True, unit="seconds"),
    "rules.max_pause_s": Range(least=0, most=600, unit="seconds"),
    "rules.rest_hours": Range(least=0, most=87_600, unit="hours"),
    "rules.discovery_share": _SHARES,
    "rules.new_artists": _SHARES,
    "rules.copies_of_last": Range(least=0, most=1, unit="(a share)"),
    "mixing.target_lufs": Range(least=-40, most=-8, unit="LUFS"),
    "mixing.max_true_peak_dbtp": Range(least=-20, most=0, unit="dBTP"),
    "mixing.crossfade_s": Range(least=0, most=60, unit="seconds"),
    "mixing.max_crossfade_s": Range(least=0, most=60, unit="seconds"),
    "mixing.max_stretch": Range(least=0, most=0.5, unit="(a ratio)"),
    "mixing.duck_db": Range(least=-60, most=0, unit="dB"),
    "mixing.speech_lu_over_music": Range(least=0, most=20, unit="LU"),
    "mixing.max_dead_air_s": Range(least=0, most=60, unit="seconds"),
    **FILTER_LIMITS,
}
