"""The open log: the ledger in memory, and every change to it as one sealed commit.

Laws of this module:
1. Memory changes only after the device has said that the commit is complete.
2. When another tab has written meanwhile, the log is read again and the change is made on top of it.
3. A draft is removed in the same commit that keeps what it became, and is never kept again after that.
4. One thing at a time: reading, too, waits for a change that is under way, and a change for a reading.
"""

import asyncio
import json
from collections.abc import Callable, Collection
from typing import Any

from logbog import ledger, restoring, timeline
from logbog.backup import Backup
from logbog.errors import CannotRead, StoreError
from logbog.history import History, fold
from logbog.incident import Incident
from logbog.record import Record

from . import device, store
from .settings import ROW, Settings

Records = tuple[Record, ...]
Op = dict[str, str]


class Log:
    """The records of the open log, what they fold to, the drafts and the settings."""

    def __init__(self) -> None:
        self.records: Records = ()
        self.rows: dict[int, str] = {}
        self.drafts: dict[str, dict[str, Any]] = {}
        self.settings = Settings()
        self.epoch = 0
        self._gone_drafts: set[str] = set()
        self._one_at_a_time = asyncio.Lock()
        self._refold()

    def _refold(self) -> None:
        self.histories = fold(self.records)
        self.timeline = timeline.of(self.histories)

    async def read(self) -> None:
        """Opens everything that is on the device. Raises when one row can't be read: half a log is never shown as a whole."""
        async with self._one_at_a_time:
            await self._read()

    async def _read(self) -> None:
        # The epoch comes first: what is written while the rows are read makes the next change read again.
        epoch = await store.epoch()
        found: dict[int, tuple[str, Record]] = {}
        for row, text in await store.read_all("records"):
            record = Record.from_json(json.loads(text))
            found[record.header.seq] = (row, record)
        drafts = {row: json.loads(text) for row, text in await store.read_all("drafts")}
        settings = [Settings.from_json(json.loads(text)) for _, text in await store.read_all("settings")]
        self.epoch, self.drafts = epoch, drafts
        self.records = tuple(found[seq][1] for seq in sorted(found))
        self.rows = {seq: row for seq, (row, _) in found.items()}
        self.settings = settings[0] if settings else self.settings
        self._refold()

    def _committed(self, epoch: int) -> None:
        """After a commit on top of whatever there was: one that jumped shows that another tab wrote what isn't read yet."""
        if epoch == self.epoch + 1:
            self.epoch = epoch

    def history(self, incident_id: str) -> History | None:
        """The history with this id."""
        return next((h for h in self.histories if h.id == incident_id), None)

    async def add(self, incident: Incident, draft: str = "") -> str:
        """Keeps a new incident; gives its id."""
        incident_id = device.new_id()
        await self._write(lambda records: ledger.add(records, incident_id, incident, device.now(), device.salts()), draft)
        return incident_id

    async def correct(self, incident_id: str, incident: Incident, draft: str = "") -> None:
        """Keeps how the incident is now; what it was stays."""
        await self._write(lambda records: ledger.correct(records, incident_id, incident, device.now(), device.salts()), draft)

    async def withdraw(self, incident_id: str, why: str) -> None:
        """Takes an incident back; it stays visible as withdrawn."""
        await self._write(lambda records: ledger.withdraw(records, incident_id, why, device.now(), device.salts()))

    async def _write(self, make: Callable[[Records], Record], draft: str = "") -> None:
        async with self._one_at_a_time:
            if draft in self._gone_drafts:
                return
            for attempt in (1, 2):
                record, row = make(self.records), device.new_id()
                ops = [store.put("records", row, record.to_json())]
                if draft:
                    ops.append(store.delete("drafts", draft))
                try:
                    self.epoch = await store.commit(ops, self.epoch)
                except StoreError as error:
                    if error.code != "conflict" or attempt == 2:
                        raise
                    await self._read()
                    continue
                self.records += (record,)
                self.rows[record.header.seq] = row
                self._forget_drafts(draft)
                self._refold()
                return

    def _forget_drafts(self, *rows: str) -> None:
        for row in filter(None, rows):
            self.drafts.pop(row, None)
            self._gone_drafts.add(row)

    async def add_many(self, records: Records) -> None:
        """Keeps a whole ledger in an empty log (the demo log)."""
        async with self._one_at_a_time:
            rows = {r.header.seq: device.new_id() for r in records}
            ops = [store.put("records", rows[r.header.seq], r.to_json()) for r in records]
            self.epoch = await store.commit(ops, self.epoch)
            self.records, self.rows = records, rows
            self._refold()

    async def take_in(self, backup: Backup, settings: Settings, brought: Collection[str]) -> int:
        """Keeps what a backup holds more than the log, in one commit, and says how many incidents that is.

        ``brought`` are the exhibits that came with it. Raises CannotRead when the two don't belong together.
        """
        async with self._one_at_a_time:
            joined = restoring.join(self.records, self.drafts, backup)
            if not joined.exhibits <= set(brought):
                # The log has changed since the exhibits were brought.
                raise StoreError("conflict")
            ops = [store.put("records", device.new_id(), r.to_json()) for r in joined.records]
            ops += [store.put("drafts", row, draft) for row, draft in joined.drafts.items()]
            ops.append(store.put("settings", ROW, settings.to_json()))
            await store.commit(ops, self.epoch)
            self._gone_drafts -= set(joined.drafts)
            await self._read()
            return joined.incidents

    async def erase(self, incident_id: str) -> None:
        """Destroys what the records of the incident say, its exhibits and its drafts, in one commit."""
        async with self._one_at_a_time:
            history = self.history(incident_id)
            if history is None:
                raise CannotRead("not_record")
            gone = {r.header.seq: r for r in ledger.erase(self.records, incident_id)}
            ops: list[Op] = [store.put("records", self.rows[seq], r.to_json()) for seq, r in gone.items()]
            exhibits = {e.id for v in history.versions if v.incident for e in v.incident.exhibits}
            drafts = [row for row, d in self.drafts.items() if d.get("incident") == incident_id]
            exhibits |= {e["id"] for row in drafts for e in self.drafts[row].get("exhibits", ())}
            ops += [store.delete_exhibit(e) for e in sorted(exhibits)]
            ops += [store.delete("drafts", row) for row in drafts]
            self.epoch = await store.commit(ops, self.epoch)
            self.records = tuple(gone.get(r.header.seq, r) for r in self.records)
            self._forget_drafts(*drafts)
            self._refold()

    async def keep_draft(self, row: str, draft: dict[str, Any]) -> None:
        """Keeps a form as it is being typed; not one that has been saved or dropped meanwhile."""
        async with self._one_at_a_time:
            if row not in self._gone_drafts:
                self._committed(await store.commit([store.put("drafts", row, draft)], None))
                self.drafts[row] = draft

    async def drop_draft(self, row: str, exhibits: tuple[str, ...] = ()) -> None:
        """Forgets a form, and the exhibits that belong to it alone."""
        async with self._one_at_a_time:
            ops = [store.delete("drafts", row), *(store.delete_exhibit(e) for e in exhibits)]
            self._committed(await store.commit(ops, None))
            self._forget_drafts(row)

    async def keep_settings(self, settings: Settings) -> None:
        """Keeps what the person has chosen."""
        async with self._one_at_a_time:
            self._committed(await store.commit([store.put("settings", ROW, settings.to_json())], None))
            self.settings = settings

    def forget(self) -> None:
        """Lets go of all that was read; the device holds nothing of it any more."""
        self.records, self.rows, self.drafts, self.settings = (), {}, {}, Settings()
        self._refold()

    def exhibits_in_use(self) -> set[str]:
        """The ids of every exhibit that a record or a draft refers to."""
        kept = {e.id for h in self.histories for v in h.versions if v.incident for e in v.incident.exhibits}
        return kept | {e["id"] for d in self.drafts.values() for e in d.get("exhibits", ())}
