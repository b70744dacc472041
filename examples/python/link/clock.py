"""Times as PR2 writes them: RFC 3339, always with the offset from UTC (PR2-X-03)."""

import re
from datetime import datetime, timedelta, timezone

_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|([+-])(\d\d):(\d\d))")
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def parse_time(text):
    """Milliseconds since the epoch; ValueError where the text is no time or lacks its offset.

    A leap second counts as the second after it, which is how clocks without one see it.
    """
    match = _TIME.fullmatch(text) if isinstance(text, str) else None
    if not match:
        raise ValueError(f"no RFC 3339 time with offset: {text!r:.60}")
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    leap = 1 if second == 60 else 0
    moment = datetime(year, month, day, hour, minute, second - leap, tzinfo=timezone.utc)
    offset_min = 0
    if match[9]:
        if int(match[10]) > 23 or int(match[11]) > 59:
            raise ValueError("no such offset")
        offset_min = (1 if match[9] == "+" else -1) * (int(match[10]) * 60 + int(match[11]))
    whole = (moment - _EPOCH) // timedelta(seconds=1) + leap - offset_min * 60
    return whole * 1000 + int(float(match[7] or 0) * 1000 + 1e-6)


def format_time(ms):
    """The instant in UTC, with milliseconds."""
    return (_EPOCH + timedelta(milliseconds=ms)).strftime("%Y-%m-%dT%H:%M:%S.") + f"{ms % 1000:03d}Z"
