"""What is on when? The week of a station, as an editor writes it."""
