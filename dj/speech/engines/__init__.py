"""Speech engines, one optional library per file; each is loaded through its entry point only."""
