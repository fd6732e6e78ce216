"""``dj verify``: does a session hold what it says?"""

import typer

from dj.cli import console, options


def verify(session: options.Session, *, json: options.Json = False) -> None:
    """Check a session's schema, hashes and references. Exit code 5 if something is wrong."""
    from dj.session import verify as check

    problems = check(session)
    if json:
        console.print_json({"problems": list(problems)})
    else:
        for line in problems or ("All files are as the session says.",):
            console.tell(line)
    if problems:
        raise typer.Exit(5)
