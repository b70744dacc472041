"""Events: what the utility announces, what the vehicle says to it, and what is promised to each (steps 1 to 4).

An event keeps its start in wall time, as it was announced; a step of the clock moves it. What the customer does about an
event stands in `customer.py`.
"""

from link.clock import parse_time
from link.inbox import reply
from link.outbox import send
from link.parameters import ACK_S, parameter
from link.refusal import Refusal

from . import battery, declaration, departure, limits, preferences, run

_CLASS_LEAD = {"PLANNED": "P_NOTICE_PLANNED", "DAY_OF": "P_NOTICE_DAYOF", "EMERGENCY": "P_NOTICE_EMERG"}
_DECIDE_BEFORE_MS = 1000


def find(pev, event_id):
    """The event of that id; E_UNKNOWN_EVENT."""
    event = pev.state.events.get(event_id)
    if event is None:
        raise Refusal("E_UNKNOWN_EVENT", f"no event {event_id}")
    return event


def start_ms(pev, event):
    """Its start in bench time."""
    return event.startWallMs - pev.state.offsetMs


def end_ms(pev, event):
    """Its end in bench time."""
    return start_ms(pev, event) + event.durationS * 1000


def is_over(pev, event):
    """Whether it has ended, by time or by a cancel."""
    return event.cancelled or pev.now >= end_ms(pev, event)


def classes(pev):
    """The response classes that this vehicle keeps."""
    return pev.state.classes or declaration.CLASSES


def profile_j(pev, event, begin_ms, finish_ms, power_w=None):
    """Energy of a stretch of the event; `power_w` stands for the power of the interval in which the stretch begins."""
    start = start_ms(pev, event)
    steps = sorted((start + step.offsetS * 1000, step.dischargePowerW) for step in event.intervals)
    begun = [index for index, step in enumerate(steps) if step[0] <= begin_ms]
    current = begun[-1] if begun else 0
    energy_j = 0.0
    for index in range(current, len(steps)):
        first = begin_ms if index == current else steps[index][0]
        last = steps[index + 1][0] if index + 1 < len(steps) else finish_ms
        watts = power_w if index == current and power_w is not None else steps[index][1]
        energy_j += max(0, min(last, finish_ms) - max(first, begin_ms)) * watts / 1000
    return energy_j


def claim_j(pev, event):
    """Energy that is promised to an event and not yet given."""
    if event.decision not in ("OPT_IN", "PARTIAL") or event.out or is_over(pev, event):
        return 0.0
    dispatch = pev.dispatch_of(event.eventId)
    if dispatch:
        if dispatch.phase == "ENDED":
            return 0.0
        return profile_j(pev, event, max(pev.now, dispatch.startMs), dispatch.endMs, dispatch.powerW)
    promised_j = profile_j(pev, event, max(pev.now, start_ms(pev, event)), end_ms(pev, event))
    return promised_j if event.acceptedWh is None else min(promised_j, event.acceptedWh * 3600.0)


def free_j(pev, event_id):
    """Energy at the terminals that is above the floor and not promised to another event."""
    others = sum(claim_j(pev, event) for event in pev.state.events.values() if event.eventId != event_id)
    return max(0.0, battery.above_j(pev, preferences.floor(pev)) - others)


def _notice_is_short(pev, event):
    if preferences.accepts_short_notice(pev):
        return False
    lead_s = (event.startWallMs - event.announcedWallMs) / 1000
    if lead_s < parameter(pev, _CLASS_LEAD[event.noticeClass]):
        return True
    return event.noticeClass != "PLANNED" and event.reason != "RELIABILITY"


def decide(pev, event):
    """(decision, fields of the M04 beside it) by the customer's policy and by what the battery holds (PR2-A-08)."""
    if is_over(pev, event):
        return "OPT_OUT", {"code": "E_EXPIRED"}
    if event.responseClass not in classes(pev):
        return "OPT_OUT", {"code": "E_CLASS"}
    if pev.state.island and start_ms(pev, event) < pev.now + parameter(pev, "P_ES_DELAY") * 1000:
        return "OPT_OUT", {"code": "E_ISLANDED"}
    if _notice_is_short(pev, event):
        return "OPT_OUT", {"code": "E_NOTICE_TOO_SHORT"}
    begin, finish = max(pev.now, start_ms(pev, event)), end_ms(pev, event)
    needed_j = profile_j(pev, event, begin, finish)
    below = battery.soc(pev) < preferences.floor(pev)
    if event.out or below or not preferences.allow(pev, begin, finish) or not leaves_in_time(pev, needed_j, finish):
        return "OPT_OUT", {"code": "E_PREFERENCE"}
    powers = [step.dischargePowerW for step in event.intervals]
    most_w, free_wh = limits.max_discharge_w(pev), int(free_j(pev, event.eventId) / 3600 + 1e-6)
    if any(0 < power < pev.state.minDischargeW for power in powers):
        return "OPT_OUT", {"code": "E_POWER_BELOW_MIN"}
    if max(powers) > most_w or needed_j > free_wh * 3600.0:
        code = "E_POWER_EXCEEDS" if max(powers) > most_w else "E_ENERGY_EXCEEDS_AVAILABLE"
        least_wh = pev.state.minDischargeW * (finish - begin) / 3_600_000
        if not event.allowPartial or most_w < pev.state.minDischargeW or free_wh < max(1, least_wh):
            return "OPT_OUT", {"code": code}
        wh = min(free_wh, int(needed_j / 3600))
        return "PARTIAL", {"acceptedPowerW": min(most_w, max(powers)), "acceptedEnergyWh": wh, "code": code}
    if preferences.wants_to_be_asked(pev) and not event.customerIn:
        return "UNDECIDED", {}
    return "OPT_IN", {}


