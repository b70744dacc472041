"""The record of the installer, without which there is no backup (PR2-B-01)."""

from datetime import date, datetime, timezone

from link.refusal import Refusal
from link.shapes import NAME, body, many, text, word

_RECORD = body(
    {
        "equipmentId": NAME,
        "certification": many(1, 16, text(r".{1,256}")),
        "switchType": word("AUTO", "MANUAL"),
        "sensing": many(1, 16, text(r".{1,128}")),
        "validUntil": text(r"\d{4}-\d\d-\d\d"),
    }
)


def valid(esci):
    """Whether a whole record is there, for this kind of switch, whose last day is not over."""
    record = esci.state.commissioning
    try:
        _RECORD(record, "")
        last_day = date.fromisoformat(record.validUntil)
    except (Refusal, ValueError):
        return False
    today = datetime.fromtimestamp(esci.wall / 1000, tz=timezone.utc).date()
    return today <= last_day and record.switchType == esci.state.switch.type
