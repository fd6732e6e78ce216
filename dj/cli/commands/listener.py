"""``dj listener``: what is known of a listener, and what they decide about it."""

import typer

app = typer.Typer(help="What is known of you, and what you decide about it.", no_args_is_help=True)
