"""Settings of the whole test suite."""

import os

from hypothesis import settings

# The suite must say the same of the same code every time; searching on is what ZWAUDIT_SEARCH=1 is for.
settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("search" if os.environ.get("ZWAUDIT_SEARCH") else "same")
