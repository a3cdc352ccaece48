"""Runs inside Pyodide: turns each .py of a zip into a .pyc, so that a phone never compiles Python.

Compiling here and not in CPython gives the magic number of exactly the interpreter that is shipped.
The zip that comes out has sorted names and one fixed date: the same input gives the same bytes.
"""

import importlib._bootstrap_external as bootstrap
import importlib.util
import zipfile

FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def precompile(source: str, target: str, prefix: str) -> None:
    """Write TARGET from SOURCE; PREFIX is the directory that tracebacks name."""
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as write:
        for name in sorted(read.namelist()):
            body = read.read(name)
            if name.endswith(".py"):
                # Level 2 leaves out docstrings and asserts: nothing that is shipped may depend on either.
                code = compile(body, prefix + name, "exec", dont_inherit=True, optimize=2)
                body = bytes(bootstrap._code_to_hash_pyc(code, importlib.util.source_hash(body), checked=False))
                name += "c"
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            write.writestr(entry, body)
