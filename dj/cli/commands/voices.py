"""``dj voices``: who can speak."""

import typer

from dj.cli import console, options
from dj.cli.commands import voices_pace

app = typer.Typer(help="Who can speak, and how fast.", invoke_without_command=True)
app.command("pace")(voices_pace.pace)


@app.callback()
def voices(context: typer.Context, *, json: options.Json = False) -> None:
    """List the hosts, their engines and on what terms their voices may be used."""
    if context.invoked_subcommand is not None:
        return
    from dj.speech import personas
    from dj.speech.paces import kept, why_unused

    found = personas()
    if json:
        console.print_json({"voices": list(found)})
        return
    for persona in found:
        engines = " → ".join((persona.engine, *persona.fallbacks))
        print(f"{persona.name:<10}{persona.title}: {persona.description}")
        print(f"{'':<10}{engines} · {persona.language} · {persona.licence.licence}")
        pace = kept(persona.name)
        measured = f"pace measured here, half within {pace.median_percent:g} %" if pace else ""
        if told := why_unused(persona) or measured:
            print(f"{'':<10}{told}")
