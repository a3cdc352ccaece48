"""Serves the finished folder on this machine, with the headers that a production host must send.

Usage: python pwa/serve.py FOLDER [PORT]. Port 0 takes a free one. The address is the first line on standard output.

The headers stand in one place only: FOLDER/_headers, which the build writes in the form that static hosts read.
"""

from __future__ import annotations

import email.utils
import gzip
import io
import sys
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".py": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
# What gets smaller on the way; pictures, fonts and zips are packed already.
PACKED = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest", ".xml"}


@lru_cache(maxsize=256)
def packed(path: Path, changed: float) -> bytes:
    """The file as gzip; kept, since the same files are asked for again and again."""
    return gzip.compress(path.read_bytes(), mtime=0)


def read_headers(path: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rules of a _headers file: a path pattern on its own line, its headers indented under it."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("/"):
            rules.append((line.strip(), []))
        elif line.strip() and not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
    return rules


class Handler(SimpleHTTPRequestHandler):
    """A static file server that adds the headers of its rules and keeps no log of who asked for what."""

    protocol_version = "HTTP/1.1"
    server_version = "static"
    sys_version = ""
    extensions_map = TYPES

    def __init__(self, *arguments, rules, **named) -> None:
        self.rules = rules
        super().__init__(*arguments, **named)

    def end_headers(self) -> None:
        path = self.path.partition("?")[0]
        for pattern, headers in self.rules:
            if fnmatchcase(path, pattern):
                for name, value in headers:
                    self.send_header(name, value)
        super().end_headers()

    def send_head(self):
        """A text goes as gzip to whoever takes it; everything else as it lies there."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        if path.suffix not in PACKED or "gzip" not in self.headers.get("Accept-Encoding", "") or not path.is_file():
            return super().send_head()
        changed = path.stat().st_mtime
        self.send_response(304 if self.is_known(changed) else 200)
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Last-Modified", self.date_time_string(changed))
        if self.is_known(changed):
            self.end_headers()
            return None
        body = packed(path, changed)
        self.send_header("Content-Type", TYPES[path.suffix])
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def is_known(self, changed: float) -> bool:
        """Whether the browser says that it has the file as it was last changed."""
        asked = self.headers.get("If-Modified-Since", "")
        with suppress(TypeError, ValueError):
            return bool(asked) and email.utils.parsedate_to_datetime(asked).timestamp() >= int(changed)
        return False

    def list_directory(self, path):
        self.send_error(404)

    def send_error(self, code, message=None, explain=None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format, *arguments) -> None:
        pass


class Server(ThreadingHTTPServer):
    """One thread for each request; a browser that leaves in the middle is no error."""

    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def main(folder: str, port: str = "8000") -> None:
    root = Path(folder).resolve()
    handler = partial(Handler, directory=str(root), rules=read_headers(root / "_headers"))
    with Server(("127.0.0.1", int(port)), handler) as server:
        print(f"http://127.0.0.1:{server.server_port}/", flush=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
