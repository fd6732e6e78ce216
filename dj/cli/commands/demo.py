"""``dj demo``: a real session from the bundled library, on a fresh machine."""

from dj.cli import console, options, state
from dj.cli.ask import Wishes, request

LENGTH = "12m"
SEED = 7


def demo(
    *,
    voice: options.Voice = None,
    talk: options.Talk = None,
    length: options.Length = None,
    at: options.At = None,
    seed: options.Seed = SEED,
    out: options.Out = None,
    encoding: options.Format = None,
    json: options.Json = False,
) -> None:
    """Make a session from the bundled demo library: songs, a year of listens, voice and mix."""
    from dataclasses import replace

    from dj import pipeline
    from dj.demo import LISTENER, demo_library
    from dj.library import Store

    settings = replace(state.configuration().settings, listener=LISTENER)
    wishes = Wishes(voice=voice, talk=talk, length=length or LENGTH, at=at, seed=seed, out=out,
                    encoding=encoding)  # fmt: skip
    asked = request(wishes, settings)
    home = settings.cache / "demo"
    with Store.open(home / "data") as store, console.progress(show=not json) as report:
        demo_library(store, home, at=asked.at, processes=settings.processes, progress=report)
        manifest = pipeline.make(store, asked, progress=report)
    if json:
        console.print_json({"folder": str(asked.folder), "session": manifest})
        return
    from dj.cli.programme import finished

    finished(manifest, asked.folder)
