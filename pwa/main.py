"""The first Python that runs in the page."""

import sys

# The libraries that make reports stay packed until a report is made; only app.zip is unpacked at the start.
sys.path.append("libs.zip")

from logbog_web.app import start

start()
