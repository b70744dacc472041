"""What the customer allows (PR2-A-08, PR2-A-12): set in the vehicle, by app, or at the ESCI; the strictest binds.

The vehicle keeps two sets, its own (panel and app) and the ESCI's copy. The floor is the highest, the power the least,
the windows those that lie in both.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from link.bodies.people import PREFERENCE
from link.clock import parse_time
from link.refusal import Refusal
from link.shapes import body

_DAY_MS = 86_400_000


def _sets(pev):
    return list(pev.state.preferences.values())


def on_preference(pev, message):
    """M07: a whole set; a version lower than the last of its source is stale."""
    data = message.data
    if data.pevId != pev.state.id:
        raise Refusal("E_UNKNOWN_PEV", "this preference is for another PEV")
    if data.version < pev.state.versions.get(data.source, 0):
        raise Refusal("E_STALE", "a later version is in force")
    _take(pev, "esci" if data.source == "ESCI" else "pev", {key: data[key] for key in PREFERENCE if key in data})
    pev.state.versions[data.source] = data.version
    return "TAKEN"


def set_at_panel(pev, fields):
    """The customer sets some fields at the vehicle; what is wrong leaves all as it was."""
    body({}, PREFERENCE)(fields, "")
    known = {key: value for key, value in fields.items() if key in PREFERENCE}
    _take(pev, "pev", {**pev.state.preferences.get("pev", {}), **known})


def _take(pev, owner, fields):
    for window in fields.get("windows", []):
        if "tz" in window:
            _zone(window["tz"])
    pev.state.preferences[owner] = pev.record(fields)
    if "departure" in fields:
        at = parse_time(fields["departure"]) - pev.state.offsetMs
        pev.state.departure = pev.record({"at": at, "soc": fields.get("departureSoc")})


def _zone(name):
    try:
        return ZoneInfo(name)
    except Exception as error:
        raise Refusal("E_UNSUPPORTED", f"no such time zone {name}") from error


def floor(pev):
    """The state of charge that is kept, in percent."""
    return max([pev.state.socFloor] + [one.socFloor for one in _sets(pev) if one.socFloor is not None])


def max_discharge_w(pev):
    """The customer's own limit of power, or None."""
    powers = [one.maxDischargeW for one in _sets(pev) if one.maxDischargeW is not None]
    return min(powers) if powers else None


def enabled(pev):
    """Whether discharging is allowed at all."""
    return all(one.enabled is not False for one in _sets(pev))


def backup_enabled(pev):
    """Whether the vehicle may supply the home."""
    return enabled(pev) and all(one.backupEnabled is not False for one in _sets(pev))


def wants_to_be_asked(pev):
    """Whether the customer decides on each event."""
    return any(one.autoOptIn is False for one in _sets(pev))


def accepts_short_notice(pev):
    """Whether the customer agreed to less notice than the classes ask for."""
    return any(one.acceptShortNotice is True for one in _sets(pev))


def _daily_spans(window, begin, end):
    """The stretches of a daily window between two instants of wall time, as (begin, end) in milliseconds."""
    zone = _zone(window["tz"])
    clock = [tuple(int(part) for part in window[key].split(":")) for key in ("from", "to")]
    day = datetime.fromtimestamp((begin - _DAY_MS) / 1000, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    while day.timestamp() * 1000 <= end:
        first = day.replace(hour=clock[0][0], minute=clock[0][1])
        last = day.replace(hour=clock[1][0], minute=clock[1][1])
        if clock[1] <= clock[0]:
            last += timedelta(days=1)
        yield int(first.timestamp() * 1000), int(last.timestamp() * 1000)
        day += timedelta(days=1)


def _allowed_until(windows, at, horizon):
    """How far the discharge that is allowed at `at` reaches, up to the horizon; `at` itself where it is not allowed."""
    if windows is None:
        return horizon
    spans = []
    for window in windows:
        if "from" in window:
            spans += _daily_spans(window, at, horizon)
        else:
            begin = parse_time(window["start"])
            spans.append((begin, begin + window["durationS"] * 1000))
    reached = at
    for begin, end in sorted(spans):
        if begin <= reached < end:
            reached = end
    return min(reached, horizon)


def allowed_until_ms(pev, at_ms, horizon_ms):
    """The same for all sets together, in bench time."""
    offset = pev.state.offsetMs
    ends = [_allowed_until(one.windows, at_ms + offset, horizon_ms + offset) for one in _sets(pev)]
    return min([horizon_ms] + [end - offset for end in ends])


def allow(pev, begin_ms, end_ms):
    """Whether discharging is allowed throughout a stretch of bench time."""
    return enabled(pev) and allowed_until_ms(pev, begin_ms, end_ms) >= end_ms
