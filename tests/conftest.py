"""What holds for all tests."""

import os

from hypothesis import settings

# A busy machine is slow, not wrong: speed is measured in benchmarks.
settings.register_profile("quick", deadline=None, max_examples=30)
settings.register_profile("thorough", deadline=None)
settings.load_profile(os.environ.get("DJ_EXAMPLES", "quick"))
