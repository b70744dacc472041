"""M19: what an event came to for one vehicle (PR2-A-10)."""

from link.outbox import to_utility

from . import connection, dispatches, events

_PAUSE_MS = 2500  # after the end, well inside the ten seconds allowed
_WHOLE = 0.9


def _closing_ms(event):
    return event.endMs if event.cancelMs is None else min(event.endMs, event.cancelMs)


def _over_ms(event):
    """From when on nobody can take the event up again: a cancel, or an opt-out that can no longer be taken back."""
    act = event.act
    if act is not None and act.action == "OPT_OUT" and act.atMs >= event.startMs:
        return min(_closing_ms(event), act.atMs)
    return _closing_ms(event)


def _due_ms(esci, event):
    """When it is reported: shortly after nothing more can come of it; None while something runs."""
    if event.reported:
        return None
    mine = dispatches.of_event(esci, event)
    if any(one.phase == "live" for one in mine):
        return None
    return max([_over_ms(event), *(one.overMs or 0 for one in mine)]) + _PAUSE_MS


def _requested_wh(esci, event, mine):
    """What the commands planned, up to a cancel; without any, what the event would have asked for."""
    until_ms = _closing_ms(event)
    if any(one.plan for one in mine):
        return round(sum(dispatches.planned_j(one, one.startMs, until_ms) for one in mine) / 3600)
    joules = 0.0
    for interval in event.message.data.intervals:
        from_ms = event.startMs + interval.offsetS * 1000
        to_ms = min(from_ms + interval.durationS * 1000, until_ms)
        joules += interval.dischargePowerW * max(0, to_ms - from_ms) / 1000
    return round(joules / 3600)


def _registers_wh(esci, event, mine):
    """(register at the start, energy delivered), in whole watt-hours."""
    stretches = [stretch for one in mine for stretch in one.registers]
    if not stretches:
        session = connection.session_of(esci, event.pevId)
        return int((esci.state.meters[session.point].exportJ if session else 0) // 3600), 0
    delivered = sum(int(one.toJ // 3600) - int(one.fromJ // 3600) for one in stretches)
    for one in mine:
        if one.estimated and one.claims:  # the vehicle's own register, where the meter saw less
            delivered = max(delivered, one.claims[1] - one.claims[0])
    return int(stretches[0].fromJ // 3600), delivered


def _outcome(event, mine, part, delivered_wh):
    """(outcome, reason): whoever opted out can be told from whoever failed."""
    reason = next((one.reason for one in reversed(mine) if one.reason), None)
    if events.out(event):
        if event.act is not None and event.act.action == "OPT_OUT":
            return "OPTED_OUT", "opted out by the customer"
        return "OPTED_OUT", f"declined by the vehicle: {event.code or 'no reason given'}"
    if event.cancelMs is not None:
        return "CANCELLED", None
    if part >= _WHOLE and mine:
        return "COMPLETED", None
    if reason:
        return "TERMINATED", reason
    if delivered_wh == 0:
        return "NOT_DELIVERED", "nothing was delivered" if mine else "nothing was requested of it"
    return "PARTIAL", "overridden by the customer" if event.act else "less was delivered than requested"


def report(esci, event):
    """Says it."""
    mine = dispatches.of_event(esci, event)
    requested = _requested_wh(esci, event, mine)
    start_wh, delivered = _registers_wh(esci, event, mine)
    part = 1.0 if requested == 0 else min(1.0, delivered / requested)
    outcome, reason = _outcome(event, mine, part, delivered)
    deviations = [_deviation(event, stretch) for one in mine for stretch in one.deviations]
    data = {
        **{"pevId": event.pevId, "eventId": event.eventId, "outcome": outcome},
        "quality": "ESTIMATED" if any(one.estimated for one in mine) else "MEASURED",
        **({"reason": reason} if reason else {}),
        **{"requestedWh": requested, "deliveredWh": delivered, "participation": round(part, 4)},
        **{"startRegister": start_wh, "endRegister": start_wh + delivered, "deviations": deviations[:1000]},
    }
    event.reported = True
    to_utility(esci, "EventReport", data, event.eventId)


def _deviation(event, stretch):
    from_s, to_s = ((at - event.startMs) / 1000 for at in (stretch.fromMs, stretch.toMs))
    return {"kind": stretch.kind, "fromS": max(0, from_s), "toS": max(0, to_s), "energyWh": round(stretch.J / 3600)}


def wakes(esci):
    """When a report is due."""
    return [_due_ms(esci, event) for event in esci.state.events.values()]


def wake(esci):
    """Makes it."""
    for event in esci.state.events.values():
        due_ms = _due_ms(esci, event)
        if due_ms is not None and due_ms <= esci.now:
            report(esci, event)
