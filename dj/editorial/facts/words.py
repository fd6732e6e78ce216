"""What a line of text in a facts file may be."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

_TEMPLATE = re.compile(r"\{[{%#]|[}%#]\}|\[\[|\]\]|[<>]|\$\{")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of plain text."""

    most: int = 1024
    markup: bool = False
    """Whether signs of templates and markup are allowed: in titles and addresses, not in values."""

    def problem(self, value: str) -> str:
        """Say what it may be."""
        if not value.strip() or value != value.strip():
            return "text without blanks around it"
        if len(value) > self.most:
            return f"at most {self.most} characters, not {len(value)}"
        if any(unicodedata.category(character) in _UNSEEN for character in value):
            return "a single line without invisible characters"
        if not self.markup and _TEMPLATE.search(value):
            return "plain words without template or markup signs"
        return ""

    def schema(self) -> dict[str, Any]:
        """Name the length."""
        return {"minLength": 1, "maxLength": self.most}
