"""The demo log: invented incidents in a database of its own, for training and for trying."""

import datetime

from logbog import demo
from logbog.words import Words

from . import exhibits
from .log import Log

INCIDENTS = 60


async def fill(log: Log, w: Words, today: datetime.date) -> None:
    """Puts the invented log and its exhibits into an empty demo database."""
    made = demo.log(incidents=INCIDENTS, seed="noter", today=today, lang=w.lang)
    for exhibit, data in made.exhibits:
        await exhibits.add_bytes(data, exhibit.name, exhibit.id)
    await log.add_many(made.records)
