"""``dj facts``: what the host may say beyond tags and sound, with its sources."""

import typer

from dj.cli.commands import facts_add, facts_check, facts_import, facts_list, facts_withdraw

app = typer.Typer(
    help="Facts about your music: list, check, add, import, withdraw.", no_args_is_help=True
)
app.command("list")(facts_list.list_facts)
app.command("check")(facts_check.check)
app.command("add")(facts_add.add)
app.command("import")(facts_import.import_facts)
app.command("withdraw")(facts_withdraw.withdraw)
