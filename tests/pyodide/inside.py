"""Runs inside Pyodide: makes the interpreter look like the page's, then hands over to pytest."""

import os
import sys

# Packages with parts in C cannot load here; Pillow is the one that a library would take if it half did.
sys.modules["PIL"] = None  # type: ignore[assignment]
sys.path += ["/project/py", "/site-packages"]
os.chdir("/project")

import pytest  # noqa: E402
from tqdm import tqdm  # noqa: E402

# The bar of the command line would start a thread that looks after it.
tqdm.monitor_interval = 0

# There are no threads and no signals here, and no second process that a plugin could start.
absent = ["faulthandler", "threadexception", "unraisableexception", "playwright", "base_url", "asyncio"]
options = [option for name in absent for option in ("-p", f"no:{name}")]
int(pytest.main([*options, "-p", "no:cacheprovider", *told]))  # type: ignore[name-defined]  # noqa: F821
