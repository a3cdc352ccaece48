"""For all layers. Property tests try the same examples in each run, so a failure never comes and goes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Under WebAssembly everything takes several times as long; fewer examples keep the layer short.
EXAMPLES = 25 if sys.platform == "emscripten" else int(os.environ.get("EXAMPLES", "100"))

settings.register_profile(
    "project",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished folder, made anew for this run, so that a running `make serve` is left alone."""
    root = Path(__file__).resolve().parent.parent
    folder = tmp_path_factory.mktemp("site") / "site"
    subprocess.run([sys.executable, "tools/make_site.py", str(folder)], cwd=root, check=True)
    return folder
