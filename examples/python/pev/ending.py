"""Ends of a discharge that can be foreseen, and the notices of them (PR2-A-21)."""

from link.clock import format_time
from link.outbox import to_utility
from link.parameters import parameter

from . import battery, customer, departure, dispatch as commands, preferences

# A notice goes out a little earlier than owed, and again when the end has moved by more than this.
_SPARE_MS = 5000
_MOVED_MS = 2000


def stop_ms(pev):
    """Duration of a stop: well inside P_T_STOP, and quicker than a change of request."""
    return int(min(1000, parameter(pev, "P_T_STOP") * 500))


def _floor_ms(pev, dispatch):
    """The instant at which the stop must begin so that the battery ends at the floor; None where none is in sight."""
    watts = commands.setpoint_w(pev, dispatch)
    if watts == 0:
        return None
    event, line = pev.state.events[dispatch.eventId], pev.state.line
    left_j = battery.above_j(pev, customer.floor(pev, event)) - watts * stop_ms(pev) / 2000
    if left_j <= 0:
        return pev.now
    now_w = max(0.0, -battery.power_w(pev, pev.now))
    ramp_ms = max(0, line.toMs - pev.now) if line.toW == -watts else 0
    ramp_j = (now_w + watts) / 2 * ramp_ms / 1000
    if left_j >= ramp_j:
        return int(pev.now + ramp_ms + (left_j - ramp_j) / watts * 1000)
    return int(pev.now + left_j / max(now_w, watts) * 1000)


def forecast(pev, dispatch):
    """(instant, reason) of the first end before the planned one, or None."""
    ends = []
    floor_ms = _floor_ms(pev, dispatch)
    if floor_ms is not None:
        ends.append((floor_ms, "SOC_MIN"))
    leave_ms = departure.latest_end_ms(pev, commands.setpoint_w(pev, dispatch))
    if leave_ms is not None:
        ends.append((leave_ms - stop_ms(pev), "DEPARTURE"))
    allowed_ms = preferences.allowed_until_ms(pev, pev.now, dispatch.endMs) if preferences.enabled(pev) else pev.now
    if allowed_ms < dispatch.endMs:
        ends.append((allowed_ms, "PREFERENCE"))
    ends = [end for end in ends if end[0] < dispatch.endMs]
    return min(ends) if ends else None


def _notice_ms(pev):
    return int(parameter(pev, "P_T_PRETERM") * 1000) + _SPARE_MS


def tell(pev, dispatch, reason, predicted, effective_ms):
    """M16: why and when it ends, with register and state of charge as they are now."""
    notice = {
        "pevId": pev.state.id,
        "eventId": dispatch.eventId,
        "dispatchId": dispatch.dispatchId,
        "reason": reason,
        "predicted": predicted,
        "effectiveAt": format_time(effective_ms + pev.state.offsetMs),
        "registerWh": battery.export_wh(pev),
        "soc": battery.soc(pev),
        "originator": "PEV",
    }
    to_utility(pev, "TerminationNotice", notice, dispatch.eventId, response_class=dispatch.responseClass)


def foresee(pev, dispatch):
    """Gives notice of an end in sight, corrects one that has moved, and says whether the end is now: its reason."""
    end, told = forecast(pev, dispatch), dispatch.notice
    if end is None:
        if told:
            tell(pev, dispatch, told.reason, True, dispatch.endMs)
            dispatch.notice = None
        return None
    at_ms, reason = end
    moved = told is None or told.reason != reason or abs(told.atMs - at_ms) > _MOVED_MS
    if moved and at_ms - pev.now <= _notice_ms(pev):
        tell(pev, dispatch, reason, True, max(at_ms, pev.now))
        dispatch.notice = pev.record({"reason": reason, "atMs": at_ms})
    elif moved and told:  # it was near and is far again
        tell(pev, dispatch, reason, True, at_ms)
        dispatch.notice = pev.record({"reason": reason, "atMs": at_ms})
    return reason if at_ms <= pev.now else None


def wakes(pev, dispatch):
    """Instants of the next notice and of the end that it is about."""
    end = forecast(pev, dispatch)
    if end is None:
        return []
    return [at for at in (end[0] - _notice_ms(pev), end[0]) if at > pev.now]
