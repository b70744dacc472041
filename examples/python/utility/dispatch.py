"""Asking PEVs for power: fresh availability first, then one request each that fits it (M10, M11; PR2-A-14, A-15)."""

from link.clock import format_time
from link.ids import new_uuid
from link.outbox import send
from link.parameters import parameter

from . import available, commands, events, places, plan, states

_ASK_BEFORE = 0.9  # of P_AVAIL_AGE: when availability is asked for, before the start
_DECIDE_BEFORE = 0.25  # of the same: when a total is divided among those who have answered
_ARM_MS = 60_000


def valid_for_s(utility):
    """How long each command holds: three renewals as ordered, and never less than half a minute (X-05)."""
    return int(utility.state.params.get("P_WATCHDOG") or min(900, max(30, 3 * utility.state.refreshS)))


def ask_availability(utility, pev_id, subject, response_class="SCHEDULED"):
    """M10."""
    body = {"pevId": pev_id, "maxAgeS": 0}
    send(utility, "AvailabilityRequest", body, f"urn:pr2:pev:{pev_id}", subject, response_class=response_class)


def _age_ms(utility):
    return parameter(utility, "P_AVAIL_AGE") * 1000


def share_again(utility, event):
    """Somebody left, came, or can give less: the others take over what they can."""
    if event.totals is None or not states.live(event) or utility.now >= events.end_ms(utility, event):
        return
    available.divide(utility, event)
    for target in states.live(event):
        commands.follow(utility, event, target)


def replanned(utility, event):
    """The operator changed the event: who is asked already hears of the new power."""
    for target in states.live(event):
        available.fit(utility, event, target)
    share_again(utility, event)
    for target in states.live(event):
        commands.follow(utility, event, target)


def request(utility, event, target):
    """M11, if any power is left of what is to be asked; the time that is gone is not asked for."""
    start, target.asked = events.start_ms(utility, event), True
    late_ms = utility.now - start
    if late_ms > 0:
        target.steps = plan.changed(target.steps, late_ms, lambda power: power)
        target.steps = [step for step in target.steps if step[0] >= late_ms]
    first = plan.first_power(target.steps)
    if first is None or first[0] >= event.durationS * 1000:
        target.asked = False
        return
    duration_s = (event.durationS * 1000 - max(0, first[0])) // 1000
    begin_ms = events.end_ms(utility, event) - duration_s * 1000
    target.dispatch = utility.record(
        {
            **{"dispatchId": new_uuid(utility), "revision": 1, "toldW": first[1], "sent": {"1": 0}},
            **{"beginMs": begin_ms, "commandMs": max(utility.now, begin_ms), "aheadMs": begin_ms},
        }
    )
    target.phase = "DISPATCHED"
    body = {
        **{"dispatchId": target.dispatch.dispatchId, "eventId": event.eventId, "revision": 1, "sink": "GRID"},
        **{"dischargePowerW": first[1], "start": format_time(begin_ms + utility.state.offsetMs)},
        **{"durationS": duration_s, "responseClass": event.responseClass, "validForS": valid_for_s(utility)},
        "meteringPointId": event.meteringPointId or places.metering_point(utility, target.pevId) or "unknown",
    }
    if event.allowPartial is not None:
        body["allowPartial"] = event.allowPartial
    to = f"urn:pr2:pev:{target.pevId}"
    send(utility, "DispatchRequest", body, to, event.eventId, response_class=event.responseClass)


def say_no_more(utility, event, pev_id):
    """What was said to a PEV of an event and not answered yet is not said again."""
    target = event.targets[pev_id]
    dispatch_id = target.dispatch.dispatchId if target.dispatch else None
    for message_id, entry in list(utility.state.unanswered.items()):
        message = entry["message"]
        data, kind = message["data"], message["type"].split(".")[1]
        ours = message["destination"] == f"urn:pr2:pev:{pev_id}" and (
            (kind == "EnergySupplyEvent" and data["eventId"] == event.eventId)
            or (kind in ("DispatchRequest", "DispatchUpdate") and data["dispatchId"] == dispatch_id)
        )
        if ours:
            del utility.state.unanswered[message_id]


def _armed(utility, event):
    return event.phase == "ARMED" or event.phase in states.RUNNING


def reported(utility, pev_id):
    """A fresh report is here: somebody may be asked, or has less left than is asked of it."""
    for event in utility.state.events.values():
        target = event.targets.get(pev_id)
        if target is None or not _armed(utility, event):
            continue
        if target.dispatch and not target.dispatch.over:
            before = [list(step) for step in target.steps]
            available.fit(utility, event, target)
            if target.steps != before:
                commands.follow(utility, event, target)
                share_again(utility, event)
        else:
            _ask(utility, event, target)


def _ask(utility, event, target):
    """Asks one PEV now, if it is time and it can be."""
    if utility.now >= events.end_ms(utility, event) - 1000 or not available.may_ask(utility, event, target):
        return
    if utility.now < events.start_ms(utility, event) - _ASK_BEFORE * _age_ms(utility):
        return
    if event.totals is None:
        target.steps = target.ordered
        available.fit(utility, event, target)
        request(utility, event, target)
    elif event.divided:
        available.divide(utility, event, also=[target])
        request(utility, event, target)
        share_again(utility, event)


def _decide(utility, event):
    """Divides a total among all who can be asked."""
    event.divided = True
    ready = [target for target in event.targets.values() if available.may_ask(utility, event, target)]
    if ready:
        available.divide(utility, event, also=ready)
        for target in ready:
            request(utility, event, target)


def _moments(utility, event):
    """(arm, ask, decide) in bench time."""
    start = events.start_ms(utility, event)
    return start - _ARM_MS, start - int(_ASK_BEFORE * _age_ms(utility)), start - int(_DECIDE_BEFORE * _age_ms(utility))


def wakes(utility):
    """Before each start: armed, availability asked, decided; and when somebody who is not ready will be."""
    times = []
    for event in utility.state.events.values():
        arm, ask, decide = _moments(utility, event)
        if event.phase in ("SCHEDULED", "NOTIFIED"):
            times.append(arm)
        elif _armed(utility, event):
            times += [] if event.inquired else [ask]
            times += [] if event.divided or event.totals is None else [decide]
    return times


def wake(utility):
    """Does what is due before each start."""
    for event in utility.state.events.values():
        arm, ask, decide = _moments(utility, event)
        if event.phase in ("SCHEDULED", "NOTIFIED") and utility.now >= arm:
            event.startMs = events.start_ms(utility, event)
            event.phase = "ARMED"
        if not _armed(utility, event):
            continue
        if not event.inquired and utility.now >= ask:
            event.inquired = True
            for target in event.targets.values():
                if target.phase in ("OPTED_IN", "PARTIAL") and not event.silent:
                    ask_availability(utility, target.pevId, event.eventId, event.responseClass)
        if event.totals is not None and not event.divided and utility.now >= decide:
            _decide(utility, event)
