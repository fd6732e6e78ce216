"""``dj voices``: who can speak."""

from dj.cli import console, options


def voices(*, json: options.Json = False) -> None:
    """List the hosts, their engines and on what terms their voices may be used."""
    from dj.speech import personas

    found = personas()
    if json:
        console.print_json({"voices": list(found)})
        return
    for persona in found:
        engines = " → ".join((persona.engine, *persona.fallbacks))
        print(f"{persona.name:<10}{persona.title}: {persona.description}")
        print(f"{'':<10}{engines} · {persona.language} · {persona.licence.licence}")
