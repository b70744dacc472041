"""What each PEV and its customer say to an event, and whether it heard of it (M04, M15, M28)."""

from link.clock import parse_time
from link.refusal import Refusal

from . import dispatch, events, states

_PHASES = {"OPT_IN": "OPTED_IN", "PARTIAL": "PARTIAL", "OPT_OUT": "OPTED_OUT", "UNDECIDED": "RECEIVED"}


def _open_target(utility, message):
    """The event and the target that an answer or a notice of a PEV is about, while it can still matter."""
    data = message.data
    if message.source != f"urn:pr2:pev:{data.pevId}":
        raise Refusal("E_UNAUTHORIZED", "this is that PEV's to write")
    event = utility.state.events.get(data.eventId)
    target = event.targets.get(data.pevId) if event else None
    if target is None:
        raise Refusal("E_UNKNOWN_EVENT", "no such event of this PEV")
    if event.phase in states.FINAL or event.phase == "ENDING":
        raise Refusal("E_STATE", "the event is over")
    return event, target


def on_decision(utility, message):
    """M04: the decision on one revision; what the customer said since then counts more."""
    event, target = _open_target(utility, message)
    data = message.data
    if data.revision != event.revision or target.phase in states.TARGET_FINAL:
        return None
    if target.customerMs is not None and data.revision <= target.customerRevision:
        return None
    target.answered = True
    partial = data.decision == "PARTIAL"  # who is in is in the event, not held to its watts
    target.acceptedW = data.acceptedPowerW if partial else None
    target.acceptedWh = data.acceptedEnergyWh if partial else None
    if data.decision == "OPT_OUT":
        _out(utility, event, target, data.code)
    elif not target.dispatch:
        target.phase = _PHASES[data.decision]
        _in(utility, event, target)
    else:
        dispatch.replanned(utility, event)
    return None


def _in(utility, event, target):
    """Somebody who comes in so late that all others were asked already is asked too."""
    if event.inquired and target.phase in ("OPTED_IN", "PARTIAL") and not event.silent:
        utility.then(dispatch.ask_availability, target.pevId, event.eventId, event.responseClass)


def _out(utility, event, target, reason):
    if target.dispatch:
        target.dispatch.over = True
        dispatch.say_no_more(utility, event, target.pevId)
    target.phase = "OPTED_OUT"
    target.reason = reason
    utility.then(dispatch.share_again, event)


def on_participation(utility, message):
    """M15: the customer's word; the youngest counts, and of two of one instant the more restrictive."""
    event, target = _open_target(utility, message)
    data = message.data
    said_ms = parse_time(data.sourceTime)
    if target.customerMs is not None and said_ms < target.customerMs:
        return "TAKEN"
    if target.customerMs == said_ms and data.action == "OPT_IN" and target.phase == "OPTED_OUT":
        return "TAKEN"
    if data.action == "OPT_IN":
        if target.phase == "OPTED_OUT" and utility.now >= events.start_ms(utility, event):
            raise Refusal("E_STATE", "the event has begun")
        if target.phase in ("OPTED_OUT", "RECEIVED", "PENDING"):
            target.phase = "OPTED_IN"
            _in(utility, event, target)
    elif data.action == "OPT_OUT" and target.phase not in states.TARGET_FINAL:
        _out(utility, event, target, "OPT_OUT")
    elif data.action == "OVERRIDE":
        target.overrideW = data.limits.W if data.limits else None
        utility.then(dispatch.share_again, event)
    target.customerMs, target.customerRevision, target.answered = said_ms, event.revision, True
    return "TAKEN"


def on_receipt(utility, message, original):
    """M28 to something of ours: an event is stored for a PEV, or will not reach it."""
    if original is None or original["type"] != "pr2.EnergySupplyEvent.v1":
        return
    event = utility.state.events.get(original["data"]["eventId"])
    target = event.targets.get(original["destination"].split(":", 3)[3]) if event else None
    if target and message.data.status in ("STORED", "TAKEN", "DUPLICATE") and target.phase == "PENDING":
        target.phase = "RECEIVED"
        target.storedAt = message.source
