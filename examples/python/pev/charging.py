"""Charging towards the departure, out of the way of events (PR2-A-23).

After an event it waits for the declared delay, so that a fleet does not begin at once; without an event it begins as
late as it can. Either way it begins in time for the departure.
"""

import math

from . import battery, departure, events, grid, limits

# Charging as late as possible still leaves this much time for what turns out otherwise.
_SPARE_MS = 120_000
# It is off this long before an event begins.
_CLEAR_MS = 15_000


def _promised(pev):
    return [
        event
        for event in pev.state.events.values()
        if event.decision in ("OPT_IN", "PARTIAL") and not event.out and not events.is_over(pev, event)
    ]


def _lacking_j(pev):
    """Energy that the battery lacks for the departure and for what is promised before it."""
    target = departure.target_j(pev)
    if target is None:
        return 0.0
    promised_j = sum(events.claim_j(pev, event) for event in _promised(pev)) / pev.state.efficiency
    return max(0.0, min(battery.capacity_j(pev), target + promised_j) - pev.state.batteryJ)


def _begin_ms(pev):
    """The instant from which it may charge; None where there is nothing to charge."""
    lacking_j = _lacking_j(pev)
    if lacking_j < 1 or limits.max_charge_w(pev) <= 0:
        return None
    latest_ms = int(pev.state.departure.at - departure.charge_ms(pev, lacking_j) - _SPARE_MS)
    if pev.state.reboundMs is None:
        return latest_ms
    return min(latest_ms, pev.state.reboundMs)


def _blocked_until_ms(pev):
    """The end of an event that is under way or about to begin, else None."""
    for event in _promised(pev):
        dispatch = pev.dispatch_of(event.eventId)
        if dispatch and dispatch.phase == "ENDED":
            continue
        if events.start_ms(pev, event) - _CLEAR_MS <= pev.now < events.end_ms(pev, event):
            return events.end_ms(pev, event)
    return None


def power_w(pev):
    """The power to charge with now; 0 for none."""
    begin_ms = _begin_ms(pev)
    idle = pev.running() is None and pev.state.plugged and pev.state.session and not pev.state.fault
    if begin_ms is None or begin_ms > pev.now or not idle or _blocked_until_ms(pev) is not None:
        return 0
    return limits.max_charge_w(pev) if grid.in_service(pev) and grid.in_range(pev) else 0


def wakes(pev):
    """Instants at which charging begins, is full, or makes way."""
    begin_ms = _begin_ms(pev)
    if begin_ms is None:
        return []
    times = [begin_ms, _blocked_until_ms(pev) or 0]
    times += [events.start_ms(pev, event) - _CLEAR_MS for event in _promised(pev)]
    if pev.state.line.toW > 0:
        watts = max(battery.power_w(pev, pev.now), pev.state.line.toW) * pev.state.efficiency
        times.append(pev.now + max(1, math.ceil(_lacking_j(pev) / watts * 1000)))
    return [at for at in times if at > pev.now]
