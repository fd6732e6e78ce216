"""A page that stands alone: no script, nothing loaded, light or dark, fit to be printed."""

from html import escape

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1b1f; --paper: #fdfcfb; --line: #d8d4cf;
  --shade: #f1eeea; --good: #12633a; --bad: #a3161f; --quiet: #5d5964; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8e3; --paper: #17161a; --line: #3b3840;
  --shade: #222027; --good: #7fd6a4; --bad: #ff9a9a; --quiet: #a9a4b0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 78rem; padding: 1.5rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1, h2 { line-height: 1.2; }
h2 { margin-top: 2.5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0 1.5rem; }
caption { text-align: left; font-weight: 600; padding: .4rem 0; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
thead th { background: var(--shade); overflow-wrap: normal; }
tbody th { font-weight: 500; overflow-wrap: normal; position: sticky; left: 0;
  background: var(--paper); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.line { white-space: nowrap; }
.good { color: var(--good); } .bad { color: var(--bad); font-weight: 700; }
.quiet { color: var(--quiet); }
ins { color: var(--good); text-decoration: underline; }
del { color: var(--bad); text-decoration: line-through; }
a { color: inherit; }
@media print { body { max-width: none; padding: 0; font-size: 9pt; }
  .wide { overflow: visible; } h2, caption { break-after: avoid; } tr { break-inside: avoid; }
  thead { display: table-header-group; } }
"""


def page(title: str, *parts: str) -> str:
    """Write a whole page around parts of HTML; the title is escaped, the parts are not."""
    name = text(title)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<main>\n<h1>{name}</h1>\n{''.join(parts)}</main>\n</body>\n</html>\n"
    )


def text(words: str) -> str:
    """Escape text from outside; what would turn or hide the text around it is written as a code."""
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in words)
    return escape(shown)


def table(caption: str, heads: list[str], rows: list[str]) -> str:
    """Write a table with its caption and column heads; the rows are HTML."""
    columns = "".join(f'<th scope="col">{text(head)}</th>' for head in heads)
    return (
        f'<div class="wide" role="region" aria-label="{text(caption)}" tabindex="0">'
        f"<table>\n<caption>{text(caption)}</caption>\n<thead><tr>{columns}</tr></thead>\n"
        f"<tbody>\n{''.join(rows)}</tbody>\n</table></div>\n"
    )
