"""Raw tone: oscillators, envelopes, filters and a plucked string. No instrument, no music."""
