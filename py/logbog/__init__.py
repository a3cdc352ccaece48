"""The core: what an incident, a ledger, a timeline, a report and a case file are.

The law of this room:
it may import the standard library and itself, and inside the function that needs them the few pure-Python
wheels that ship with the product (fpdf2, XlsxWriter, segno).
It may not import js, pyodide, pyscript, asyncio, threading, socket, time, random, secrets, uuid or zoneinfo,
ask the clock, print, or hold a module of more than 300 lines.
A value goes in, a value comes out; keys, clocks, disks and screens belong to the skins.
"""
