"""Where the host talks, and which of the true wordings is said there."""
