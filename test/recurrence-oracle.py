"""Occurrences as python-dateutil computes them: one JSON array of {rule, start, end} in, one of lists of texts out."""

import json
import re
import sys
from datetime import datetime

from dateutil.rrule import rrulestr

SHAPE = "%Y%m%dT%H%M%S"
# How dateutil says that a rule has no occurrences.
EMPTY = re.compile("empty set|empty rule")


def occurrences(case):
    # A rule that never occurs would be followed to the year 9999: the end replaces COUNT, which is applied here.
    count = re.search(r";COUNT=(\d+)", case["rule"])
    rule = re.sub(r";COUNT=\d+", "", case["rule"]) + ";UNTIL=" + case["end"]
    end = datetime.strptime(case["end"], SHAPE)
    try:
        moments = list(rrulestr(rule, dtstart=datetime.strptime(case["start"], SHAPE)))
    except ValueError as error:
        if EMPTY.search(str(error)):
            return []
        raise
    found = [moment.strftime(SHAPE) for moment in moments if moment < end]
    return found if count is None else found[: int(count.group(1))]


json.dump([occurrences(case) for case in json.load(sys.stdin)], sys.stdout)
