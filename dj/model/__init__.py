"""The hall: nouns only. Frozen, no I/O, no third-party import but numpy."""
