"""The reader's screens: functions from values to HTML, as in ``logbog_web.screens``."""
