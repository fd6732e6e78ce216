"""``dj config``: every setting with its value and where it came from."""

from dj.cli import console, options, state


def show_config(*, json: options.Json = False) -> None:
    """Show every setting, its value and its origin."""
    from dataclasses import fields

    from dj import editorial
    from dj.config import config_file

    found = state.configuration()
    rows = [
        (f.name, getattr(found.settings, f.name), found.origins[f.name])
        for f in fields(found.settings)
    ]
    if json:
        settings = {name: {"value": value, "origin": origin} for name, value, origin in rows}
        console.print_json({"file": str(config_file()), "settings": settings,
                            "overrides": editorial.find_overrides(),
                            "schedule": editorial.find_schedule()})  # fmt: skip
        return
    for name, value, origin in rows:
        shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        print(f"{name:<11}{shown or '-':<44}  {origin}")
    print(f"{'overrides':<11}{editorial.find_overrides() or 'none'}")
    print(f"{'schedule':<11}{editorial.find_schedule() or 'none'}")
    print(f"\nSet them in {config_file()}, or as DJ_NAME in the environment.")
