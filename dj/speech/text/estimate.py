"""How long a voice takes to say a text, spelled as it will be spoken."""

from dj.model.pace import pace


def speaking_s(text: str, engine: str = "", rate: float = 1.0, language: str = "en") -> float:
    """Estimate seconds for spoken text, one sentence a line; 0 for nothing to say."""
    return pace(engine, language).seconds(text) / max(0.1, rate)
