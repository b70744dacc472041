"""Events: how they are told to PEVs and customers, and how they are called off (M03, M17)."""

from link.clock import parse_time
from link.outbox import send
from link.parameters import parameter
from link.refusal import Refusal

from . import alerts, dispatch, notice, places, plan, precedence, states

TOLD = (
    *("eventId", "revision", "programId", "serviceType", "reason", "noticeClass", "start", "durationS"),
    *("randomizeStartS", "priority", "allowPartial", "responseClass", "meteringPointId", "optOutUntil"),
)


def named(utility, event_id):
    """The event of that id that is not over."""
    event = utility.state.events.get(event_id)
    if event is None:
        raise Refusal("E_UNKNOWN_EVENT", "there is no such event")
    if event.phase in states.FINAL or event.phase == "ENDING":
        raise Refusal("E_STATE", "the event is over")
    return event


def start_ms(utility, event):
    """The start in bench time; until an event is armed it follows the utility's clock."""
    return event.startMs if event.startMs is not None else parse_time(event.start) - utility.state.offsetMs


def end_ms(utility, event):
    """The end in bench time."""
    return start_ms(utility, event) + event.durationS * 1000


def tell(utility, event, targets):
    """Tells customers and PEVs of an event; a PEV at a place that its enrollment does not name has to wait."""
    ready = [one for one in targets if places.permits(utility, one.pevId, event.programId) is not False]
    alerts.announce(utility, event, "CREATE", [one.customerId for one in ready])
    for target in ready:
        send_event(utility, event, target)


def send_event(utility, event, target):
    """M03 to one PEV, with what is asked of that one, naming all."""
    body = {name: event[name] for name in TOLD if event.get(name) is not None}
    staying = [one.pevId for one in event.targets.values() if one.phase not in states.TARGET_FINAL]
    body["targets"] = [{"pevId": pev_id} for pev_id in staying]
    body["intervals"] = plan.intervals(target.steps, event.durationS)
    target.told = True
    to = f"urn:pr2:pev:{target.pevId}"
    send(utility, "EnergySupplyEvent", body, to, event.eventId, response_class=event.responseClass)


def moved(utility, pev_id):
    """A PEV is somewhere else: what had to wait, or was stored at another ESCI, goes there, if there is time."""
    for event in utility.state.events.values():
        target = event.targets.get(pev_id)
        if target is None or not event.announced or event.phase in states.FINAL or target.phase in states.TARGET_FINAL:
            continue
        elsewhere = target.phase == "RECEIVED" and target.storedAt not in (None, places.of(utility, pev_id).esci)
        lead_s = (start_ms(utility, event) - utility.now) / 1000
        if not target.told and lead_s >= notice.least_lead_s(utility, event.noticeClass):
            tell(utility, event, [target])
        elif elsewhere and lead_s > 0:
            target.storedAt = None
            send_event(utility, event, target)


def cancel(utility, params):
    """The operator calls an event off; nothing is asked of anybody from now on (PR2-A-24)."""
    event = named(utility, params.eventId)
    end_as(utility, event, "CANCELLED", params.reason)


def end_as(utility, event, phase, reason):
    """Every PEV that knows of an event hears that it is over, and every customer that heard of it."""
    event.revision += 1
    for target in event.targets.values():
        if target.told:
            _send_cancel(utility, event, target.pevId, event.revision, reason)
        states.leave(target)
    _unsay(utility, event, [one.customerId for one in event.targets.values()])
    event.phase = phase


def withdraw(utility, event, pev_id, reason):
    """One PEV is taken out of an event that goes on for others; the last one ends it."""
    target = event.targets[pev_id]
    others = [one for one in event.targets.values() if one is not target and one.phase not in states.TARGET_OUT]
    if not others:
        end_as(utility, event, "SUPERSEDED" if reason == "SUPERSEDED" else "CANCELLED", reason)
        return
    if target.told:
        _send_cancel(utility, event, pev_id, event.revision + 1, reason)
    states.leave(target)
    _unsay(utility, event, [target.customerId])
    dispatch.share_again(utility, event)


def _unsay(utility, event, customer_ids):
    told = [one for one in customer_ids if alerts.was_told(utility, event.eventId, one)]
    alerts.drop_waiting(utility, event.eventId, customer_ids)
    alerts.announce(utility, event, "CANCEL", told)


def _send_cancel(utility, event, pev_id, revision, reason):
    dispatch.say_no_more(utility, event, pev_id)
    body = {"eventId": event.eventId, "revision": revision, "reason": reason}
    send(utility, "EventCancel", body, f"urn:pr2:pev:{pev_id}", event.eventId, response_class=event.responseClass)


def wakes(utility):
    """When an event may be told at the earliest."""
    drafts = [one for one in utility.state.events.values() if one.phase == "DRAFT"]
    return [start_ms(utility, one) - int(parameter(utility, "P_NOTICE_CEILING") * 1000) for one in drafts]


def wake(utility):
    """Tells events that are near enough now."""
    for event in list(utility.state.events.values()):
        wake_one(utility, event)


def wake_one(utility, event):
    """An event goes out as soon as it may, unless others of higher rank leave nothing of it."""
    ceiling_ms = int(parameter(utility, "P_NOTICE_CEILING") * 1000)
    if event.phase != "DRAFT" or start_ms(utility, event) - utility.now > ceiling_ms:
        return
    precedence.settle(utility, event)
    if event.phase == "DRAFT":
        event.phase, event.announced = "SCHEDULED", True
        tell(utility, event, [one for one in event.targets.values() if one.phase not in states.TARGET_OUT])
