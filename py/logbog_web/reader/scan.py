"""The only file that touches pwa/reader/scanning.js: the text of a QR code in a picture."""

from typing import Any

from reader_parts import scan as js_scan


async def code_in(js_picture: Any) -> str:
    """The text of the code in the picture; empty when none is found or it is no picture."""
    return str(await js_scan(js_picture))
