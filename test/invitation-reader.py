"""Mails as Python's email module and icalendar read them: raw mails as JSON on standard input, what they say as JSON out."""
import email
import email.policy
import json
import sys

import icalendar


def read(raw):
    mail = email.message_from_bytes(raw.encode("utf-8", "surrogateescape"), policy=email.policy.default)
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return {
        "to": str(mail["To"]),
        "from": str(mail["From"]),
        "replyTo": str(mail["Reply-To"]) if mail["Reply-To"] else None,
        "subject": str(mail["Subject"]),
        "messageId": str(mail["Message-ID"]),
        "auto": str(mail["Auto-Submitted"]),
        "suppress": str(mail["X-Auto-Response-Suppress"]),
        "text": body(mail, "plain"),
        "html": body(mail, "html"),
        "types": [part.get_content_type() for part in mail.walk()],
        "calendars": [calendar(part) for part in parts],
    }


def body(mail, kind):
    part = mail.get_body(preferencelist=(kind,))
    return None if part is None else part.get_content()


def calendar(part):
    text = part.get_payload(decode=True)
    lines = text.split(b"\r\n")
    parsed = icalendar.Calendar.from_ical(text)
    return {
        "methodOfPart": part.get_param("method"),
        "method": str(parsed["METHOD"]),
        "longest": max(len(line) for line in lines),
        "events": [event(one) for one in parsed.walk("VEVENT")],
    }


def event(one):
    attendees = one.get("ATTENDEE")
    attendees = attendees if isinstance(attendees, list) else [attendees]
    return {
        "uid": str(one["UID"]),
        "sequence": int(one["SEQUENCE"]),
        "stamp": one["DTSTAMP"].dt.isoformat(),
        "start": one["DTSTART"].dt.isoformat(),
        "end": one["DTEND"].dt.isoformat(),
        "status": str(one["STATUS"]),
        "summary": str(one["SUMMARY"]),
        "description": str(one["DESCRIPTION"]),
        "location": str(one["LOCATION"]) if "LOCATION" in one else None,
        "organizer": str(one["ORGANIZER"]),
        "organizerName": str(one["ORGANIZER"].params.get("CN")),
        "attendees": [
            {"address": str(who), **{name: str(value) for name, value in who.params.items()}} for who in attendees
        ],
    }


json.dump([read(raw) for raw in json.load(sys.stdin)], sys.stdout)
