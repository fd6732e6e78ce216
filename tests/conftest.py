"""What holds for all tests."""

import gc
import os

from hypothesis import settings

# A busy machine is slow, not wrong: speed is measured in benchmarks.
settings.register_profile("quick", deadline=None, max_examples=30)
settings.register_profile("thorough", deadline=None)
settings.load_profile(os.environ.get("DJ_EXAMPLES", "quick"))


def pytest_collection_finish() -> None:
    """What was collected stays to the end; else each collection of garbage would look at it."""
    gc.collect()
    gc.freeze()
