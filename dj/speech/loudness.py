"""How loud a take is, and what the number means.

Loudness is stated *as heard in both channels*: a mono clip played at the same gain left and right
is 3.01 LU louder than its single channel, and `Take.loudness_lufs` is the value of the pair. The
mix copies the clip into both channels and adds its gain in decibels to this value; nothing else.
"""

TARGET_LUFS = -16.0
"""As heard in both channels."""
PEAK_DBTP = -1.0
"""True peak of either channel."""
