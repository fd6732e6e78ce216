"""What a listener hears of a finished session, measured with other people's meters."""