def leaves_in_time(pev, needed_j, finish_ms):
    """Whether what is given by then can be charged again before the departure."""
    leave, target = pev.state.departure, departure.target_j(pev)
    if not leave or leave.at <= pev.now:
        return True
    lacking_j = 0 if target is None else target - (pev.state.batteryJ - needed_j / pev.state.efficiency)
    span_ms = departure.charge_ms(pev, lacking_j)
    return span_ms is not None and finish_ms + span_ms <= leave.at


def _settle_on(pev, event):
    """Decides and keeps the decision; gives the body of the M04."""
    event.decision, event.decidedOn = decide(pev, event)
    event.acceptedWh = event.decidedOn.get("acceptedEnergyWh")
    return _response(pev, event)


def _response(pev, event):
    who = {"pevId": pev.state.id, "eventId": event.eventId, "revision": event.revision}
    return {**who, "decision": event.decision, **event.decidedOn}


def on_event(pev, message):
    """M03: an event, or a revision of one, is answered by the decision on it."""
    data = message.data
    if all(target.pevId != pev.state.id for target in data.targets):
        raise Refusal("E_UNKNOWN_PEV", "this event is for other PEVs")
    known = pev.state.events.get(data.eventId)
    if known and data.revision < known.revision:
        raise Refusal("E_STALE", "a later revision is known")
    if known and data.revision == known.revision:
        return reply(pev, message, "EventResponse", _response(pev, known))  # nothing new: the decision stands
    event = pev.record(
        {
            **{key: data[key] for key in ("eventId", "revision", "durationS", "intervals", "responseClass", "reason")},
            **{"noticeClass": data.noticeClass, "allowPartial": data.allowPartial is True},
            **{"priority": data.priority, "serviceType": data.serviceType},
            "startWallMs": parse_time(data.start),
            "announcedWallMs": parse_time(message.time),
            "source": message.source,
            "messageId": message.id,
        }
    )
    if known:
        for kept in ("out", "customerIn", "lastAction", "limits"):
            if kept in known:
                event[kept] = known[kept]
        if event.startWallMs >= known.startWallMs:  # the notice is judged again only if the start moves earlier
            event.announcedWallMs = known.announcedWallMs - (known.startWallMs - event.startWallMs)
    pev.state.events[event.eventId] = event
    answer = reply(pev, message, "EventResponse", _settle_on(pev, event))
    if event.decision == "OPT_OUT":  # what no longer fits is left while it runs, too (PR2-A-08)
        pev.then(run.stop_event, event.eventId, "PREFERENCE")
    return answer


def tell_decision(pev, event):
    """A decision that came after the first answer: M04 again, to the same M03."""
    send(pev, "EventResponse", _settle_on(pev, event), event.source, event.eventId, answers=event.messageId)


def on_cancel(pev, message):
    """M17: the event is over; a discharge for it stops."""
    event = find(pev, message.data.eventId)
    if message.data.revision < event.revision:
        raise Refusal("E_STALE", "a later revision is known")
    if is_over(pev, event) and not event.cancelled:
        raise Refusal("E_STATE", "the event has ended")
    event.cancelled = True
    pev.then(run.stop_event, event.eventId, "CANCEL")
    return "TAKEN"


def _deadline_ms(pev, event):
    ack_ms = ACK_S[event.responseClass] * 1000
    lead_ms = event.startWallMs - event.announcedWallMs
    return start_ms(pev, event) - min(_DECIDE_BEFORE_MS, max(0, lead_ms - ack_ms))


def wakes(pev):
    """Instants at which a customer's silence becomes a decision."""
    waiting = [event for event in pev.state.events.values() if event.decision == "UNDECIDED" and not event.cancelled]
    return [_deadline_ms(pev, event) for event in waiting]


def wake(pev):
    """A customer who was asked and said nothing stays out."""
    for event in pev.state.events.values():
        if event.decision == "UNDECIDED" and not event.cancelled and pev.now >= _deadline_ms(pev, event):
            event.out = True
            tell_decision(pev, event)
