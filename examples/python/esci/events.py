"""Events, one for each vehicle: passed on at once, kept for a vehicle that is not there, given up when they are over.

What becomes of each is noted for its report: what was answered, what the customer did, whether it was called off.
"""

from link.clock import parse_time
from link.inbox import receipt
from link.refusal import Refusal

from . import connection, enrollment, island
from .passing import keep_trying, pass_on


def find(esci, event_id, pev_id):
    """The event as this vehicle knows it, or None."""
    return esci.state.events.get(f"{event_id}|{pev_id}")


def on_event(esci, message):
    """M03 for a vehicle."""
    data, pev_id = message.data, message.destination.split(":", 3)[3]
    start_ms = esci.bench_ms(parse_time(data.start))
    end_ms = start_ms + data.durationS * 1000
    if end_ms <= esci.now:
        raise Refusal("E_EXPIRED", "the event is over")
    enrollment.must_cover(esci, pev_id, data.start, data.programId)
    known = find(esci, data.eventId, pev_id)
    if known and data.revision == known.revision and data == known.message.data:
        return receipt(esci, message, message.source, "DUPLICATE")
    if known and data.revision <= known.revision:
        raise Refusal("E_STALE", "this revision was overtaken")
    if known and known.cancelMs is not None:
        raise Refusal("E_STATE", "the event was called off")
    if start_ms < island.end_ms(esci):
        raise Refusal("E_ISLANDED", "the home is apart from the grid and cannot be back by then")
    event = known or esci.record({"eventId": data.eventId, "pevId": pev_id, "cancelMs": None, "reported": False})
    event.update(esci.record({"message": message, "revision": data.revision, "startMs": start_ms, "endMs": end_ms}))
    event.update({"stored": False, "decision": None, "code": None})
    esci.state.events[f"{data.eventId}|{pev_id}"] = event
    session = connection.session_of(esci, pev_id)
    if session and session.known:
        return None
    event.stored = True
    return receipt(esci, message, message.source, "STORED")


def on_cancel(esci, message):
    """M17: what the vehicle has not heard of yet it never will; else it is told, now or when it is there again."""
    pev_id = message.destination.split(":", 3)[3]
    event = find(esci, message.data.eventId, pev_id)
    session = connection.session_of(esci, pev_id)
    here = session is not None and session.known
    if event is None:
        if here:
            return None
        raise Refusal("E_UNKNOWN_EVENT", "no such event here")
    if message.data.revision <= event.revision:
        raise Refusal("E_STALE", "this revision was overtaken")
    if event.endMs <= esci.now:
        raise Refusal("E_STATE", "the event is over")
    event.cancelMs = min(esci.now, event.cancelMs) if event.cancelMs else esci.now
    if here:
        event.cancelId = message.id
        return None
    if event.decision is None:
        return receipt(esci, message, message.source)
    event.cancel = message
    return receipt(esci, message, message.source, "STORED")


def on_response(esci, message):
    """M04: what the vehicle decided."""
    data = message.data
    event = find(esci, data.eventId, data.pevId)
    if event and data.revision == event.revision:
        event.decision, event.code = data.decision, data.code


def on_participation(esci, message):
    """M15 of a vehicle."""
    data = message.data
    acted(esci, data.eventId, data.pevId, data.action, parse_time(data.sourceTime))


_RESTRICTS = {"OPT_IN": 0, "OVERRIDE": 1, "OPT_OUT": 2}


def acted(esci, event_id, pev_id, action, wall_ms):
    """Notes what the customer did: the latest deed counts, and of two at once the stricter one (PR2-A-20)."""
    event = find(esci, event_id, pev_id)
    if event is None:
        return
    last = event.act
    if last is None or (wall_ms, _RESTRICTS[action]) >= (last.wallMs, _RESTRICTS[last.action]):
        event.act = esci.record({"action": action, "wallMs": wall_ms, "atMs": esci.now})


def out(event):
    """Whether vehicle or customer have left the event."""
    if event.act and event.act.action != "OVERRIDE":
        return event.act.action == "OPT_OUT"
    return event.decision == "OPT_OUT"


def refused(esci, message_id):
    """A vehicle refused a cancel: then the event was not called off."""
    for event in esci.state.events.values():
        if event.cancelId == message_id:
            event.cancelMs = event.cancelId = None


def hand_out(esci, pev_id):
    """A vehicle is there: it gets what was kept for it."""
    for event in esci.state.events.values():
        if event.pevId != pev_id or event.endMs <= esci.now:
            continue
        kept = event.cancel or (event.message if event.decision is None and event.cancelMs is None else None)
        if kept:
            event.cancel = None
            keep_trying(esci, pass_on(esci, kept), esci.ack_ms(), 3)


def gone(esci, pev_id):
    """A vehicle left before it answered: its events are kept for it, and the utility need not repeat them."""
    for event in esci.state.events.values():
        waits = event.decision is None and event.cancelMs is None and event.endMs > esci.now
        if event.pevId == pev_id and waits and not event.stored:
            event.stored = True
            answer = receipt(esci, event.message, event.message.source, "STORED")
            known = esci.answers.find(esci, event.message.source, event.message.id)
            esci.answers.keep(esci, event.message.source, event.message.id, known["digest"], answer)


def wakes(esci):
    """The end of what was kept in vain."""
    return [one.endMs for one in esci.state.events.values() if one.stored and one.decision is None and not one.cancelMs]


def wake(esci):
    """Gives up what was kept until its end."""
    for event in esci.state.events.values():
        if event.stored and event.decision is None and not event.cancelMs and event.endMs <= esci.now:
            event.stored = False
            receipt(esci, event.message, event.message.source, "REJECTED", code="E_EXPIRED", detail="it never came")
