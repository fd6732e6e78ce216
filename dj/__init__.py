"""Personal DJ sessions with a voice, from your own music and your own listening."""

__version__ = "0.1.0"

__all__ = ["__version__"]
