"""The command: case files on a disk, answers on a terminal.

The law of this room:
it opens files and writes lines; what an incident, a report or a finding is, it asks logbog.
Every text that a person reads comes from logbog's words; nothing of a log is ever put into an error or a file name.
"""
