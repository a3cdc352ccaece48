"""What a person types becomes an incident, or every bad field is named at once."""

import datetime

import pytest

from logbog import forms
from logbog.errors import FieldError, FormError
from logbog.incident import Answer, Exhibit, Response, SenderIs
from logbog.when import Certainty

TODAY = datetime.date(2026, 11, 21)
EXHIBIT = Exhibit(id="a" * 32, sha256="b" * 64, size=5, stripped_sha256="c" * 64, stripped_size=4)


def test_only_a_date_is_required() -> None:
    incident = forms.from_form({"date": ["2026-11-19"]}, (), TODAY)

    assert datetime.date(2026, 11, 19) == incident.when.date
    assert Certainty.UNKNOWN is incident.when.time_is


def test_an_unknown_date_is_a_good_answer() -> None:
    incident = forms.from_form({"date": ["2026-11-19"], "date_is": ["unknown"]}, (), TODAY)

    assert incident.when.date is None


def test_every_bad_field_is_named_at_once_in_the_order_of_the_form() -> None:
    fields = {"date": ["2027-01-01"], "time": ["99"], "end_date": ["i går"], "count": ["mange"], "order": ["måske"]}

    with pytest.raises(FormError) as caught:
        forms.from_form(fields, (), TODAY)

    assert (
        FieldError("date", "future"),
        FieldError("time", "bad_time"),
        FieldError("end_date", "bad_date"),
        FieldError("count", "bad_count"),
        FieldError("order", "bad_choice"),
    ) == caught.value.fields


def test_a_missing_date_is_asked_for_and_no_text_stands_in_the_error() -> None:
    with pytest.raises(FormError) as caught:
        forms.from_form({"what": ["Ringede på"]}, (), TODAY)

    assert (FieldError("date", "required"),) == caught.value.fields
    assert "Ringede" not in str(caught.value)


def test_a_burst_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(FormError) as caught:
        forms.from_form({"date": ["2026-11-19"], "time": ["22.10"], "end_time": ["21.00"]}, (), TODAY)

    assert (FieldError("end_time", "end_before_start"),) == caught.value.fields


def test_a_full_form_is_read_and_written_back_to_the_same_incident() -> None:
    fields = {
        "date": ["19.11.2026"],
        "date_is": ["approximate"],
        "time": ["22.10"],
        "end_time": ["23:40"],
        "count": ["37"],
        "kinds": ["calls_messages.call", "digital"],
        "what": ["37 opkald\r\nfra skjult nummer"],
        "words": ["Tag den!"],
        "sender-1-by": ["number"],
        "sender-1-name": ["skjult"],
        "witness-0-name": ["Naboen"],
        "witness-0-reach": ["stuen tv."],
        "response": ["no_answer", "said_stop"],
        "report-0-to": ["police"],
        "report-0-journal": ["4200-1"],
        "report-0-date": ["2026-11-20"],
        "order": ["yes"],
        "order_broken": ["unknown"],
        "children": ["no"],
        "starred": ["yes"],
        "note": ["kun mig"],
        f"caption-{EXHIBIT.id}": ["Opkaldslisten"],
        f"place-{EXHIBIT.id}": ["out"],
    }

    incident = forms.from_form(fields, (EXHIBIT,), TODAY)

    assert 37 == incident.count
    assert "37 opkald\nfra skjult nummer" == incident.what
    assert SenderIs.NUMBER is incident.senders[0].by
    assert (Response.NO_ANSWER, Response.SAID_STOP) == incident.response
    assert Answer.UNKNOWN is incident.order_broken
    assert incident.exhibits[0].leave_place_out
    assert incident == forms.from_form(forms.to_form(incident), incident.exhibits, TODAY)
