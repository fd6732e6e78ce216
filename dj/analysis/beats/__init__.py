"""From onsets to a beat grid: periods, beats, a steady grid, bars. Times are seconds."""
