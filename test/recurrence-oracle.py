"""Occurrences as python-dateutil computes them: one JSON array of {rule, zone, start, end} in, `start` on the clock of
the zone and `end` in UTC; one of lists of seconds since 1970 out."""

import json
import re
import sys
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

SHAPE = "%Y%m%dT%H%M%S"
# How dateutil says that a rule has no occurrences.
EMPTY = re.compile("empty set|empty rule")


def moments(case, start):
    # A rule that never occurs would be followed to the year 9999: the end replaces COUNT, which is applied here.
    count = re.search(r";COUNT=(\d+)", case["rule"])
    rule = re.sub(r";COUNT=\d+", "", case["rule"])
    if "UNTIL" not in rule:
        rule += ";UNTIL=" + case["end"] + "Z"
    try:
        found = list(rrulestr(rule, dtstart=start))
    except ValueError as error:
        if EMPTY.search(str(error)):
            return []
        raise
    return found if count is None else found[: int(count.group(1))]


def occurrences(case):
    start = datetime.strptime(case["start"], SHAPE).replace(tzinfo=ZoneInfo(case["zone"]))
    end = datetime.strptime(case["end"], SHAPE).replace(tzinfo=timezone.utc).timestamp()
    # DTSTART is an occurrence even where the rule does not name it; two clock times in spring may be one instant.
    found = {int(moment.timestamp()) for moment in [start, *moments(case, start)]}
    return sorted(second for second in found if second < end)


json.dump([occurrences(case) for case in json.load(sys.stdin)], sys.stdout)
