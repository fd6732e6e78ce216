"""``dj prompts``: editors try, prove and approve their lines before a listener hears them."""

import typer

from dj.cli.commands import (
    prompts_approve,
    prompts_check,
    prompts_coverage,
    prompts_diff,
    prompts_draft,
    prompts_log,
    prompts_matrix,
    prompts_preview,
    prompts_repeat,
    prompts_say,
    prompts_tests,
    prompts_title,
    prompts_withdraw,
)

app = typer.Typer(help="Check, try and hear the host's lines.", no_args_is_help=True)

app.command("check")(prompts_check.check)
app.command("preview")(prompts_preview.preview)
app.command("matrix")(prompts_matrix.matrix)
app.command("test")(prompts_tests.run)
app.command("coverage")(prompts_coverage.coverage)
app.command("repeat")(prompts_repeat.repeat)
app.command("diff")(prompts_diff.diff)
app.command("say")(prompts_say.say)
app.command("approve")(prompts_approve.approve)
app.command("withdraw")(prompts_withdraw.withdraw)
app.command("log")(prompts_log.log)
app.command("title")(prompts_title.title)
app.command("draft")(prompts_draft.draft)
