"""``dj render``: the mix of a session file, again or for the first time."""

from dj.cli import console, options, state


def render(
    session: options.Session,
    *,
    encoding: options.Format = None,
    stems: options.Stems = False,
    json: options.Json = False,
) -> None:
    """Render the mix of a session: of a plan, or of a finished one again."""
    from dj import pipeline
    from dj.cli.ask import checked_format

    settings = state.configuration().settings
    folder = (session if session.is_dir() else session.parent).absolute()
    wanted = None if encoding is None else checked_format(encoding)
    with state.library(settings.data) as store, console.progress(show=not json) as report:
        manifest = pipeline.render(
            store, folder, cache=settings.cache.absolute(), encoding=wanted, progress=report,
            stems=stems,
        )  # fmt: skip
    if json:
        console.print_json({"folder": str(folder), "session": manifest})
        return
    from dj.cli.programme import finished

    finished(manifest, folder)
