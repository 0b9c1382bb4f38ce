"""Settings of the whole test suite."""

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

# The suite must say the same of the same code every time; searching on is what ZWAUDIT_SEARCH=1 is for.
settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("search" if os.environ.get("ZWAUDIT_SEARCH") else "same")

if "ZWAUDIT_CACHE" not in os.environ:
    # Pictures are recognised once in a run of the suite, and never remembered from an earlier one.
    os.environ["ZWAUDIT_CACHE"] = tempfile.mkdtemp(prefix="zwaudit-suite-")
    atexit.register(shutil.rmtree, os.environ["ZWAUDIT_CACHE"], ignore_errors=True)
