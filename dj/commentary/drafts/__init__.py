"""Drafts by a language model: it may propose words, and nothing it writes has any authority.

What comes back must be a list of texts with slots of the dictionary, must pass the checker, and
lands as a draft that names the model as its author. Only a person who approves it by name makes a
line of it. The defence is not the prompt; it is that.
"""

from dj.commentary.drafts.answer import Dropped, sifted
from dj.commentary.drafts.endpoint import Endpoint, ask
from dj.commentary.drafts.keeping import keep
from dj.commentary.drafts.known import words_of
from dj.commentary.drafts.request import Order, facts_from, messages, sayable

__all__ = [
    "Dropped",
    "Endpoint",
    "Order",
    "ask",
    "facts_from",
    "keep",
    "messages",
    "sayable",
    "sifted",
    "words_of",
]
