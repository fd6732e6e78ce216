"""``dj listener``: what is known of a listener, and what they decide about it."""

import typer

from dj.cli.commands import (
    listener_data,
    listener_names,
    listener_profile,
    listener_settings,
    listener_share,
    listener_show,
    listener_songs,
    listener_talk,
    listener_unmatched,
)

app = typer.Typer(help="What is known of you, and what you decide about it.", no_args_is_help=True)
app.command("show")(listener_show.show)
app.command("year")(listener_show.year)
app.command("controls")(listener_settings.controls)
app.command("like")(listener_songs.like)
app.command("dislike")(listener_songs.dislike)
app.command("not-now")(listener_songs.not_now)
app.command("ban")(listener_songs.ban)
app.command("allow")(listener_songs.allow)
app.command("dial")(listener_settings.dial)
app.command("switch")(listener_settings.switch)
app.command("talk")(listener_talk.talk)
app.command("names")(listener_names.names)
app.command("exclude")(listener_profile.exclude)
app.command("include")(listener_profile.include)
app.command("private")(listener_profile.private)
app.command("family")(listener_profile.family)
app.command("profile")(listener_profile.profile)
app.command("pause")(listener_profile.pause)
app.command("resume")(listener_profile.resume)
app.command("reset")(listener_profile.reset)
app.command("pick")(listener_settings.pick)
app.command("export")(listener_data.export)
app.command("restore")(listener_data.restore)
app.command("correct")(listener_data.correct)
app.command("delete")(listener_data.delete)
app.command("share")(listener_share.share)
app.command("unmatched")(listener_unmatched.unmatched)
app.command("alias")(listener_unmatched.alias)
