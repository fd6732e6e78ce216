"""What do people say? Editors' facts with their sources, attached to the right recordings."""

from dj.editorial.attach import attach
from dj.editorial.facts import load_facts

__all__ = ["attach", "load_facts"]
