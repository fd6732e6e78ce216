"""The host: who speaks, with what voice, from which pack of lines. Files in `voices`."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSettings:
    """What a speech engine needs to know. Engines ignore what they cannot do."""

    voice: str = ""
    """The engine's own voice name; empty means its default."""
    rate: float = 1.0
    """Speaking rate as a ratio of the voice's natural rate, 0.5 to 2."""
    pitch_semitones: float = 0.0
    language: str = "en"
    """BCP 47 tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceCard:
    """Whose voice it is and on what terms it may speak."""

    kind: str
    """``synthetic`` or ``recorded``."""
    voice_source: str
    licence: str
    consent: str
    """Why the voice may be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """One host."""

    name: str
    """Short name, as in ``--voice ava``."""
    title: str
    """As the host says it: ``Ava``."""
    description: str = ""
    language: str = "en"
    engine: str = "auto"
    """Entry-point name in ``dj.engines``, or ``auto``."""
    fallbacks: tuple[str, ...] = ()
    """Engines to try next, in order. After the last the programme goes on without voice."""
    voice: VoiceSettings = VoiceSettings()
    lexicon: Mapping[str, str] = field(default_factory=dict)
    """Written name → respelling, for marked names only."""
    traits: tuple[str, ...] = ()
    prompt_pack: str = "house"
    """Folder of lines under `prompts`."""
    licence: LicenceCard
