"""One file format of listening histories or playlists per module; found by entry point."""
