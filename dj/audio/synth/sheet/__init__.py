"""The written music: what a score is, how it is read, and which notes its players play."""
