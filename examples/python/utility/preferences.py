"""How each customer wants to be told: every version with its time, and what holds now (M02; PR2-A-02, A-03)."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from link.clock import format_time
from link.refusal import Refusal

from .declaration import CHANNELS


def known(preferences, at_wall_ms):
    """The preferences of the `start` call, by customer: lists of {preference, fromMs}, the youngest last."""
    kept = {}
    for preference in sorted(preferences, key=lambda one: one["version"]):
        kept.setdefault(preference["customerId"], []).append({"preference": preference, "fromMs": at_wall_ms})
    return kept


def on_preference(utility, message):
    """M02: the customer's own word; what cannot be followed is refused and changes nothing."""
    data = message.data
    if message.source != f"urn:pr2:customer:{data.customerId}":
        raise Refusal("E_UNAUTHORIZED", "a preference is its customer's to write")
    if "quietHours" in data:
        _zone(data.quietHours.tz)
    if any(one.enabled and one.type not in CHANNELS for one in data.channels):
        raise Refusal("E_UNSUPPORTED", "nobody is told by one of these channels here")
    versions = utility.state.preferences.setdefault(data.customerId, [])
    if versions and data.version <= versions[-1].preference.version:
        raise Refusal("E_STALE", "a later version is in force")
    versions.append(utility.record({"preference": data, "fromMs": utility.wall}))
    return "TAKEN"


def _zone(name):
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise Refusal("E_SCHEMA", "quietHours.tz is no time zone") from None


def current(utility, customer_id):
    """The preference in force, or None."""
    versions = utility.state.preferences.get(customer_id)
    return versions[-1].preference if versions else None


def open_channels(preference):
    """The kinds of channel that the customer opened and that are served here, each once."""
    wanted = {one.type for one in preference.channels if one.enabled} if preference else set()
    return [kind for kind in CHANNELS if kind in wanted]


def quiet_until_ms(preference, wall_ms):
    """When the quiet hours end that hold at an instant (the first minute is in them, the last is not), or None."""
    hours = preference.quietHours if preference else None
    if hours is None:
        return None
    zone = _zone(hours.tz)
    local = datetime.fromtimestamp(wall_ms / 1000, timezone.utc).astimezone(zone)
    for days in (-1, 0):
        begin, end = _span(local.date() + timedelta(days=days), hours, zone)
        if begin <= wall_ms < end:
            return end
    return None


def _span(day, hours, zone):
    """The quiet hours that begin on a day, as two instants; they may pass midnight."""
    over_night = hours.to <= hours["from"]
    return _instant(day, hours["from"], zone), _instant(day + timedelta(days=1 if over_night else 0), hours.to, zone)


def _instant(day, clock, zone):
    hour, minute = (int(part) for part in clock.split(":"))
    return int(datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).timestamp() * 1000)


def history(utility):
    """Every version of everybody, each with the time from which it held."""
    return [
        {**entry.preference, "effectiveAt": format_time(entry.fromMs)}
        for versions in utility.state.preferences.values()
        for entry in versions
    ]
