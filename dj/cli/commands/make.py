"""``dj make`` and ``dj plan``: a session with its mix, or the programme on paper."""

from typing import TYPE_CHECKING

from dj.cli import console, options, state
from dj.cli.ask import Wishes, request
from dj.cli.growing import growing

if TYPE_CHECKING:
    from dj.config import Settings
    from dj.interfaces import Progress
    from dj.library import Store


def make(
    *,
    show: options.Show = None,
    voice: options.Voice = None,
    talk: options.Talk = None,
    length: options.Length = None,
    pool: options.Pool = None,
    scheduled: options.Scheduled = False,
    grow: options.From = None,
    after: options.After = None,
    mix: options.Mix = None,
    ask: options.Ask = None,
    at: options.At = None,
    seed: options.Seed = None,
    out: options.Out = None,
    encoding: options.Format = None,
    stems: options.Stems = False,
    json: options.Json = False,
) -> None:
    """Make a session: scan if needed, plan, speak, mix. Ends by saying where it is."""
    from dj import pipeline

    settings = state.configuration().settings
    wishes = Wishes(show=show, voice=voice, talk=talk, length=length, at=at, seed=seed, out=out,
                    encoding=encoding, stems=stems, pool=pool, scheduled=scheduled,
                    grow=tuple(grow or ()), after=after, mix=mix, ask=ask)  # fmt: skip
    asked = request(wishes, settings)
    with state.library(settings.data) as store, console.progress(show=not json) as report:
        _refresh(store, settings, report)
        asked = growing(store, asked, wishes)
        manifest = pipeline.make(store, asked, progress=report)
    if json:
        console.print_json({"folder": str(asked.folder), "session": manifest})
        return
    from dj.cli.programme import finished

    finished(manifest, asked.folder)


def plan(
    *,
    show: options.Show = None,
    voice: options.Voice = None,
    talk: options.Talk = None,
    length: options.Length = None,
    pool: options.Pool = None,
    scheduled: options.Scheduled = False,
    grow: options.From = None,
    after: options.After = None,
    mix: options.Mix = None,
    ask: options.Ask = None,
    at: options.At = None,
    seed: options.Seed = None,
    out: options.Out = None,
    picture: options.Picture = None,
    json: options.Json = False,
) -> None:
    """Print the programme: times, songs, joins, costs, reasons and the exact words."""
    from typing import cast

    from dj import pipeline, plugins
    from dj.interfaces import PICTURES, Picture

    draw = cast("Picture", plugins.load(PICTURES, "session")) if picture else None
    settings = state.configuration().settings
    wishes = Wishes(show=show, voice=voice, talk=talk, length=length, at=at, seed=seed, out=out,
                    pool=pool, scheduled=scheduled, grow=tuple(grow or ()), after=after,
                    mix=mix, ask=ask)  # fmt: skip
    asked = request(wishes, settings)
    with state.library(settings.data) as store, console.progress(show=not json) as report:
        _refresh(store, settings, report)
        asked = growing(store, asked, wishes)
        manifest = pipeline.on_paper(store, asked, keep_it=out is not None)
    if picture and draw:
        draw(manifest, picture)
    if json:
        console.print_json({"session": manifest})
        return
    from dj.cli.programme import programme

    programme(manifest)


def _refresh(store: "Store", settings: "Settings", report: "Progress | None") -> None:
    from dj import intake
    from dj.cli.recording import changes_seen

    changes_seen(store.folder)
    folders = settings.music or intake.roots(store)
    if folders:
        intake.scan(store, folders, processes=settings.processes, progress=report)
    intake.hear(store, processes=settings.processes, progress=report)
