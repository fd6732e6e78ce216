"""One file per command; registering imports nothing heavy."""

import typer

from dj.cli.commands import (
    ask,
    colisten,
    config,
    demo,
    doctor,
    edit,
    export,
    facts,
    feedback,
    history,
    library,
    listen,
    listener,
    make,
    mix,
    mixes,
    models,
    pool,
    preview,
    prompts,
    radio,
    render,
    report,
    scan,
    schedule,
    search,
    show,
    signals,
    track,
    verify,
    voices,
    what_if,
    why,
    why_not,
)


def register(app: typer.Typer) -> None:
    """Add every command to the tree, in the order people meet them."""
    app.command("demo")(demo.demo)
    app.command("scan")(scan.scan)
    app.command("import")(history.import_history)
    app.command("search")(search.search)
    app.command("make")(make.make)
    app.command("plan")(make.plan)
    app.command("ask")(ask.ask)
    app.command("radio")(radio.radio)
    app.command("mixes")(mixes.mixes)
    app.command("edit")(edit.edit)
    app.command("feedback")(feedback.feedback)
    app.command("replan")(feedback.replan)
    app.command("listen")(listen.listen)
    app.command("render")(render.render)
    app.command("preview")(preview.preview)
    app.command("why")(why.why)
    app.command("why-not")(why_not.why_not)
    app.command("what-if")(what_if.what_if)
    app.command("report")(report.report)
    app.command("verify")(verify.verify)
    app.command("export")(export.export)
    app.command("signals")(signals.signals)
    app.add_typer(voices.app, name="voices")
    app.add_typer(prompts.app, name="prompts")
    app.add_typer(facts.app, name="facts")
    app.add_typer(show.app, name="show")
    app.add_typer(schedule.app, name="schedule")
    app.add_typer(pool.app, name="pool")
    app.add_typer(listener.app, name="listener")
    app.add_typer(library.app, name="library")
    app.add_typer(mix.app, name="mix")
    app.add_typer(track.app, name="track")
    app.add_typer(models.app, name="models")
    app.add_typer(colisten.app, name="colisten")
    app.command("doctor")(doctor.doctor)
    app.command("config")(config.show_config)
