"""Titles that want to be obeyed: markup, phonemes, options, templates, direction, floods."""

import random

BITS = (
    "[[ f'Vk ]]", "[[", "]]", "[word](/f'Vk/)", "](/", "<break time='9s'/>", "</speak>", "<speak>",
    "<!--", "-->", "<![CDATA[", "&lt;break/&gt;", "&#x3c;", "{{ 7*7 }}", "{% raw %}", "{#", "{{",
    "}}", "-f /etc/passwd", "--help", "-w out.wav", "; rm -rf ~", "$(id)", "`id`", "| cat", "%s%n",
    "{0.__class__}", "\\n", "\\", "\x00", "\x1b[2J", "\x07", "\u202e", "\u202d", "\u2066", "\u200b",
    "\ufeff", "\U000e0041", "\ufe0f", "\ud800", "\uffff", "\U0010ffff", "\u0301" * 40, "\u20e3",
    "\u3164", "😀" * 50, "👨‍👩‍👧‍👦", "🇩🇪",
    "مرحبا", "שלום", "愛の歌", "ไทย", "\ufdfa", "ﬀ", "①", "𝕬𝖇",
    "||pause||", "_", "~", "^", "#", "=", "*", "\t", "\r\n", "\u2028", "\u0085", "\\pau=9999\\",
    "\ue000",
    "\uf8ff", "/etc/passwd", "C:\\CON", "\\vct=1\\", "~[p]", "(((((", "]]]]]", "\x1b]8;;x\x07",
)  # fmt: skip
WORDS = ("Low", "Tide", "Lantern", "Quiet", "Harbor", "of", "Night", "Song", "7", "II")


def title(rng: random.Random) -> str:
    """One title of words and traps, sometimes very long."""
    parts = [rng.choice(BITS if rng.random() < 0.55 else WORDS) for _ in range(rng.randint(1, 7))]
    text = rng.choice(("", " ")).join(parts)
    return text * rng.choice((1,) * 30 + (50, 4000))
