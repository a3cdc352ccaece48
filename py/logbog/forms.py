"""Form fields ⇄ Incident.

See formreading for what a form is.
Repeated groups are numbered: ``sender-0-name``, ``witness-1-reach``, ``report-0-journal``.
What an exhibit's row says stands under its id: ``caption-<id>``, ``place-<id>``, ``own-<id>``.
"""

import dataclasses
import datetime
from collections.abc import Iterator, Sequence

from .errors import FieldError, FormError
from .formreading import Fields, Reader
from .incident import Authority, Exhibit, Incident, Report, Response, Sender, SenderIs, Witness
from .when import Certainty, When

MOST_ROWS = 20


def from_form(fields: Fields, exhibits: Sequence[Exhibit], today: datetime.date) -> Incident:
    """The incident that the form says; raises FormError with every bad field, in the order of the form."""
    return _Reader(fields, today).incident(exhibits)


def to_form(incident: Incident) -> dict[str, list[str]]:
    """The fields that from_form reads back to the same incident (but for its exhibits' bytes)."""
    when = incident.when
    out: dict[str, list[str]] = {
        "date": [when.date.isoformat() if when.date else ""],
        "date_is": [when.date_is],
        "time": [when.time.strftime("%H:%M") if when.time else ""],
        "time_is": [when.time_is],
        "end_date": [incident.end_date.isoformat() if incident.end_date else ""],
        "end_time": [incident.end_time.strftime("%H:%M") if incident.end_time else ""],
        "count": [str(incident.count) if incident.count > 1 else ""],
        "kinds": list(incident.kinds),
        "response": [str(r) for r in incident.response],
        "order": [incident.order or ""],
        "order_broken": [incident.order_broken or ""],
        "children": [incident.children or ""],
        "starred": ["yes"] if incident.starred else [],
        "only_me": ["yes"] if incident.only_me else [],
    }
    out |= {name: [getattr(incident, name)] for name in Incident.TEXTS}
    for n, sender in enumerate(incident.senders):
        out |= {f"sender-{n}-by": [sender.by], f"sender-{n}-name": [sender.name]}
    for n, witness in enumerate(incident.witnesses):
        out |= {f"witness-{n}-name": [witness.name], f"witness-{n}-reach": [witness.reach]}
    for n, told in enumerate(incident.reports):
        out |= {f"report-{n}-to": [told.to], f"report-{n}-journal": [told.journal], f"report-{n}-name": [told.name]}
        out[f"report-{n}-date"] = [told.date.isoformat() if told.date else ""]
    for exhibit in incident.exhibits:
        out[f"caption-{exhibit.id}"] = [exhibit.caption]
        out[f"place-{exhibit.id}"] = ["out"] if exhibit.leave_place_out else []
        out[f"own-{exhibit.id}"] = ["yes"] if exhibit.only_me else []
    return out


class _Reader(Reader):
    """Reads one form once, gathering every bad field on the way."""

    def incident(self, exhibits: Sequence[Exhibit]) -> Incident:
        when = self._when()
        end_date, end_time = self.date("end_date"), self.time("end_time")
        count = self._count()
        answers = {name: self.answer(name) for name in ("order", "order_broken", "children")}
        response = tuple(self.choice("response", Response, r) for r in self.fields.get("response", ()) if r)
        groups = (tuple(self._senders()), tuple(self._witnesses()), tuple(self._reports()))
        told = tuple(self._exhibit(e) for e in exhibits)
        try:
            made = Incident(
                when=when,
                end_date=end_date,
                end_time=end_time,
                count=count,
                kinds=tuple(k for k in self.fields.get("kinds", ()) if k),
                response=tuple(r for r in response if r is not None),
                senders=groups[0],
                witnesses=groups[1],
                reports=groups[2],
                exhibits=told,
                starred=bool(self.text("starred")),
                only_me=bool(self.text("only_me")),
                order=answers["order"],
                order_broken=answers["order_broken"],
                children=answers["children"],
                place=self.text("place"),
                what=self.text("what"),
                words=self.text("words"),
                response_text=self.text("response_text"),
                effect=self.text("effect"),
                order_which=self.text("order_which"),
                note=self.text("note"),
            )
        except FormError as more:
            raise FormError((*self.bad, *more.fields)) from None
        if self.bad:
            raise FormError(tuple(self.bad))
        return made

    def _when(self) -> When:
        date_is = self.choice("date_is", Certainty, self.text("date_is") or "exact") or Certainty.EXACT
        time_is = self.choice("time_is", Certainty, self.text("time_is") or "exact") or Certainty.EXACT
        date = None if date_is is Certainty.UNKNOWN else self.date("date")
        time = None if time_is is Certainty.UNKNOWN else self.time("time")
        if date is None and date_is is not Certainty.UNKNOWN:
            if not any(b.field == "date" for b in self.bad):
                self.bad.append(FieldError("date", "required"))
            date_is = Certainty.UNKNOWN
        return When(date=date, date_is=date_is, time=time, time_is=time_is if time else Certainty.UNKNOWN)

    def _count(self) -> int:
        text = self.text("count")
        if text and not text.isdecimal():
            self.bad.append(FieldError("count", "bad_count"))
            return 1
        return int(text[:9]) if text else 1

    def _rows(self, group: str, parts: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
        for n in range(MOST_ROWS):
            row = {part: self.text(f"{group}-{n}-{part}") for part in parts}
            if any(row.values()):
                yield n, row

    def _senders(self) -> Iterator[Sender]:
        for n, row in self._rows("sender", ("by", "name")):
            by = self.choice(f"sender-{n}-by", SenderIs, row["by"] or "person")
            if row["name"] and by:
                yield Sender(name=row["name"], by=by)

    def _witnesses(self) -> Iterator[Witness]:
        for _, row in self._rows("witness", ("name", "reach")):
            yield Witness(name=row["name"], reach=row["reach"])

    def _reports(self) -> Iterator[Report]:
        for n, row in self._rows("report", ("to", "journal", "name", "date")):
            to = self.choice(f"report-{n}-to", Authority, row["to"]) if row["to"] else None
            if to or row["journal"] or row["name"] or row["date"]:
                date = self.date(f"report-{n}-date")
                yield Report(to=to or Authority.POLICE, journal=row["journal"], name=row["name"], date=date)

    def _exhibit(self, exhibit: Exhibit) -> Exhibit:
        return dataclasses.replace(
            exhibit,
            caption=self.text(f"caption-{exhibit.id}"),
            leave_place_out=bool(self.text(f"place-{exhibit.id}")) and bool(exhibit.stripped_sha256),
            only_me=bool(self.text(f"own-{exhibit.id}")),
        )
