"""Read a score file. Every mistake is told with the file, the field and what would be right."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dj.audio.synth.sheet import notation
from dj.audio.synth.sheet.fields import Fields
from dj.audio.synth.sheet.nouns import (
    Chord,
    Ending,
    Part,
    Pattern,
    Play,
    Player,
    Score,
    Section,
    Step,
)
from dj.audio.synth.sheet.theory import LETTERS, SCALES, read_chord, read_key
from dj.audio.synth.singing import SINGERS, read_syllable
from dj.audio.synth.textures import TEXTURES
from dj.audio.synth.voices import INSTRUMENTS
from dj.audio.synth.voices.kits import KITS
from dj.model.tonality import Key

SECTION_WORDS: Final = frozenset({"chords", "repeat", "strength", "swell"})
"""Keys of a section that are not the name of a part."""
EXAMPLE_KEY: Final = "Write a key such as 'A minor' or 'Eb major'."


def read_score(data: object, where: str) -> Score:
    """Turn the content of a score file into a score.

    Args:
        data: what the YAML parser returned.
        where: the file's name, for messages.

    Raises:
        ConfigError: if anything is missing, unknown or out of range.
    """
    top = Fields(data, where)
    key_text = top.text("key")
    key = read_key(key_text)
    if key is None:
        raise top.error("key", f"{key_text!r} is not a key", EXAMPLE_KEY)
    parts = tuple(
        _part(name, top.inside("parts").inside(name)) for name in top.inside("parts").names
    )
    sections = {
        name: _section(name, top.inside("sections").inside(name), key, parts)
        for name in top.inside("sections").names
    }
    score = Score(
        **_credits(top),
        **_feel(top),
        key=key,
        scale=SCALES[top.choice("scale", SCALES, key.mode.value)],
        parts=parts,
        arrangement=_arranged(top, sections),
    )
    top.finish()
    return score


def _credits(top: Fields) -> dict[str, Any]:
    return {
        "title": top.text("title"),
        "artist": top.text("artist"),
        "album": top.text("album"),
        "year": top.whole("year", 1900, 2100),
        "track_number": top.whole("track", 1, 99),
        "genre": top.text("genre"),
        "credit": top.text("credit"),
        "guests": top.texts("guests"),
        "moods": top.texts("moods"),
        "seed": top.whole("seed", 0, 2**31, 0),
    }


def _feel(top: Fields) -> dict[str, Any]:
    ending = top.inside("ending")
    kind = Ending(ending.choice("kind", {"cold": 0, "fade": 0}))
    feel = {
        "tempo_bpm": top.number("tempo", 40.0, 220.0),
        "beats_per_bar": top.whole("beats_per_bar", 2, 7, 4),
        "swing": top.number("swing", 0.5, 0.75, 0.5),
        "swing_unit": top.whole("swing_unit", 8, 16, 8),
        "loose_ms": top.number("loose_ms", 0.0, 30.0, 5.0),
        "lead_in_s": top.number("lead_in_s", 0.0, 2.0, 0.0),
        "room_s": top.number("room_s", 0.2, 8.0, 1.6),
        "room_brightness": top.number("room_brightness", 0.0, 1.0, 0.5),
        "echo_beats": top.number("echo_beats", 0.125, 4.0, 0.75),
        "loudness_lufs": top.number("loudness_lufs", -24.0, -8.0, -14.0),
        "air_db": top.number("air_db", -6.0, 9.0, 3.0),
        "warmth": top.number("warmth", 0.0, 1.0, 0.3),
        "ending": kind,
        "tail_s": ending.number("tail_s", 0.0, 8.0, 2.5) if kind is Ending.COLD else 0.0,
        "fade_s": ending.number("fade_s", 2.0, 30.0) if kind is Ending.FADE else 0.0,
    }
    ending.finish()
    return feel


def _part(name: str, given: Fields) -> Part:
    player = Player(given.choice("player", {player.value: 0 for player in Player}))
    part = Part(
        name=name,
        player=player,
        voice=given.choice("voice", _voices(player)),
        patterns=_patterns(given, player),
        syllables=_syllables(given) if player is Player.SUNG else (),
        level_db=given.number("level_db", -40.0, 12.0, 0.0),
        pan=given.number("pan", -1.0, 1.0, 0.0),
        around=_note(given),
        tones=given.whole("tones", 1, 6, 4),
        shift=given.whole("shift", -14, 14, 0),
        reverb=given.number("reverb", 0.0, 1.5, 0.2),
        echo=given.number("echo", 0.0, 1.0, 0.0),
        chorus=given.flag("chorus"),
        duck=given.number("duck", 0.0, 1.0, 0.0),
        low_cut_hz=given.number("low_cut_hz", 0.0, 5000.0, 0.0),
        high_cut_hz=given.number("high_cut_hz", 0.0, 20000.0, 0.0),
        late_ms=given.number("late_ms", 0.0, 60.0, 0.0),
        takes=given.whole("takes", 1, 4, 1),
        strum_ms=given.number("strum_ms", 0.0, 60.0, 0.0),
    )
    given.finish()
    return part


def _voices(player: Player) -> Mapping[str, Any]:
    if player is Player.DRUMS:
        return KITS
    if player is Player.SUNG:
        return SINGERS
    return TEXTURES if player is Player.TEXTURE else INSTRUMENTS


def _syllables(given: Fields) -> tuple[str, ...]:
    words = tuple(given.text("syllables").split())
    for word in words:
        if read_syllable(word) is None:
            raise given.error("syllables", f"{word!r} cannot be sung", "Spell it like 'la'.")
    return words


def _note(given: Fields) -> int:
    text = given.text("around", "C4")
    letter, octave = text[:1], text[-1:]
    if letter not in LETTERS or not octave.isdigit() or len(text) > 3:
        raise given.error("around", f"{text!r} is not a note", "Write a note such as 'Bb3'.")
    bend = {"b": -1, "#": 1}.get(text[1:2], 0)
    return 12 * (int(octave) + 1) + LETTERS[letter] + bend


def _patterns(given: Fields, player: Player) -> dict[str, Pattern]:
    inside = given.inside("patterns")
    return {name: _pattern(inside, name, player) for name in inside.names}


def _pattern(inside: Fields, name: str, player: Player) -> Pattern:
    try:
        if player is not Player.DRUMS:
            return notation.one_line(*notation.pitch_line(inside.text(name), player.value))
        drums = inside.inside(name)
        lines = {drum: notation.drum_line(drums.text(drum)) for drum in drums.names}
    except notation.NotationError as error:
        raise inside.error(name, str(error), "Mend the pattern.") from error
    unknown = sorted(set(lines) - set(KITS["acoustic"]))
    if unknown:
        known = ", ".join(sorted(KITS["acoustic"]))
        raise inside.error(name, f"there is no drum {unknown[0]!r}", f"Drums are: {known}.")
    bars = max((bars for bars, _ in lines.values()), default=1)
    return Pattern(bars, {drum: _repeated(*line, bars) for drum, line in lines.items()})


def _repeated(bars: int, steps: Sequence[Step], wanted: int) -> tuple[Step, ...]:
    return tuple(
        Step(step.at + first, step.length, step.sign)
        for first in range(0, wanted, bars)
        for step in steps
        if step.at + first < wanted
    )


def _section(name: str, given: Fields, key: Key, parts: Sequence[Part]) -> Section:
    repeat = given.whole("repeat", 1, 32, 1)
    bars, chords = _chords(given, key)
    known = {part.name: part for part in parts}
    plays = {}
    for part_name in given.names:
        if part_name in SECTION_WORDS:
            continue
        if part_name not in known:
            raise given.error(part_name, "there is no such part", f"Parts: {', '.join(known)}.")
        plays[part_name] = _play(given, known[part_name])
    section = Section(
        name=name,
        bars=bars * repeat,
        chords=tuple((at + bars * turn, chord) for turn in range(repeat) for at, chord in chords),
        plays=plays,
        strength=given.number("strength", 0.1, 1.0, 0.8),
        swell=given.number("swell", -0.6, 0.6, 0.0),
    )
    given.finish()
    return section


def _chords(given: Fields, key: Key) -> tuple[int, list[tuple[float, Chord]]]:
    bars = given.text("chords").strip().strip("|").split("|")
    chords = []
    for index, bar in enumerate(bars):
        symbols = bar.split()
        for place, symbol in enumerate(symbols):
            if symbol == notation.HOLD:
                continue
            chord = read_chord(symbol, key)
            if chord is None:
                raise given.error(
                    "chords", f"{symbol!r} is not a chord", "Write numerals such as 'ii7'."
                )
            chords.append((index + place / len(symbols), chord))
    return len(bars), chords


def _play(given: Fields, part: Part) -> Play:
    """Read ``main``, ``a + b``, or ``{pattern: main, level_db: -3, fill: roll}``."""
    inside = given.inside(part.name) if given.is_mapping(part.name) else None
    text = inside.text("pattern") if inside else given.text(part.name)
    names = tuple(name.strip() for name in text.split("+"))
    fill = inside.text("fill", "") if inside else ""
    for name in (*names, *filter(None, [fill])):
        if name not in part.patterns:
            known = ", ".join(part.patterns)
            raise given.error(part.name, f"there is no pattern {name!r}", f"Patterns: {known}.")
    level_db = inside.number("level_db", -40.0, 12.0, 0.0) if inside else 0.0
    if inside:
        inside.finish()
    return Play(names, level_db, fill)


def _arranged(top: Fields, sections: Mapping[str, Section]) -> tuple[Section, ...]:
    names = top.texts("arrangement")
    for name in names:
        if name not in sections:
            raise top.error(
                "arrangement", f"there is no section {name!r}", f"Sections: {', '.join(sections)}."
            )
    if not names:
        raise top.error("arrangement", "is empty", "List the sections in order.")
    return tuple(sections[name] for name in names)
