"""What a listener can see of themselves: counted, named, and laid out as a map."""

from dj.listeners.profile.whole import profile

__all__ = ["profile"]
