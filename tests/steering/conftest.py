"""A library that can be planned from, made without a sound, and a listener with a history."""

import pytest

from tests.steering.shelves import furnished

store = pytest.fixture(furnished)
