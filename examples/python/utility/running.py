"""A dispatch under way: what its PEV says of it (M12, M13, M16; PR2-A-21, A-22)."""

from link.clock import parse_time
from link.refusal import Refusal

from . import available, dispatch, events, plan, states

_RESUMABLE = ("WATCHDOG", "COMMS")


def _find(utility, dispatch_id):
    for event in utility.state.events.values():
        for target in event.targets.values():
            if target.dispatch and target.dispatch.dispatchId == dispatch_id:
                return event, target
    raise Refusal("E_UNKNOWN_DISPATCH", "no such dispatch")


def _own(message):
    if message.source != f"urn:pr2:pev:{message.data.pevId}":
        raise Refusal("E_UNAUTHORIZED", "this is that PEV's to write")


def on_response(utility, message):
    """M12: whether a request or a change is followed."""
    _own(message)
    data = message.data
    event, target = _find(utility, data.dispatchId)
    going = target.dispatch
    if target.pevId != data.pevId or going.over or str(data.revision) not in going.sent:
        return None
    before_w = going.sent.pop(str(data.revision))
    if event.phase == "UPDATING" and data.revision == going.revision:
        event.phase = "ACTIVE"
    if data.status == "REJECTED":
        _refused(utility, event, target, data, before_w)
    else:
        going.accepted = True
        if data.status == "PARTIAL":
            _hold_to(utility, event, target, data.acceptedPowerW)
    return None


def _hold_to(utility, event, target, power_w):
    """Never more than this again."""
    target.heldToW = target.dispatch.toldW = power_w
    from_ms = utility.now - events.start_ms(utility, event)
    target.steps = plan.capped(target.steps, from_ms, power_w)
    dispatch.share_again(utility, event)


def _refused(utility, event, target, data, before_w):
    going = target.dispatch
    if not going.accepted:
        going.over = True
        offer = data.counterOffer
        if offer and offer.W >= 1 and not target.offered and data.code != "E_PREFERENCE":
            target.offered, target.dispatch, target.asked, target.heldToW = True, None, False, offer.W
            target.phase = "OPTED_IN"
            available.fit(utility, event, target)
            dispatch.request(utility, event, target)
        else:
            target.phase = "TERMINATED"
        dispatch.share_again(utility, event)
    elif data.code in ("E_POWER_EXCEEDS", "E_ENERGY_EXCEEDS_AVAILABLE", "E_POWER_BELOW_MIN"):
        _hold_to(utility, event, target, before_w)
    elif data.code in ("E_UNKNOWN_DISPATCH", "E_PREFERENCE", "E_GRID", "E_ISLANDED"):
        ended(utility, event, target)


def on_confirmation(utility, message):
    """M13: what the PEV measures of itself."""
    _own(message)
    data = message.data
    event, target = _find(utility, data.dispatchId)
    if target.pevId != data.pevId:
        raise Refusal("E_UNKNOWN_DISPATCH", "this dispatch is another PEV's")
    going = target.dispatch
    if data.state == "ENDED":
        if utility.now < events.end_ms(utility, event):
            ended(utility, event, target)
        going.over = going.ended = True
        return "TAKEN"
    if going.over:
        return "TAKEN"
    going.accepted = True
    if data.state == "AT_POWER" and target.phase == "DISPATCHED":
        target.phase = "AT_POWER"
        target.tookPart = True
        if event.phase == "ARMED":
            event.phase = "ACTIVE"
    return "TAKEN"


def on_termination(utility, message):
    """M16: the end of a discharge, foreseen or not; from the PEV, or from the ESCI where the PEV is."""
    data = message.data
    if message.source.startswith("urn:pr2:pev:"):
        _own(message)
    elif utility.state.places.get(data.pevId, {}).get("esci") not in (None, message.source):
        raise Refusal("E_UNAUTHORIZED", "the PEV is at another ESCI")
    event = utility.state.events.get(data.eventId)
    target = event.targets.get(data.pevId) if event else None
    if target is None:
        raise Refusal("E_UNKNOWN_EVENT", "no such event of this PEV")
    target.reason = data.reason
    if not target.dispatch or target.dispatch.over or data.reason in _RESUMABLE:
        return "TAKEN"
    at_ms = parse_time(data.effectiveAt) - utility.state.offsetMs
    if at_ms <= utility.now:
        utility.then(ended, event, target)
    elif at_ms < events.end_ms(utility, event):
        target.dispatch.leavesMs = at_ms
    else:
        target.dispatch.leavesMs = None
    return "TAKEN"


def ended(utility, event, target):
    """It gives no more in this event; the others take over."""
    states.leave(target)
    dispatch.say_no_more(utility, event, target.pevId)
    dispatch.share_again(utility, event)
