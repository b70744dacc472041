"""Requests and their changes (steps 6 and 7): each is checked against what is there now, and answered by M12.

A dispatch goes PENDING, RUNNING, (STANDBY, when its command has run out,) STOPPING, ENDED; `run.py` drives it.
"""

from link.clock import parse_time
from link.inbox import reply
from link.refusal import Refusal

from . import battery, customer, events, grid, limits, precedence, preferences

RUNS = ("RUNNING", "STANDBY", "STOPPING")


def _offer(pev, event, span_ms, power_w):
    """What could be given instead: {W, s, Wh}; all zero where nothing is left (PR2-A-15)."""
    free_wh = int(events.free_j(pev, event.eventId) / 3600 + 1e-6)
    span_s, least_w = max(1, span_ms // 1000), max(1, pev.state.minDischargeW)
    watts = min(limits.max_discharge_w(pev), power_w, free_wh * 3600 // span_s)
    if watts < least_w:
        watts, span_s = least_w, free_wh * 3600 // least_w
    if watts > limits.max_discharge_w(pev) or span_s <= 0:
        return {"W": 0, "s": 0, "Wh": 0}
    return {"W": watts, "s": span_s, "Wh": min(free_wh, watts * span_s // 3600)}


def _check_power(pev, event, power_w, begin_ms, end_ms):
    """Refuses a power that is out of range, or that the energy does not carry to the end."""
    offer = _offer(pev, event, end_ms - begin_ms, power_w)
    at_floor = battery.above_j(pev, customer.floor(pev, event)) <= 0
    if power_w > limits.max_discharge_w(pev) and not at_floor:
        raise Refusal("E_POWER_EXCEEDS", counterOffer=offer)
    if 0 < power_w < pev.state.minDischargeW:
        raise Refusal("E_POWER_BELOW_MIN", counterOffer=offer)
    needed_j = events.profile_j(pev, event, begin_ms, end_ms, power_w)
    if at_floor or needed_j > events.free_j(pev, event.eventId) + 1:
        raise Refusal("E_ENERGY_EXCEEDS_AVAILABLE", counterOffer=offer)


def _check_connection(pev, begin_ms):
    """Refuses while the equipment does not allow a discharge, or will not by the beginning."""
    state = pev.state
    if state.island:
        raise Refusal("E_ISLANDED", "the home is apart from the grid")
    if not state.plugged or not state.session or state.fault:
        raise Refusal("E_NOT_READY", "not connected, or faulty")
    if not state.cable.bidirectional:
        raise Refusal("E_NOT_CAPABLE", "this EVSE is one-way")
    if not state.cable.inverterAuthorised or not state.cable.cordsetA:
        raise Refusal("E_NOT_READY", "not authorised to discharge here")
    ready_ms = grid.ready_ms(pev)
    if ready_ms is None or ready_ms > begin_ms:
        raise Refusal("E_NOT_READY", "not in service at that time")


def _check_customer(pev, event, begin_ms, end_ms):
    """Refuses what the customer does not want."""
    wanted = not event.out and event.decision != "UNDECIDED" and preferences.allow(pev, begin_ms, end_ms)
    if not wanted or battery.soc(pev) < preferences.floor(pev) and not event.decision == "OPT_IN":
        raise Refusal("E_PREFERENCE", "the customer does not want it")
    if not events.leaves_in_time(pev, events.profile_j(pev, event, begin_ms, end_ms), end_ms):
        raise Refusal("E_PREFERENCE", "the vehicle is needed elsewhere")


def _answer(pev, message, status, **fields):
    body = {"pevId": pev.state.id, "dispatchId": message.data.dispatchId, "revision": message.data.revision}
    return reply(pev, message, "DispatchResponse", {**body, "status": status, **fields})


def _refused(pev, message, refusal):
    return _answer(pev, message, "REJECTED", code=refusal.code, **refusal.extra)


def on_request(pev, message):
    """M11: accepted, accepted in part where that is enough, or refused with an offer."""
    try:
        return _take_request(pev, message)
    except Refusal as refusal:
        return _refused(pev, message, refusal)


def _take_request(pev, message):
    data = message.data
    known = pev.state.dispatches.get(data.dispatchId)
    if known and data.revision <= known.revision:
        raise Refusal("E_STALE", "a later revision is known")
    if known and known.phase != "PENDING":
        raise Refusal("E_STATE", "this dispatch has begun")
    if data.sink == "LOAD":
        raise Refusal("E_UNSUPPORTED", "no single load is supplied")
    if data.sink == "HOME":
        raise Refusal("E_STATE" if pev.running() else "E_UNSUPPORTED", "the home is supplied in an outage only")
    event = events.find(pev, data.eventId)
    begin_ms = max(pev.now, parse_time(data.start) - pev.state.offsetMs)
    end_ms = parse_time(data.start) - pev.state.offsetMs + data.durationS * 1000
    if events.is_over(pev, event) or end_ms <= pev.now:
        raise Refusal("E_STATE", "it is over")
    if data.responseClass not in events.classes(pev):
        raise Refusal("E_CLASS", "a class that this vehicle does not keep")
    _check_connection(pev, begin_ms)
    precedence.check(pev, event, begin_ms, end_ms)
    _check_customer(pev, event, begin_ms, end_ms)
    power_w, status, fields = data.dischargePowerW, "ACCEPTED", {}
    try:
        _check_power(pev, event, power_w, begin_ms, end_ms)
    except Refusal as refusal:
        offer = refusal.extra["counterOffer"]
        if not data.allowPartial or not offer["W"] or offer["s"] * 1000 < end_ms - begin_ms:
            raise
        power_w, status, fields = offer["W"], "PARTIAL", {"code": refusal.code}
    if event.decision == "OPT_OUT":
        raise Refusal("E_STATE", "this vehicle takes no part in the event")
    pev.then(precedence.supersede, data.dispatchId)
    pev.state.dispatches[data.dispatchId] = pev.record(
        {
            **{key: data[key] for key in ("dispatchId", "eventId", "revision", "responseClass", "validForS")},
            **{"meteringPointId": data.meteringPointId, "startMs": begin_ms, "endMs": end_ms},
            **{"powerW": power_w, "powerRevision": data.revision, "phase": "PENDING"},
            "deadlineMs": begin_ms + data.validForS * 1000,
        }
    )
    return _answer(pev, message, status, acceptedPowerW=power_w, **fields)


def on_update(pev, message):
    """M14: another power from now or from a later instant on, or the same power once more (PR2-A-22, X-05)."""
    try:
        return _take_update(pev, message)
    except Refusal as refusal:
        return _refused(pev, message, refusal)


def _take_update(pev, message):
    data = message.data
    dispatch = pev.state.dispatches.get(data.dispatchId)
    if dispatch is None:
        raise Refusal("E_UNKNOWN_DISPATCH", "no such dispatch")
    if data.revision <= dispatch.revision:
        raise Refusal("E_STALE", "a later revision is known")
    if dispatch.phase in ("STOPPING", "ENDED"):
        raise Refusal("E_STATE", "this dispatch has ended")
    event = events.find(pev, dispatch.eventId)
    at_ms = max(pev.now, dispatch.startMs)
    if data.effectiveAt:
        at_ms = max(at_ms, parse_time(data.effectiveAt) - pev.state.offsetMs)
    if at_ms >= dispatch.endMs:
        raise Refusal("E_STATE", "that is after the end")
    if data.dischargePowerW > dispatch.powerW:
        _check_power(pev, event, data.dischargePowerW, at_ms, dispatch.endMs)
    elif 0 < data.dischargePowerW < pev.state.minDischargeW:
        raise Refusal("E_POWER_BELOW_MIN", counterOffer=_offer(pev, event, dispatch.endMs - at_ms, dispatch.powerW))
    dispatch.revision, dispatch.validForS = data.revision, data.validForS
    dispatch.deadlineMs = at_ms + data.validForS * 1000
    if at_ms > max(pev.now, dispatch.startMs):
        dispatch.later = pev.record({"atMs": at_ms, "powerW": data.dischargePowerW, "revision": data.revision})
    else:
        if data.dischargePowerW != dispatch.powerW:
            dispatch.later = None  # a change overtakes what was planned before it; a renewal leaves it
        apply(dispatch, data.dischargePowerW, data.revision)
    return _answer(pev, message, "ACCEPTED", acceptedPowerW=data.dischargePowerW)


def apply(dispatch, power_w, revision):
    """The command in force; a command that had run out resumes."""
    if power_w != dispatch.powerW or dispatch.phase == "STANDBY":
        dispatch.powerRevision = revision
    dispatch.powerW = power_w
    if dispatch.phase == "STANDBY":
        dispatch.phase = "RUNNING"


def setpoint_w(pev, dispatch):
    """The power that is given to a dispatch: the command, or less where customer or equipment leave less."""
    if dispatch.phase != "RUNNING":
        return 0
    event = pev.state.events[dispatch.eventId]
    given = [dispatch.powerW, limits.max_discharge_w(pev)]
    override = customer.power_limit_w(pev, event)
    if override is not None:
        given.append(override)
    watts = min(given)
    return watts if watts >= pev.state.minDischargeW else 0
