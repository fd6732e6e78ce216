"""The command line: parse, call, print. One file per command."""

from dj.cli.app import main

__all__ = ["main"]
