"""Work that is begun now and not waited for; held until it is done, since the loop itself keeps no hold of it."""

import asyncio
from collections.abc import Awaitable

_under_way: set[asyncio.Future[object]] = set()


def soon(work: Awaitable[object]) -> asyncio.Future[object]:
    """Begins ``work``; gives it for those who must be able to wait for it."""
    task = asyncio.ensure_future(work)
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)
    return task
