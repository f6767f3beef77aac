"""A second CalDAV client (Debian's python3-caldav): what stands in one calendar, as JSON."""
import json
import sys

import caldav
import icalendar


def text(event, name):
    return str(event[name]) if name in event else None


def read(calendar):
    events = []
    for found in calendar.events():
        for event in icalendar.Calendar.from_ical(found.data).walk("VEVENT"):
            attendees = event.get("ATTENDEE")
            attendees = attendees if isinstance(attendees, list) else [attendees] if attendees else []
            events.append(
                {
                    "uid": text(event, "UID"),
                    "sequence": int(event.get("SEQUENCE", 0)),
                    "summary": text(event, "SUMMARY"),
                    "description": text(event, "DESCRIPTION"),
                    "location": text(event, "LOCATION"),
                    "start": event["DTSTART"].dt.isoformat(),
                    "end": event["DTEND"].dt.isoformat(),
                    "attendees": [str(one) for one in attendees],
                    "alarms": len(event.walk("VALARM")),
                    "path": str(found.url.path),
                }
            )
    return sorted(events, key=lambda event: (event["start"], event["uid"]))


asked = json.load(sys.stdin)
client = caldav.DAVClient(url=asked["url"], username=asked["user"], password=asked["password"])
json.dump(read(client.calendar(url=asked["calendar"])), sys.stdout)
