"""What editors, tags and catalogues know of songs: read, checked, kept, taken back."""
