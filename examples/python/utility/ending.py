"""How an event ends: what each PEV gave (M19), what its customer is told of it (M20), and the last state."""

from link.outbox import send
from link.refusal import Refusal

from . import alerts, dispatch, events, plan, states

_WAIT_MS = 90_000  # for reports that are late
_FULL_S = {"REGULATION": 4, "FAST": 30, "EMERGENCY": 60, "RESERVE": 600, "SCHEDULED": 300}


def on_report(utility, message):
    """M19: kept as it is, also when it comes late; of two of one PEV the first counts."""
    data = message.data
    event = utility.state.events.get(data.eventId)
    target = event.targets.get(data.pevId) if event else None
    if target is None:
        raise Refusal("E_UNKNOWN_EVENT", "no such event of this PEV")
    if utility.state.places.get(data.pevId, {}).get("esci") not in (None, message.source):
        raise Refusal("E_UNAUTHORIZED", "the PEV is at another ESCI")
    if target.report is None:
        target.report = data
        statement = {"eventId": data.eventId, "deliveredWh": data.deliveredWh, "participation": data.participation}
        utility.then(_settle, target.customerId, statement)
    return "TAKEN"


def _settle(utility, customer_id, statement):
    send(utility, "SettlementStatement", statement, f"urn:pr2:customer:{customer_id}", statement["eventId"])


def wanted_wh(event):
    """What was ordered of all together."""
    orders = [event.totals] if event.totals else [one.ordered for one in event.targets.values()]
    return sum(plan.energy(steps, 0, event.durationS * 1000) for steps in orders) // plan.WH


def given_wh(target):
    """What a PEV gave, by its report."""
    return target.report.deliveredWh if target.report else 0


def _waits(event):
    return [one for one in event.targets.values() if one.dispatch and one.report is None]


def _last_state(event):
    targets = event.targets.values()
    if any(one.tookPart or given_wh(one) > 0 for one in targets):
        return "COMPLETED"
    return "OPTED_OUT" if all(one.phase == "OPTED_OUT" for one in targets) else "FAILED"


def _expires_ms(utility, event):
    return events.start_ms(utility, event) + _FULL_S[event.responseClass] * 1000


def wakes(utility):
    """Starts that nobody answered, ends, and the end of waiting for reports."""
    times = []
    for event in utility.state.events.values():
        if event.phase in states.FINAL or not event.announced:
            continue
        if not any(one.answered for one in event.targets.values()):
            times.append(_expires_ms(utility, event))
        end_ms = events.end_ms(utility, event)
        times.append(end_ms if event.phase != "ENDING" else end_ms + _WAIT_MS)
    return times


def wake(utility):
    """Goes on to the next state where it is time."""
    for event in utility.state.events.values():
        if event.phase in states.FINAL or not event.announced:
            continue
        if event.phase == "SCHEDULED" and alerts.all_out(utility, event.eventId):
            event.phase = "NOTIFIED"
        if not any(one.answered for one in event.targets.values()) and utility.now >= _expires_ms(utility, event):
            event.phase = "EXPIRED"
            for target in event.targets.values():
                target.phase = "UNREACHABLE"
                dispatch.say_no_more(utility, event, target.pevId)
            continue
        end_ms = events.end_ms(utility, event)
        if event.phase != "ENDING" and utility.now >= end_ms:
            _end(utility, event)
        if event.phase == "ENDING" and (not _waits(event) or utility.now >= end_ms + _WAIT_MS):
            event.phase = _last_state(event)


def _end(utility, event):
    """Nothing is asked any more; each PEV has its outcome."""
    event.phase = "ENDING"
    for target in event.targets.values():
        if target.dispatch:
            target.dispatch.over = True
        dispatch.say_no_more(utility, event, target.pevId)
        if target.phase == "AT_POWER":
            target.phase = "DONE"
        elif target.phase == "DISPATCHED":
            target.phase = "TERMINATED"
        elif target.phase not in states.TARGET_OUT:
            target.phase = "UNREACHABLE"


def records(utility):
    """Each event as it stands, and what each of its PEVs gave of what was asked."""
    return [_record(event) for event in utility.state.events.values()]


def _record(event):
    wanted = wanted_wh(event)
    given = sum(given_wh(target) for target in event.targets.values())
    return {
        **{"eventId": event.eventId, "revision": event.revision, "state": event.phase},
        **{"requestedWh": wanted, "deliveredWh": given, "shortfallWh": max(0, wanted - given)},
        "targets": [_outcome(target) for target in event.targets.values()],
    }


def _outcome(target):
    outcome = {"pevId": target.pevId, "state": target.phase}
    if target.reason:
        outcome["reason"] = target.reason
    if target.report:
        for name in ("outcome", "requestedWh", "deliveredWh", "participation", "quality"):
            outcome[name] = target.report[name]
    return outcome
