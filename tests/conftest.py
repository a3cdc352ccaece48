"""For all layers. Property tests try the same examples in each run, so a failure never comes and goes."""

import os
import sys

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
