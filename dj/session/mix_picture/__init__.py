"""A finished mix as a picture: the whole above, every join from close by below."""

from dj.session.mix_picture.page import draw

__all__ = ["draw"]
