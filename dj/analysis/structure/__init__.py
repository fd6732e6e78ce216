"""Structure: where a recording changes, and which of its passages sound alike."""
