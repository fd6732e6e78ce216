"""Features: what the front end keeps of each block of samples while a file is decoded once."""
