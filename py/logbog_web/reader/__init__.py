"""The caseworker's reader: the browser skin's second page, which opens case files, checks them and hands them on.

The law of this room: it runs in a worker beside the page and never touches the page itself; wire.py tells the page what
to show and hears what is done there, blobfile.py reads the files that were given, decrypt.py and scan.py use the
browser's parts for their one job. It imports js, pyodide.ffi and reader_parts (pwa/reader/parts.js), never pyscript.
Of the app it may import ``..markup``, ``..soon``, ``..device`` and ``..screens``. Nothing is stored and nothing is sent.
"""
