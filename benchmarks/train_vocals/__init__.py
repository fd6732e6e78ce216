"""How the voice model was trained; see the README beside this file."""

RATE_HZ = 22_050
"""All material is kept at the rate the ears work at."""
