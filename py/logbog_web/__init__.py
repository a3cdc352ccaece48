"""The browser's skin.

The law of this room:
it may import js, pyscript, pyodide.ffi and the public names of logbog.
It may not hold a rule about incidents, reports or formats, use one browser API in two files,
let a js_ proxy or a JsException out of the file that owns it, or await inside a transaction.
Its screens are functions from values to HTML and import neither js nor pyscript.
"""
